"""Watches the lab folder: what is saved while the lab stands on its first screen is seen there at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from empathylab.domain.errors import LabError
from empathylab.files.library import Library, load_library
from empathylab.files.setup import LiveSetUp
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, start_task
from empathylab.ui.kit.folder_watch import FolderWatch


class ContentWatch(QObject):
    """Reads the files anew beside the screen. A visit under way is left alone: they wait for its end.

    `told`: what is wrong with what was saved, a LabError, while the lab goes on with the last that was right; None when
    all is right again.
    """

    told = Signal(object)

    def __init__(self, setup: LiveSetUp, is_free: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._setup, self._is_free = setup, is_free
        self._is_due = False
        self._work: BackgroundTask | None = None
        lab = setup.library.layers.lab
        if lab is not None:
            FolderWatch(lab, self).changed.connect(self._saved)

    def _saved(self) -> None:
        self._is_due = True
        self.catch_up()

    def catch_up(self) -> None:
        """Read what was saved meanwhile, when nobody is in a visit and it is not being read already."""
        if not self._is_due or self._work is not None or not self._is_free():
            return
        self._is_due = False
        layers = self._setup.files.layers
        self._work = start_task(self, lambda _progress: load_library(layers), done=self._read, failed=self._failed)

    def _read(self, found: Library) -> None:
        self._work = None
        if self._is_due or not self._is_free():
            self._is_due = True
            self.catch_up()
            return
        try:
            self._setup.take_files(found)
        except LabError as problem:
            self.told.emit(problem)
            return
        self.told.emit(None)

    def _failed(self, _words: str) -> None:
        self._work = None
