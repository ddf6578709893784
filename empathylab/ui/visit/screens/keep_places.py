"""Where something can be kept: sticks that are plugged in, and this computer's own folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_OWN = (
    ("Documents on this computer", QStandardPaths.StandardLocation.DocumentsLocation),
    ("Desktop of this computer", QStandardPaths.StandardLocation.DesktopLocation),
)
#: Below these a desktop mounts what is plugged in.
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """A folder, by the name that people know it by."""

    name: str
    folder: Path


def places() -> tuple[KeepPlace, ...]:
    """Sticks first; folders that are there and can be written to, the home folder when there is no other."""
    own = [KeepPlace(name, Path(QStandardPaths.writableLocation(place))) for name, place in _OWN]
    found = _usable([*_sticks(), *own])
    return found or (KeepPlace("Home folder of this computer", Path.home()),)


def _sticks() -> Iterator[KeepPlace]:
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and is_plugged_in(root):
            yield KeepPlace(volume.displayName() or root, Path(root))


def is_plugged_in(root: str, system: str = sys.platform) -> bool:
    """Whether a volume with this root is neither the system's nor part of it."""
    if system == "win32":
        return not root.upper().startswith(os.environ.get("SYSTEMDRIVE", "C:").upper())
    return root.startswith(_PLUGGED_IN)


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
