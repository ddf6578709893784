"""Asks a visitor or a team where something is to be kept, and forgets the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class KeepDialog(QFileDialog):
    """Asks for a folder. It goes with the screen that it belongs to, answered or not.

    It is Qt's own, since the desktop's lets its users delete and rename files. Where somebody looked is forgotten: a
    folder may well be called after them.
    """

    def __init__(self, parent: QWidget, title: str, keep: Callable[[Path], object]) -> None:
        super().__init__(parent, title, QDir.homePath())
        self.setHistory([])
        # Later than this Qt writes nothing of it down.
        self.destroyed.connect(_forget_places)
        self.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ReadOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.fileSelected.connect(lambda chosen: keep(Path(chosen)))


class KeepPageDialog(KeepDialog):
    """Asks for a PDF's name."""

    def __init__(self, parent: QWidget, keep: Callable[[Path], object]) -> None:
        super().__init__(parent, "Keep this page", lambda chosen: keep(chosen.with_suffix(".pdf")))
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilter("PDF (*.pdf)")
        self.selectFile("empathy-lab.pdf")


def _forget_places() -> None:
    """What Qt has written down of the folders that were looked at."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for name in ("history", "lastVisited"):
        kept.remove(f"FileDialog/{name}")
