"""Tells when something below a folder was saved, made or taken away, whichever way an editor saves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

#: An editor writes a file in several steps; they are one change.
_SETTLED_MS = 150
#: No team has more of its own; computers watch a limited number of places.
_MOST_PATHS = 4_000
#: Files and folders, each with its time and size.
State = tuple[tuple[str, int, int], ...]


class FolderWatch(QObject):
    """`changed` once for all that is saved together. A folder that is not there yet is waited for."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._state: State = ()
        self._settled = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._look)
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())
        self._watch()

    def _look(self) -> None:
        before = self._state
        self._watch()
        if self._state != before:
            self.changed.emit()

    def _watch(self) -> None:
        """Whatever is there now; a file that was replaced is watched anew."""
        self._state = _state_of(self._folder)
        waited_for = [] if self._folder.is_dir() else [str(self._folder.parent)]
        wanted = {path for path, _time, _size in self._state} | {path for path in waited_for if os.path.isdir(path)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if gone := known - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - known:
            self._watcher.addPaths(sorted(new))


def _state_of(folder: Path) -> State:
    found = []
    for path in islice(_below(folder), _MOST_PATHS):
        try:
            seen = os.stat(path)
        except OSError:
            continue
        found.append((path, seen.st_mtime_ns, seen.st_size))
    return tuple(sorted(found))


def _below(folder: Path) -> Iterator[str]:
    for place, _folders, files in os.walk(folder):
        yield place
        yield from (os.path.join(place, name) for name in files)
