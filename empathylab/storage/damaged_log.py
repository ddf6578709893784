"""The write-ahead log of a database, damaged: SQLite reads it until the first frame that is not what was written.

All that was written after that would be gone without a word. So the frames behind it are found by the number that all
of one log bear, and laid into a copy of the file, as moving the log into it would have done.

The log: 32 bytes of header, then frames of 24 bytes and a page each: number of the page, pages of the file after a
transaction's last frame (else 0), two numbers of this log ("salts"), a checksum of all until here
(https://www.sqlite.org/fileformat.html#the_write_ahead_log).
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from empathylab.storage.sqlite import has_wal, log_of
from empathylab.storage.wiping import passing_folder

WHAT_IS_WRONG = "its log is broken, so that some of the newest may be missing"
_HEADER_BYTES, _HEAD_BYTES, _PAGE_BYTES = 32, 24, 4_096
_FRAME_BYTES = _HEAD_BYTES + _PAGE_BYTES
_MAGIC_BIG_ENDIAN = 0x377F0683
_MAGICS = (0x377F0682, _MAGIC_BIG_ENDIAN)
_WORD = 0xFFFFFFFF


class _Frame(NamedTuple):
    """Where a frame begins, which page it holds, and the pages of the file where it ends a transaction."""

    start: int
    page: int
    pages: int


def is_broken(database: Path) -> bool:
    """Is there the end of a transaction behind the frame at which SQLite would stop?"""
    if not has_wal(database):
        return False
    try:
        log = log_of(database).read_bytes()
    except OSError:  # SQLite says what it is
        return False
    sound_bytes = _sound_bytes(log)
    return any(frame.pages for frame in _frames(log) if frame.start >= sound_bytes)


@contextmanager
def with_all_frames(database: Path, prefix: str) -> Iterator[Path]:
    """The same database with all that can be found in its log; a copy, where SQLite would not read all of that."""
    if not is_broken(database):
        yield database
        return
    with passing_folder(prefix, database.parent) as folder:
        copy = folder / database.name
        shutil.copyfile(database, copy)
        _lay_in(copy, log_of(database).read_bytes())
        yield copy


def _lay_in(database: Path, log: bytes) -> None:
    frames = list(_frames(log))
    last = max(place for place, frame in enumerate(frames) if frame.pages)
    with database.open("r+b") as file:
        for frame in frames[: last + 1]:
            if frame.page <= frames[last].pages:
                file.seek((frame.page - 1) * _PAGE_BYTES)
                file.write(log[frame.start + _HEAD_BYTES : frame.start + _FRAME_BYTES])
        file.truncate(frames[last].pages * _PAGE_BYTES)


def _frames(log: bytes) -> Iterator[_Frame]:
    """Every frame that bears this log's salts, wherever it begins now."""
    salts, place = _salts(log), _HEADER_BYTES
    while salts and (found := log.find(salts, place)) >= 0:
        start = found - 8
        if start + _FRAME_BYTES > len(log):
            return
        yield _Frame(start, *struct.unpack_from(">2I", log, start))
        place = start + _FRAME_BYTES


def _salts(log: bytes) -> bytes:
    """As the header has them, or two frames one after the other; nothing where the lab itself emptied the log."""
    if _is_sound_header(log):
        return log[16:24]
    if not any(log[:_HEADER_BYTES]):
        return b""
    more_bytes = (len(log) - _HEADER_BYTES) % _FRAME_BYTES  # since something slipped in, or is missing
    begins = (_HEADER_BYTES, _HEADER_BYTES + more_bytes, max(0, _HEADER_BYTES + more_bytes - _FRAME_BYTES))
    return next((salts for begin in begins if (salts := _of_two(log, begin))), b"")


def _of_two(log: bytes, begin: int) -> bytes:
    of_frames = (log[start + 8 : start + 16] for start in range(begin, len(log), _FRAME_BYTES))
    return next((one for one, other in pairwise(of_frames) if one == other and any(one)), b"")


def _sound_bytes(log: bytes) -> int:
    """How much of the log SQLite would read."""
    if not _is_sound_header(log):
        return 0
    order, so_far, start = _byte_order(log), _checksum(log[:24], (0, 0), _byte_order(log)), _HEADER_BYTES
    while start + _FRAME_BYTES <= len(log) and log[start + 8 : start + 16] == log[16:24]:
        page = log[start + _HEAD_BYTES : start + _FRAME_BYTES]
        so_far = _checksum(log[start : start + 8] + page, so_far, order)
        if so_far != struct.unpack_from(">2I", log, start + 16):
            break
        start += _FRAME_BYTES
    return start


def _is_sound_header(log: bytes) -> bool:
    if len(log) < _HEADER_BYTES:
        return False
    magic, _version, page_bytes = struct.unpack_from(">3I", log)
    known = magic in _MAGICS and page_bytes == _PAGE_BYTES
    return known and _checksum(log[:24], (0, 0), _byte_order(log)) == struct.unpack_from(">2I", log, 24)


def _byte_order(log: bytes) -> str:
    return ">" if struct.unpack_from(">I", log)[0] == _MAGIC_BIG_ENDIAN else "<"


def _checksum(content: bytes, so_far: tuple[int, int], order: str) -> tuple[int, int]:
    one, other = so_far
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for word in words:
        one = one + word + other & _WORD
        other = other + next(words) + one & _WORD
    return one, other
