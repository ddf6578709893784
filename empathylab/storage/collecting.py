"""Several stations' records as one: each visit once, whichever folders hold it, and what was deleted stays deleted.

They are put together in a private database of SQLite's own, on the disk while it is open and without a name: memory
stays flat, every kind of report reads it like any other records, and nothing of it can be left behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Select, Table, Text, create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from empathylab.domain.errors import RecordsError
from empathylab.domain.summary import Summary
from empathylab.domain.words import composed
from empathylab.storage import aggregates
from empathylab.storage.migrate import migrate
from empathylab.storage.reader import Reader
from empathylab.storage.revisions import order
from empathylab.storage.schema import OWNED_BY_SESSION, actions, comments, events, sessions, tombstones
from empathylab.storage.sqlite import DATABASE_NAME, address_for_reading
from empathylab.storage.store import open_records
from empathylab.storage.summary import summarise_some

#: Which folder a visit came from; of several that hold it, the first.
origins = Table("origins", MetaData(), Column("session_id", Text, primary_key=True), Column("folder", Text))
_ROOM = "Is there room on the disk? It takes as much as all of them together."
#: Visits of a station that are not there yet and were deleted nowhere.
_FRESH_SESSIONS = """
    CREATE TEMP TABLE fresh AS SELECT id FROM station.sessions
    WHERE id NOT IN (SELECT id FROM main.sessions) AND id NOT IN (SELECT item_id FROM main.tombstones)
"""
_ORIGINS = """
    INSERT INTO main.origins
    SELECT id, (SELECT file FROM pragma_database_list WHERE name = 'station') FROM fresh
"""
#: Where two stations know the same thing in two ways, what counts is what counts on a server.
_STRICTER = "(name) DO UPDATE SET k = max(k, excluded.k), keep_until = min(keep_until, excluded.keep_until)"
_NEWER = "(id) DO UPDATE SET ({names}) = ({new}) WHERE revision_order(excluded.history, history) = 'NEWER'"
_CONTESTED_COMMENTS = """
    UPDATE main.comments SET state = iif('withheld' IN (comments.state, other.state), 'withheld', 'waiting')
    FROM station.comments AS other
    WHERE other.id = comments.id AND revision_order(other.history, comments.history) = 'CONTESTED'
"""


def combine_records(folders: Sequence[Path]) -> Reader:
    """The records of these folders together; InputError or RecordsError where one has none or cannot be read."""
    for folder in folders:
        open_records(folder).close()  # Says what is wrong with it, and brings older tables up to date.
    paths = [folder / DATABASE_NAME for folder in folders]
    engine = create_engine("sqlite://", creator=_private_database, poolclass=StaticPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            migrate(connection)
            origins.create(connection)
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            for take in (_take_deletions, _take_records):
                for path in paths:
                    _attached(raw, path, take)
            aggregates.rebuild(connection)
    except (DBAPIError, sqlite3.Error) as error:
        engine.dispose()
        raise RecordsError(f"The records could not be put together: {error}.", _ROOM) from error
    return _Together(engine, lambda error: RecordsError(f"The records cannot be read: {error.orig}.", _ROOM))


class _Together(Reader):
    """Records of which each folder may have a report of its own."""

    def parts(self, event: str | None = None) -> tuple[Summary, ...]:
        names = [event] if event is not None else [settings.name for settings in self.events()]
        with self.snapshot() as connection:
            folders = connection.execute(select(origins.c.folder).distinct().order_by(origins.c.folder)).scalars().all()
            found = (
                summarise_some(connection, name, _sessions_from(folder, name)) for name in names for folder in folders
            )
            return tuple(part for part in found if part.counts.people)


def _sessions_from(folder: str, event: str) -> Select[Any]:
    of_folder = sessions.join(origins, origins.c.session_id == sessions.c.id)
    is_asked_for = (origins.c.folder == folder) & (sessions.c.event == event)
    return select(sessions.c.id).select_from(of_folder).where(is_asked_for)


def _private_database() -> sqlite3.Connection:
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    connection.create_function("nfc", 1, composed, deterministic=True)
    connection.create_function("revision_order", 2, lambda *histories: order(*histories).name, deterministic=True)
    return connection


def _attached(raw: sqlite3.Connection, path: Path, take: Callable[[sqlite3.Connection], None]) -> None:
    """Read one station's records as they are at this moment."""
    raw.execute("ATTACH ? AS station", (address_for_reading(path),))
    try:
        raw.execute("BEGIN")
        take(raw)
        raw.execute("COMMIT")
    finally:
        raw.rollback()
        raw.execute("DETACH station")


def _take_deletions(raw: sqlite3.Connection) -> None:
    _copy(raw, tombstones)


def _take_records(raw: sqlite3.Connection) -> None:
    raw.execute(_FRESH_SESSIONS)
    raw.execute(_ORIGINS)
    _copy(raw, events, conflict=_STRICTER)
    _copy(raw, sessions, "id IN (SELECT id FROM fresh) ORDER BY number")
    for table in OWNED_BY_SESSION:
        _copy(raw, table, "session_id IN (SELECT id FROM fresh)")
    not_buried = "id NOT IN (SELECT item_id FROM main.tombstones)"
    raw.execute(_CONTESTED_COMMENTS)
    _copy(raw, comments, not_buried, _newer(comments))
    _copy(raw, actions, not_buried, _newer(actions))
    raw.execute("DROP TABLE fresh")


def _newer(table: Table) -> str:
    names = [column.name for column in table.columns]
    return _NEWER.format(names=", ".join(names), new=", ".join(f"excluded.{name}" for name in names))


def _copy(raw: sqlite3.Connection, table: Table, where: str = "true", conflict: str = "DO NOTHING") -> None:
    """Rows of the station's table; events of one name are one event, in whichever form of Unicode it was typed."""
    names = [column.name for column in table.columns if column is not sessions.c.number]
    named = {"name"} if table is events else {"event"}
    values = ", ".join(f'nfc("{name}")' if name in named else f'"{name}"' for name in names)
    into = ", ".join(f'"{name}"' for name in names)
    raw.execute(
        f'INSERT INTO main."{table.name}" ({into}) SELECT {values} FROM station."{table.name}" WHERE {where} '
        f"ON CONFLICT {conflict}"
    )
