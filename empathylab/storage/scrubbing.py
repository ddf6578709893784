"""What was deleted leaves the database file and its write-ahead log for good.

SQLite's secure_delete overwrites deleted cells, but not copies of them that stay behind in pages when the tree is
balanced; only writing the whole file anew leaves nothing. A note in the file itself (`user_version`), set in the
transaction that deletes, says that this is still to be done, so that no crash forgets it.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from empathylab.storage.sqlite import BUSY_TIMEOUT_MS

#: The new file goes through the write-ahead log before it takes the place of the old one.
_ROOM_TIMES = 2


def note(connection: Connection) -> None:
    """Something is deleted in this transaction."""
    connection.exec_driver_sql("PRAGMA user_version = 1")


def is_noted(connection: Connection) -> bool:
    """Is something deleted still in free space or in the write-ahead log?"""
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def scrub(engine: Engine, path: Path) -> bool:
    """Do what the note asks for; False when it has to wait for who reads just now.

    Without the room that it takes, the next start does it.
    """
    with engine.connect() as connection:
        if not is_noted(connection):
            return True
        raw: Any = connection.connection.driver_connection
        raw.rollback()
        raw.execute("PRAGMA busy_timeout = 0").fetchall()
        try:
            return _is_log_empty(raw) and _is_rewritten(raw, path)
        finally:
            raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").fetchall()


def _is_rewritten(raw: sqlite3.Connection, path: Path) -> bool:
    if shutil.disk_usage(path.parent).free < _ROOM_TIMES * path.stat().st_size:
        return True
    try:
        raw.execute("VACUUM")
    except sqlite3.OperationalError:
        return True  # the disk has become full meanwhile
    if not _is_log_empty(raw):
        return False
    raw.execute("PRAGMA user_version = 0")
    return True


def _is_log_empty(raw: sqlite3.Connection) -> bool:
    """Move the write-ahead log into the file and cut it to nothing; False when somebody reads."""
    (is_busy, _frames, _moved) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
