"""Tells at a start whether the write-ahead log has lost its end, which SQLite takes for all that there ever was.

Each change counts itself in the header of the database, in its own transaction. How many are durable stands outside of
the log as well, in the file that marks open records, behind the count of those that are in the database itself. What a
start finds is between the two only where the log lost something; it is less where an older copy was put back.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from empathylab.domain.words import how_many
from empathylab.files.durable import read_small_text
from empathylab.storage.folder import OPEN_MARK_NAME

#: The number in a database's header that SQLite leaves to whoever made it.
_COUNT = "application_id"
_DIGITS = 10
_LARGEST_BYTES = 100


class CountedChanges(NamedTuple):
    """How many changes there ever were: in the database itself, and with those that may be in its log alone."""

    in_file: int
    durable: int


def count_one(connection: Connection) -> None:
    """Count a change, in its own transaction."""
    count = int(connection.exec_driver_sql(f"PRAGMA {_COUNT}").scalar_one())
    connection.exec_driver_sql(f"PRAGMA {_COUNT} = {count + 1}")


def counted(engine: Engine) -> int:
    """How many changes these records tell of."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        (count,) = raw.execute(f"PRAGMA {_COUNT}").fetchone()
    return int(count)


def left_by_last_lab(folder: Path) -> CountedChanges | None:
    """What stands in the mark that a lab left which did not end well; None where none did, or it cannot be read."""
    try:
        in_file, durable = map(int, read_small_text(folder / OPEN_MARK_NAME, _LARGEST_BYTES).split())
    except (OSError, ValueError):
        return None
    return CountedChanges(in_file, durable)


def told_of_missing(before: CountedChanges | None, found: int) -> list[str]:
    """The sentence for whoever starts the lab; none where nothing is missing."""
    if before is None or not before.in_file <= found < before.durable:
        return []
    missing = how_many(before.durable - found, "change was", "changes were")
    return [
        f"The end of the records' log is missing, and with it the newest records: {missing} written (visits that "
        "ended, decisions on comments) and cannot be found. All others are in use. Look for a copy."
    ]


class ChangeCounter:
    """Keeps the count outside of the log; used by one thread."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._mark = folder / OPEN_MARK_NAME
        self._engine = engine
        self._in_file = self._durable = counted(self._engine)

    def write(self) -> None:
        """Make the mark durable; raises OSError."""
        words = f"{self._in_file:{_DIGITS}} {self._durable:{_DIGITS}}\n".encode()
        handle = os.open(self._mark, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb", buffering=0) as file:
            file.write(words)
            os.fsync(file.fileno())

    def note_durable(self) -> None:
        """All that was counted is durable. On a full disk the mark tells of fewer, which alarms nobody."""
        self._note(self._in_file, counted(self._engine))

    def note_log_is_empty(self) -> None:
        """All that is durable is in the database itself."""
        self._note(self._durable, self._durable)

    def _note(self, in_file: int, durable: int) -> None:
        if (in_file, durable) != (self._in_file, self._durable):
            self._in_file, self._durable = in_file, durable
            with contextlib.suppress(OSError):
                self.write()
