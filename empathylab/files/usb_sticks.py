"""Finds the USB sticks in this computer, and on them the files that another laptop wrote; one class per platform."""

from __future__ import annotations

import contextlib
import itertools
import os
import string
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ENDING = ".labrecords"
#: The folder of ours on a stick, besides its top.
FOLDER_NAME = "Empathy Lab"
#: A stick may hold anything: no more of a folder is looked at, and no more files are offered.
_MOST_ENTRIES, _MOST_FILES = 5_000, 20
#: What Windows calls DRIVE_REMOVABLE.
_REMOVABLE = 2


class Sticks(Protocol):
    """The protocol by which a platform tells where sticks are."""

    def folders(self) -> tuple[Path, ...]:
        """The top folder of each stick, in one order."""


@dataclass(frozen=True, slots=True)
class LinuxSticks:
    """Sticks where Linux desktops mount them: /media/USER/NAME and /run/media/USER/NAME, or /media/NAME."""

    roots: tuple[Path, ...] = (Path("/media"), Path("/run/media"))

    def folders(self) -> tuple[Path, ...]:
        below = itertools.chain.from_iterable(_folders_in(root) for root in self.roots)
        found = itertools.chain.from_iterable([folder, *_folders_in(folder)] for folder in below)
        return tuple(sorted(folder for folder in found if os.path.ismount(folder)))


@dataclass(frozen=True, slots=True)
class MacSticks:
    """Sticks on macOS: everything under /Volumes but the computer's own disk, which is a link there."""

    root: Path = Path("/Volumes")

    def folders(self) -> tuple[Path, ...]:
        return tuple(sorted(folder for folder in _folders_in(self.root) if not folder.is_symlink()))


class Kernel(Protocol):
    """The functions of Windows that are called, by its own names."""

    def GetLogicalDrives(self) -> int:
        """A bit for each letter of a drive, A first."""
        ...

    def GetDriveTypeW(self, top: str, /) -> int:
        """The kind of drive whose top folder this is."""
        ...


@dataclass(frozen=True, slots=True)
class WindowsSticks:
    """Sticks on Windows: the drives that it calls removable."""

    kernel: Kernel | None = None

    def folders(self) -> tuple[Path, ...]:
        kernel = self.kernel or _windows()
        letters = kernel.GetLogicalDrives()
        drives = [f"{letter}:\\" for bit, letter in enumerate(string.ascii_uppercase) if letters >> bit & 1]
        return tuple(Path(each) for each in drives if kernel.GetDriveTypeW(each) == _REMOVABLE)


def _windows() -> Kernel:
    import ctypes

    kernel: Kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    return kernel


def sticks_of(platform: str = sys.platform) -> Sticks:
    """The sticks of this platform."""
    if platform == "win32":
        return WindowsSticks()
    return MacSticks() if platform == "darwin" else LinuxSticks()


def bundles_on(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files of records at the top of these folders and in our folder there, the newest first."""
    found = [path for folder in folders for place in (folder, folder / FOLDER_NAME) for path in _bundles_in(place)]
    return _newest(found)


def _newest(paths: list[Path]) -> tuple[Path, ...]:
    written: list[tuple[float, Path]] = []
    for path in paths:
        with contextlib.suppress(OSError):
            written.append((path.stat().st_mtime, path))
    return tuple(path for _when, path in sorted(written, reverse=True)[:_MOST_FILES])


def _bundles_in(folder: Path) -> list[Path]:
    return [path for path in _entries_of(folder) if path.suffix.lower() == ENDING and not path.name.startswith(".")]


def _folders_in(folder: Path) -> list[Path]:
    return [path for path in _entries_of(folder) if path.is_dir()]


def _entries_of(folder: Path) -> list[Path]:
    """A stick that is pulled out meanwhile has none."""
    with contextlib.suppress(OSError):
        return list(itertools.islice(folder.iterdir(), _MOST_ENTRIES))
    return []
