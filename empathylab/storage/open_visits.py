"""Visits under way, each in a file of its own until it ends: what a visitor deletes was never in the database.

A file holds one JSON list a line, in the order in which things were taken. A line is durable or not there: what the
disk refused in the middle of a line is cut off again, and what a crash left of one is not read. A deleted visit's file
is overwritten and unlinked. So no free page, no write-ahead log and no reader's snapshot can hold anything of it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, StatementError

from empathylab.domain.errors import RecordsError
from empathylab.domain.session import Ending
from empathylab.files.held_files import replace
from empathylab.storage import damage, finalize, left_visit
from empathylab.storage.open_visit import Line, OpenVisit
from empathylab.storage.sqlite import let_go_of_pages
from empathylab.storage.wiping import sync_folder, wipe

PREFIX = "visit-"
_OPEN, _FORGOTTEN, _DAMAGED = ".open", ".forgotten", ".damaged"
_DID_NOT_FIT = "Something did not fit into the records and was left out: no visit is open for it."
_HAS_ENDED = "This visit has ended, so it cannot be found and deleted any more."


@dataclass(slots=True)
class _File:
    """The file of an open visit; `size` is how much of it is durable."""

    path: Path
    file: IO[bytes]
    size: int = 0
    visit: OpenVisit = field(default_factory=OpenVisit)


class LeftVisits(NamedTuple):
    """What a crash had left: how many visits were kept, files that hold none, and files with their damaged lines."""

    kept: int
    unreadable: tuple[Path, ...]
    lines: tuple[Path, ...]


class OpenVisits:
    """The visits under way; used by one thread at a time, but for `count`."""

    def __init__(self, data_dir: Path, engine: Engine) -> None:
        self._folder = data_dir
        self._engine = engine
        self._files: dict[str, _File] = {}

    def count(self, event: str | None = None) -> int:
        """How many visits are under way, of one event or of all."""
        events = [each.visit.session.get("event") for each in list(self._files.values())]
        return len(events) if event is None else events.count(event)

    def is_open(self, session_id: str) -> bool:
        """Has anything of this visit been written, and has it not ended?"""
        return session_id in self._files

    def write(self, lines: Sequence[Line]) -> None:
        """Make these lines of one visit durable; raises OSError, and then none of them is there."""
        session_id = lines[0].session_id
        if session_id not in self._files:
            self._begin(session_id, lines[0])
        this = self._files[session_id]
        _append(this, b"".join(_as_bytes(line) for line in lines))
        for line in lines:
            this.visit.take(line.what, line.row)

    def end(self, session_id: str, ending: Ending) -> None:
        """Move a visit into the database; tried again after an error it goes on where it stopped."""
        this = self._of(session_id, "A visit that is not open was to be ended.")
        with self._engine.begin() as connection:
            finalize.finalize_visit(connection, session_id, this.visit, ending)
        self._erase(session_id, this)
        let_go_of_pages(self._engine)

    def forget(self, session_id: str) -> None:
        """Delete a visit; when this returns, no file holds anything of it."""
        self._erase(session_id, self._of(session_id, _HAS_ENDED))

    def end_unfinished(self) -> LeftVisits:
        """End what a crash left open as interrupted, finish what was being deleted."""
        for path in self._left(_FORGOTTEN):
            wipe(path)
        kept, unreadable, in_part = 0, [], []
        for path in sorted(self._left(_OPEN), key=lambda path: path.stat().st_mtime):
            try:
                is_new, lines = self._end_left(path)
            except OperationalError:
                raise
            except (ValueError, TypeError, KeyError, StatementError):
                unreadable.append(path.replace(path.with_suffix(_DAMAGED)))
            else:
                kept += is_new
                in_part += [lines] if lines else []
        return LeftVisits(kept, tuple(unreadable), tuple(in_part))

    def close(self) -> None:
        """Let go of the files; what is open stays in them."""
        for this in self._files.values():
            this.file.close()

    def _left(self, ending: str) -> list[Path]:
        """Files of visits; folders, pipes and links of such a name are nothing that a lab left."""
        found = self._folder.glob(f"{PREFIX}*{ending}")
        return [path for path in found if path.is_file() and not path.is_symlink()]

    def _end_left(self, path: Path) -> tuple[bool, Path | None]:
        """Whether it is a visit that had begun and not ended before the crash, and where its damaged lines are now."""
        is_new, lines = False, None
        visit, damaged = left_visit.read(path.read_bytes())
        if path.stat().st_size:
            with self._engine.begin() as connection:
                is_new = finalize.finalize_visit(connection, path.stem.removeprefix(PREFIX), visit, Ending.INTERRUPTED)
                if is_new and damaged:
                    lines = damage.keep_lines(self._folder, damaged)
        wipe(_renamed(path))
        return is_new, lines

    def _begin(self, session_id: str, first: Line) -> None:
        if first.what != "session":
            raise RecordsError(_DID_NOT_FIT)
        path = self._folder / f"{PREFIX}{session_id}{_OPEN}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._files[session_id] = _File(path, os.fdopen(handle, "wb", buffering=0))
        sync_folder(self._folder)

    def _of(self, session_id: str, or_else: str) -> _File:
        if session_id not in self._files:
            raise RecordsError(or_else)
        return self._files[session_id]

    def _erase(self, session_id: str, this: _File) -> None:
        this.file.close()
        wipe(_renamed(this.path))
        del self._files[session_id]


def _as_bytes(line: Line) -> bytes:
    return json.dumps([line.what, line.row], separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _append(this: _File, content: bytes) -> None:
    """All of the content, durably, or nothing."""
    try:
        this.file.seek(this.size)
        if this.file.write(content) != len(content):
            this.file.write(content)  # what did not fit says why
            raise OSError(f"{this.path} was written in part only.")
        os.fsync(this.file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            this.file.truncate(this.size)
        raise
    this.size += len(content)


def _renamed(path: Path) -> Path:
    """First the name says that it is to go: cut off from here on, the next start finishes it."""
    forgotten = path.with_suffix(_FORGOTTEN)
    if path.exists():
        replace(path, forgotten)
        sync_folder(path.parent)
    return forgotten
