"""Scrubs what was deleted from the database file, its write-ahead log and the disk, for good.

SQLite's secure_delete overwrites deleted cells, but not copies of them that stay behind in pages when the tree is
balanced; only writing the whole file anew leaves nothing. A note in the file itself (`user_version`), set in the
transaction that deletes, says that this is still to be done, so that no crash forgets it. What is cut off a file stays
in the free blocks of the disk: so the log, and what a file that becomes smaller gives back, are overwritten before.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from empathylab.storage.sqlite import BUSY_TIMEOUT_MS, log_of
from empathylab.storage.wiping import overwrite

#: The new file goes through the write-ahead log before it takes the place of the old one.
_ROOM_TIMES = 2
#: At once; a longer value is none that a connection takes.
_PADDED_PAGES = 512
#: Of the log; without it nothing in the log is taken for what is still to be moved.
_HEADER_BYTES = 32


def note_deletion(connection: Connection) -> None:
    """Note that something is deleted in this transaction."""
    connection.exec_driver_sql("PRAGMA user_version = 1")


def is_to_do(connection: Connection) -> bool:
    """Whether something deleted is still in free space or in the write-ahead log."""
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def scrub(engine: Engine, path: Path) -> bool:
    """Do what was noted; False when it has to wait for who reads just now.

    Where the disk has no room for it, or refuses, the next start does it: the thread that writes ends by nothing here.
    """
    with contextlib.suppress(sqlite3.Error, DBAPIError, OSError), engine.connect() as connection:
        if is_to_do(connection):
            with _impatient(connection) as raw:
                return _is_log_empty(raw, path) and _is_rewritten(raw, path)
    return True


def empty_log(engine: Engine, path: Path) -> bool:
    """Before the records are closed, when SQLite takes the log away; where somebody reads it stays: False."""
    with contextlib.suppress(sqlite3.Error, OSError), engine.connect() as connection, _impatient(connection) as raw:
        return _is_log_empty(raw, path)
    return False


@contextmanager
def _impatient(connection: Connection) -> Iterator[sqlite3.Connection]:
    raw: Any = connection.connection.driver_connection
    raw.rollback()
    raw.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        yield raw
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").fetchall()


def _is_rewritten(raw: sqlite3.Connection, path: Path) -> bool:
    if shutil.disk_usage(path.parent).free < _ROOM_TIMES * path.stat().st_size:
        return True
    if not _is_written_over(raw, path):
        return False
    raw.execute("VACUUM")
    if not _is_log_empty(raw, path):
        return False
    raw.execute("PRAGMA user_version = 0")
    return True


def _is_written_over(raw: sqlite3.Connection, path: Path) -> bool:
    """Every page, the last ones with zeros where there are fewer now: they are given back after that alone."""
    (pages_before,) = raw.execute("PRAGMA page_count").fetchone()
    (moved_every,) = raw.execute("PRAGMA wal_autocheckpoint").fetchone()
    raw.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    try:
        raw.execute("VACUUM")
        _pad(raw, pages_before)
        return _is_log_empty(raw, path)
    finally:
        raw.execute(f"PRAGMA wal_autocheckpoint = {moved_every}").fetchall()


def _pad(raw: sqlite3.Connection, pages: int) -> None:
    """As large as it was, with free pages, which secure_delete fills with zeros."""
    (left,) = raw.execute("PRAGMA page_count").fetchone()
    (page_bytes,) = raw.execute("PRAGMA page_size").fetchone()
    if left >= pages:
        return
    raw.execute("BEGIN IMMEDIATE")
    try:
        raw.execute("CREATE TABLE padding (zeros)")
        for start in range(left, pages, _PADDED_PAGES):
            padded = min(_PADDED_PAGES, pages - start) * page_bytes
            raw.execute("INSERT INTO padding VALUES (zeroblob(?))", (padded,))
        raw.execute("DROP TABLE padding")
    except sqlite3.Error:
        raw.rollback()
        raise
    raw.execute("COMMIT")


def _is_log_empty(raw: sqlite3.Connection, path: Path) -> bool:
    """Move the write-ahead log into the file, overwrite it, and cut it to nothing; False when somebody reads.

    Whoever begins to read meanwhile takes nothing from a log of which all has been moved.
    """
    if _is_busy(raw, "RESTART"):
        return False
    with contextlib.suppress(OSError):  # cutting it has to do
        overwrite(log_of(path), _HEADER_BYTES)
    return not _is_busy(raw, "TRUNCATE")


def _is_busy(raw: sqlite3.Connection, how: str) -> bool:
    (is_busy, _frames, _moved) = raw.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    return bool(is_busy)
