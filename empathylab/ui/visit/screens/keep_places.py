"""The folders where something can be kept: sticks that are plugged in, and this computer's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

from empathylab.files.usb_sticks import Sticks, sticks_of

_OWN = (
    ("Documents on this computer", QStandardPaths.StandardLocation.DocumentsLocation),
    ("Desktop of this computer", QStandardPaths.StandardLocation.DesktopLocation),
)


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """A folder, by the name that people know it by."""

    name: str
    folder: Path


def places(sticks: Sticks | None = None) -> tuple[KeepPlace, ...]:
    """Sticks first; folders that are there and can be written to, the home folder when there is no other."""
    own = [KeepPlace(name, Path(QStandardPaths.writableLocation(place))) for name, place in _OWN]
    found = _usable([*_on(sticks or sticks_of()), *own])
    return found or (KeepPlace("Home folder of this computer", Path.home()),)


def _on(sticks: Sticks) -> Iterator[KeepPlace]:
    for folder in sticks.folders():
        volume = QStorageInfo(str(folder))
        if volume.isReady() and not volume.isReadOnly():
            yield KeepPlace(volume.name() or folder.name or str(folder), folder)


def _usable(wanted: Iterable[KeepPlace]) -> tuple[KeepPlace, ...]:
    return tuple(each for each in wanted if each.folder.is_dir() and os.access(each.folder, os.W_OK))


def free_name(folder: Path, name: str) -> Path:
    """A path in the folder that nothing has yet: `name`, else with a number."""
    wanted = folder / name
    number = 2
    while wanted.exists():
        wanted = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return wanted
