"""The write-ahead log of a database, damaged: SQLite reads it until the first frame that is not what was written.

All that was written after that would be gone without a word. So the frames behind it are found by the number that all
of one log bear, and laid into a copy of the file, as moving the log into it would have done.

The log: 32 bytes of header, then frames of 24 bytes and a page each: number of the page, pages of the file after a
transaction's last frame (else 0), two numbers of this log ("salts"), a checksum of all until here
(https://www.sqlite.org/fileformat.html#the_write_ahead_log).
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from empathylab.storage.sqlite import has_wal, log_of
from empathylab.storage.wiping import passing_folder

WHAT_IS_WRONG = "its log is broken, so that some of the newest may be missing"
_HEADER_BYTES, _HEAD_BYTES, _PAGE_BYTES = 32, 24, 4_096
_FRAME_BYTES = _HEAD_BYTES + _PAGE_BYTES
_MAGIC_BIG_ENDIAN = 0x377F0683
_MAGICS = (0x377F0682, _MAGIC_BIG_ENDIAN)
_WORD = 0xFFFFFFFF
_NEAR_BYTES, _PIECE_BYTES = 64, 2**20


class _Log:
    """The bytes of a log, of which no more than a piece is in memory; while a lab records they may become fewer."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, os.SEEK_END)

    def __getitem__(self, part: slice) -> bytes:
        start, end, _step = part.indices(self.size)
        self._file.seek(start)
        return self._file.read(max(0, end - start))

    def find(self, sign: bytes, start: int) -> int:
        """Where this begins next, most often near by; or -1."""
        place, piece_bytes = start, _NEAR_BYTES
        while place < self.size:
            found = self[place : place + piece_bytes + len(sign) - 1].find(sign)
            if found >= 0:
                return place + found
            place, piece_bytes = place + piece_bytes, _PIECE_BYTES
        return -1


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
        with _opened(log_of(database)) as log:
            sound_bytes = _sound_bytes(log)
            return any(frame.pages for frame in _frames(log) if frame.start >= sound_bytes)
    except (OSError, struct.error):  # SQLite says what it is, or whoever records has just emptied it
        return False


@contextmanager
def with_all_frames(database: Path, prefix: str) -> Iterator[Path]:
    """The same database with all that can be found in its log; a copy, where SQLite would not read all of that."""
    if not is_broken(database):
        yield database
        return
    with passing_folder(prefix, database.parent) as folder:
        copy = folder / database.name
        shutil.copyfile(database, copy)
        with _opened(log_of(database)) as log:
            _lay_in(copy, log)
        yield copy


@contextmanager
def _opened(log: Path) -> Iterator[_Log]:
    with log.open("rb") as file:
        yield _Log(file)


def _lay_in(database: Path, log: _Log) -> None:
    frames = list(_frames(log))
    last = max(place for place, frame in enumerate(frames) if frame.pages)
    most_pages = database.stat().st_size // _PAGE_BYTES + len(frames)  # whatever a frame says
    pages = min(frames[last].pages, most_pages)
    with database.open("r+b") as file:
        for frame in frames[: last + 1]:
            if 0 < frame.page <= pages:
                file.seek((frame.page - 1) * _PAGE_BYTES)
                file.write(log[frame.start + _HEAD_BYTES : frame.start + _FRAME_BYTES])
        file.truncate(pages * _PAGE_BYTES)


def _frames(log: _Log) -> Iterator[_Frame]:
    """Every frame that bears this log's salts, wherever it begins now."""
    salts, place = _salts(log), _HEADER_BYTES
    while salts and (found := log.find(salts, place)) >= 0:
        start = found - 8
        if start + _FRAME_BYTES > log.size:
            return
        yield _Frame(start, *struct.unpack(">2I", log[start : start + 8]))
        place = start + _FRAME_BYTES


def _salts(log: _Log) -> bytes:
    """As the header has them, or two frames one after the other; nothing where the lab itself emptied the log."""
    if _is_sound_header(log):
        return log[16:24]
    if not any(log[:_HEADER_BYTES]):
        return b""
    more_bytes = (log.size - _HEADER_BYTES) % _FRAME_BYTES  # since something slipped in, or is missing
    begins = (_HEADER_BYTES, _HEADER_BYTES + more_bytes, max(0, _HEADER_BYTES + more_bytes - _FRAME_BYTES))
    return next((salts for begin in begins if (salts := _of_two(log, begin))), b"")


def _of_two(log: _Log, begin: int) -> bytes:
    of_frames = (log[start + 8 : start + 16] for start in range(begin, log.size, _FRAME_BYTES))
    return next((one for one, other in pairwise(of_frames) if one == other and any(one)), b"")


def _sound_bytes(log: _Log) -> int:
    """How much of the log SQLite would read."""
    if not _is_sound_header(log):
        return 0
    header, start = log[:_HEADER_BYTES], _HEADER_BYTES
    order, salts = _byte_order(header), header[16:24]
    so_far = _checksum(header[:24], (0, 0), order)
    while start + _FRAME_BYTES <= log.size:
        frame = log[start : start + _FRAME_BYTES]
        so_far = _checksum(frame[:8] + frame[_HEAD_BYTES:], so_far, order)
        if frame[8:16] != salts or so_far != struct.unpack_from(">2I", frame, 16):
            break
        start += _FRAME_BYTES
    return start


def _is_sound_header(log: _Log) -> bool:
    if log.size < _HEADER_BYTES:
        return False
    header = log[:_HEADER_BYTES]
    magic, _version, page_bytes = struct.unpack_from(">3I", header)
    known = magic in _MAGICS and page_bytes == _PAGE_BYTES
    return known and _checksum(header[:24], (0, 0), _byte_order(header)) == struct.unpack_from(">2I", header, 24)


def _byte_order(header: bytes) -> str:
    return ">" if struct.unpack_from(">I", header)[0] == _MAGIC_BIG_ENDIAN else "<"


def _checksum(content: bytes, so_far: tuple[int, int], order: str) -> tuple[int, int]:
    one, other = so_far
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for word in words:
        one = one + word + other & _WORD
        other = other + next(words) + one & _WORD
    return one, other
