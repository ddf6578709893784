"""Writes small files of which a power cut leaves the old or the new, for this user alone; on Windows as its folder.

Whoever reads one waits for no pipe and fills no memory with a device.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from empathylab.files.held_files import replace, take_away

#: Far above any page or table that a person writes.
LARGEST_TEXT_BYTES = 1_000_000


def write_durably(path: Path, content: str | bytes) -> None:
    """Write a file so that a power cut, or a full disk, leaves either the old one or the new; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            take_away(draft)
        raise


def read_small(path: Path, largest_bytes: int) -> bytes:
    """All of an ordinary file; OSError where it is none, or larger than anything that the lab writes there."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    if found.st_size > largest_bytes:
        raise OSError(errno.EFBIG, "it is too large", str(path))
    return path.read_bytes()


def read_small_text(path: Path, largest_bytes: int) -> str:
    """The same as text in UTF-8, with or without a mark in front; ValueError where it is none."""
    return read_small(path, largest_bytes).decode("utf-8-sig").replace("\r\n", "\n")
