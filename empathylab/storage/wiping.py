"""Wipes files that held something of visitors: they are overwritten before they go."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from empathylab.files.held_files import retry_while_held, take_away

_PIECE_BYTES = 2**20


def wipe(path: Path) -> None:
    """Overwrite a file and take it away. Where the disk has no room to overwrite, taking it away has to do.

    Of a link only itself goes: what it leads to is somebody else's.
    """
    if not path.is_symlink():
        if not path.exists():
            return
        with contextlib.suppress(OSError):
            retry_while_held(lambda: overwrite(path), path)
    take_away(path)
    sync_folder(path.parent)


def wipe_folder(folder: Path) -> None:
    """Wipe each file in a folder, then the folder."""
    for path in folder.rglob("*"):
        if path.is_file():
            wipe(path)
    shutil.rmtree(folder)


@contextmanager
def passing_folder(prefix: str, beside: Path) -> Iterator[Path]:
    """A folder that is wiped at the end of the `with`. OSError: it cannot be made."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            wipe_folder(folder)


def overwrite(path: Path, beginning_bytes: int = 0) -> None:
    """Overwrite a file with zeros, durably; so much of its beginning before the rest."""
    with path.open("r+b", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        for start, end in ((0, min(beginning_bytes, size)), (min(beginning_bytes, size), size)):
            for place in range(start, end, _PIECE_BYTES):
                file.write(bytes(min(_PIECE_BYTES, end - place)))
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a folder's names durable; Windows has no way to ask for that and writes them by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
