"""Rescues what can be read of a database file with broken pages, row by row, into a new one.

SQLite stops at the first broken page of a table. So each table is read from its beginning and from its end until there,
and what lies between in smaller and smaller pieces: what is missing then are the rows of the broken pages alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, StaticPool, create_engine, delete, select

from empathylab.storage import finalize, stored, table_of_contents
from empathylab.storage.faults import is_of_writing
from empathylab.storage.migrate import VERSIONS, migrate
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    events,
    met,
    metadata,
    outbox,
    results,
    sessions,
    streams,
    tallies,
)
from empathylab.storage.shared_statements import SHARED_STATEMENTS
from empathylab.storage.sqlite import read_within_limit, sqlite_address, writing_engine
from empathylab.storage.table_search import find_tables
from empathylab.storage.wiping import wipe

#: A log or journal beside a new file would be given back to the disk with what is in it; one cut off is begun anew.
NO_LOG = "PRAGMA journal_mode = MEMORY"
#: Of keys that are texts, the pieces: all but a few begin like this, being random.
_BEGINNINGS = tuple(f"{number:02x}" for number in range(256))
_AFTER_ALL = "\U0010ffff"
#: A broken page may lead anywhere, to itself as well.
_MOST_ROWS = 5_000_000
#: And from the page that leads to all others nothing comes, however small the piece.
_MOST_PIECES = 5_000
_UNREADABLE = (sqlite3.DatabaseError, OverflowError)
_OWNED = tuple(table.name for table in OWNED_BY_SESSION if table is not results)


class _Table(NamedTuple):
    """A table of the broken file; `key` is what its rows are in the order of."""

    name: str
    key: str
    is_by_number: bool


class Rescued(NamedTuple):
    """The tables of which something is missing; without a table of contents an empty one is like one that is gone."""

    missing: tuple[str, ...]
    has_contents: bool = True


def rescue(broken: Path, new: Path) -> Rescued | None:
    """Fill a new file; None: there is nothing that could be read.

    Older versions' tables stay as they are. The broken file is not written to.
    """
    missing = _by_contents(broken, new)
    if missing is not None:
        return Rescued(missing)
    forget(new)
    missing = _without_contents(broken, new)
    return None if missing is None else Rescued(missing, has_contents=False)


def forget(new: Path) -> None:
    """Wipe the new file that was begun."""
    for ending in ("", "-wal", "-shm"):
        wipe(new.with_name(new.name + ending))


def _by_contents(broken: Path, new: Path) -> tuple[str, ...] | None:
    """None: the file's own table of contents is gone, or damaged."""
    missing = None
    with _what_can_be_read(), contextlib.closing(_open(broken)) as source:
        if table_of_contents.fault(source) is None:
            made = source.execute("SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
            tables = [_table(source, name) for (name,) in source.execute(_ALL_TABLES).fetchall()]
            with contextlib.closing(sqlite3.connect(new)) as target:
                missing = _fill(source, target, made, tables) if tables else None
    return missing


@contextlib.contextmanager
def _what_can_be_read() -> Iterator[None]:
    """Go on behind what cannot be read; not where there is no room for what can."""
    try:
        yield
    except _UNREADABLE as error:
        if is_of_writing(error):
            raise


def _without_contents(broken: Path, new: Path) -> tuple[str, ...] | None:
    """Into today's tables; None: nothing was found."""
    engine = writing_engine(new)
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    with contextlib.closing(sqlite3.connect(new)) as target:
        target.execute(NO_LOG).fetchall()
        made = list(dict.fromkeys((*_made_by(target), *_made_by_steps())))
        found = [
            (part.name, _copy(part.source, target, _table(part.source, part.name)))
            for part in find_tables(broken, made)
        ]
        target.commit()
    whole = {name for name, _ in found} - {name for name, is_whole in found if not is_whole}
    return tuple(sorted(_ALWAYS - whole)) if found else None


def _made_by(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return [(name, sql) for name, sql in connection.execute(_ALL_MADE).fetchall() if name in _NOT_COMPUTED]


@cache
def _made_by_steps() -> tuple[tuple[str, str], ...]:
    """Of records that an older lab began, columns stand in another order: as each version added them."""
    engine = create_engine("sqlite://", poolclass=StaticPool, execution_options=SHARED_STATEMENTS)
    with engine.begin() as connection:
        for version in (VERSIONS[0], VERSIONS[-1]):
            migrate(connection, version)
        raw: Any = connection.connection.driver_connection
        made = _made_by(raw)
    engine.dispose()
    return tuple(made)


def leave_out_parts_of_visits(connection: Connection) -> int:
    """Of a visit something may be missing: only those stay that are what they were when they ended."""
    told = connection.execute(_TOLD).all()
    broken = [session_id for session_id, content_hash in told if not _is_whole(connection, session_id, content_hash)]
    known = select(sessions.c.id).where(sessions.c.id.not_in(broken))
    for table in OWNED_BY_SESSION:
        connection.execute(delete(table).where(table.c.session_id.not_in(known)))
    connection.execute(delete(outbox).where(outbox.c.item_id.in_(broken)))
    connection.execute(delete(sessions).where(sessions.c.id.in_(broken)))
    return len(broken)


_ALL_MADE = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
_NOT_COMPUTED = metadata.tables.keys() - {results.name, met.name, tallies.name}
#: Where there is a visit, these hold something.
_ALWAYS = frozenset((events.name, *_OWNED, sessions.name)) - {met.name}
_ALL_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_TOLD = select(sessions.c.id, sessions.c.hash)


def _is_whole(connection: Connection, session_id: str, told: str | None) -> bool:
    has_stream = connection.execute(select(streams.c.facts).where(streams.c.session_id == session_id)).first()
    try:
        return has_stream is not None and finalize.hash_of(connection, session_id) == told
    except stored.UNSOUND:
        return False


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{sqlite_address(path.absolute())}?mode=ro", uri=True)
    read_within_limit(connection)
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _table(source: sqlite3.Connection, name: str) -> _Table:
    described = source.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = [each[1] for each in sorted(described, key=lambda each: each[5]) if each[5]]
    (sql,) = source.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    is_by_number = "WITHOUT ROWID" not in sql.upper()
    return _Table(name, "rowid" if is_by_number else keys[0], is_by_number)


def _fill(
    source: sqlite3.Connection, target: sqlite3.Connection, made: list[tuple[str, str]], tables: list[_Table]
) -> tuple[str, ...]:
    target.execute(NO_LOG).fetchall()
    target.execute("PRAGMA secure_delete = ON")
    for kind, sql in sorted(made, key=lambda each: each[0] != "table"):
        # Of an index that is none the upgrade makes a new one.
        with _what_can_be_read():
            if kind != "table" or not sql.lower().startswith("create table sqlite_"):
                target.execute(sql)
    missing = tuple(table.name for table in tables if not _copy(source, target, table))
    target.commit()
    return missing


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: _Table) -> bool:
    """Whether all of the table has come."""
    names = [f'"{column[1]}"' for column in source.execute(f'PRAGMA table_info("{table.name}")').fetchall()]
    marks = ", ".join("?" * len(names))
    put = f'INSERT OR IGNORE INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'
    rows = _Rows(source, table)
    for row in rows:
        with _what_can_be_read():
            target.execute(put, row)
    return rows.is_whole


class _Rows:
    """The rows of a table, some of them perhaps more than once."""

    def __init__(self, source: sqlite3.Connection, table: _Table) -> None:
        self._source, self._table = source, table
        self.is_whole = True
        self._is_piece_whole = True
        self._pieces = 0
        self._last_key: Any = None

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        yield from self._read("1", (), "ASC")
        if self.is_whole:
            return
        first = self._last_key
        yield from self._read("1", (), "DESC")
        last = self._last_key
        if self._table.is_by_number:
            low = 1 if first is None else first + 1
            yield from self._between(low, 2 * low + _MOST_PIECES if last is None else last - 1)
        else:
            yield from self._by_beginning()

    def _read(self, where: str, values: tuple[object, ...], order: str) -> Iterator[tuple[object, ...]]:
        """Until the first that cannot be read."""
        self._last_key, key = None, f'"{self._table.key}"'
        asked = f'SELECT {key}, * FROM "{self._table.name}" NOT INDEXED WHERE {where} ORDER BY {key} {order} LIMIT ?'
        try:
            for at, *row in self._source.execute(asked, (*values, _MOST_ROWS)):
                self._last_key = at
                yield tuple(row)
        except _UNREADABLE:
            self.is_whole = self._is_piece_whole = False
        else:
            self._is_piece_whole = True

    def _between(self, low: int, high: int) -> Iterator[tuple[object, ...]]:
        """Halves, until a piece is whole or a single row."""
        self._pieces += 1
        if low > high or self._pieces > _MOST_PIECES:
            return
        yield from self._read(f'"{self._table.key}" BETWEEN ? AND ?', (low, high), "ASC")
        if self._is_piece_whole or low == high:
            return
        low = max(low, (low if self._last_key is None else self._last_key + 1))
        middle = (low + high) // 2
        yield from self._between(low, middle)
        yield from self._between(middle + 1, high)

    def _by_beginning(self) -> Iterator[tuple[object, ...]]:
        where = f'"{self._table.key}" >= ? AND "{self._table.key}" < ?'
        for begin, end in zip(_BEGINNINGS, (*_BEGINNINGS[1:], _AFTER_ALL), strict=True):
            for order in ("ASC", "DESC"):
                yield from self._read(where, (begin, end), order)
                if self._is_piece_whole:
                    break
