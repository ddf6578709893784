"""Connections to a station's SQLite file: one that writes, and others that only read.

SQLite before 3.51.3 can damage a WAL database when two connections write or checkpoint at the same moment. Here
only one connection of one process ever writes (an operating-system lock guards the folder), and readers are
opened read-only, so they never checkpoint.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from empathylab.storage.shared_statements import SHARED_STATEMENTS

DATABASE_NAME = "records.sqlite"
BUSY_TIMEOUT_MS = 2_000
#: The longest visit's block is three.
MOST_VALUE_BYTES = 8 * 2**20
_ROOMY_KB = 48_000


def writing_engine(path: Path) -> Engine:
    """The only connection that writes; it may be handed from thread to thread but is used by one at a time."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False),
        poolclass=StaticPool,
        hide_parameters=True,
        execution_options=SHARED_STATEMENTS,
    )
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_immediate)
    return engine


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """For many rows in no order: their pages stay in memory for as long as this lasts."""
    (before,) = connection.exec_driver_sql("PRAGMA cache_size").one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOMY_KB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {before}")


def let_go_of_pages(engine: Engine) -> None:
    """What the only connection keeps of the file in memory, up to 2 MB, is read anew when it is needed."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA shrink_memory")


def reading_engine(path: Path, pool: type[NullPool] = NullPool) -> Engine:
    """Connections that read a consistent snapshot while the writer works; none keeps what was asked."""
    address, timeout_s = address_for_reading(path), BUSY_TIMEOUT_MS / 1000
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            address, uri=True, timeout=timeout_s, check_same_thread=False, cached_statements=0
        ),
        poolclass=pool,
        hide_parameters=True,
        execution_options=SHARED_STATEMENTS,
    )
    event.listen(engine, "connect", _prepare_reader)
    event.listen(engine, "begin", _begin_deferred)
    return engine


def sqlite_address(path: PurePath) -> str:
    """SQLite takes no host in an address: a share (`\\\\server\\share`) is a path behind an empty one."""
    place = quote(path.as_posix(), safe="/:")
    return f"file://{place}" if place.startswith("/") else f"file:///{place}"


def address_for_reading(path: Path) -> str:
    """A disk that cannot be written has no room for SQLite's notes on who reads: there nobody can be writing either."""
    address = f"{sqlite_address(path.absolute())}?mode=ro"
    if has_wal(path):
        return address
    connection = sqlite3.connect(address, uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
    except sqlite3.OperationalError:
        return f"{address}&immutable=1"
    except sqlite3.DatabaseError:  # whoever reads is told what it is
        return address
    finally:
        connection.close()
    return address


def log_of(path: Path) -> Path:
    """The write-ahead log of a database, which need not be there."""
    return path.with_name(f"{path.name}-wal")


def has_wal(path: Path) -> bool:
    """Is something written that stands beside the database alone? Looking may leave an empty file there."""
    wal = log_of(path)
    return wal.exists() and wal.stat().st_size > 0


def held_bytes(path: Path) -> int:
    """How much the database and its log hold."""
    return sum(each.stat().st_size for each in (path, log_of(path)) if each.exists())


def _prepare_writer(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    read_within_limit(connection)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _prepare_reader(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    read_within_limit(connection)
    connection.execute("PRAGMA temp_store = MEMORY").fetchall()


def read_within_limit(connection: sqlite3.Connection) -> None:
    """As records that anybody may have made: a value of more than any lab writes is an error before it is in memory.

    Damaged text is shown as such, where SQLite's own reader would stop at its row.
    """
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
