"""Several stations' records as one: each visit once, whichever folders hold it, and what was deleted stays deleted.

They are put together in a private database of SQLite's own, on the disk while it is open and without a name: memory
stays flat, every kind of report reads it like any other records, and nothing of it can be left behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Select, Table, Text, create_engine, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from empathylab.domain.errors import RecordsError
from empathylab.domain.joined import JoinReport
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Mode
from empathylab.domain.summary import Summary
from empathylab.domain.words import composed, how_many
from empathylab.storage import parcels, validation
from empathylab.storage.joining import join, join_events
from empathylab.storage.migrate import migrate
from empathylab.storage.opening import open_records
from empathylab.storage.reader import RecordsReader, Translate
from empathylab.storage.schema import events, results, sessions
from empathylab.storage.shared_statements import SHARED_STATEMENTS
from empathylab.storage.summary import summarise_some

#: Which folder a visit came from; of several that hold it, the first.
origins = Table("origins", MetaData(), Column("session_id", Text, primary_key=True), Column("folder", Text))
_ROOM = "Is there room on the disk? It takes as much as all of them together."


def combine_records(folders: Sequence[Path]) -> Together:
    """The records of these folders together; InputError or RecordsError where one has none or cannot be read."""
    mended = tuple(words for folder in folders for words in _mended(folder))
    engine = create_engine(
        "sqlite://",
        creator=_private_database,
        poolclass=StaticPool,
        hide_parameters=True,
        execution_options=SHARED_STATEMENTS,
    )
    try:
        with engine.connect() as connection:
            migrate(connection)
            origins.create(connection)
            damaged = {folder: _take(connection, folder) for folder in folders}
    except DBAPIError as error:
        engine.dispose()
        raise RecordsError(f"The records could not be put together: {error.orig}.", _ROOM) from error
    except BaseException:  # also Ctrl+C: nobody else holds what was opened
        engine.dispose()
        raise
    together = Together(engine, _unreadable, damaged)
    together.mended = mended
    return together


def _mended(folder: Path) -> tuple[str, ...]:
    """Say what is wrong with it, bring older tables up to date, and tell what was mended."""
    reader = open_records(folder)
    reader.close()
    return reader.mended


def _unreadable(error: DBAPIError) -> RecordsError:
    return RecordsError(f"The records cannot be read: {error.orig}.", _ROOM)


class Together(RecordsReader):
    """Records of which each folder may have a report of its own; `left_behind` is how much of each is damaged."""

    def __init__(
        self, engine: Engine, translate: Translate, left_behind: Mapping[Path, int] = MappingProxyType({})
    ) -> None:
        super().__init__(engine, translate)
        self._left_behind = left_behind

    @property
    def folders(self) -> tuple[Path, ...]:
        """Those that were put together."""
        return tuple(self._left_behind)

    def left_out(self) -> tuple[str, ...]:
        told = (
            f"Of {folder} {how_many(count, 'damaged item')} {'is' if count == 1 else 'are'} left out."
            for folder, count in self._left_behind.items()
            if count
        )
        return (*super().left_out(), *told)

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        names = [event] if event is not None else [settings.name for settings in self.events()]
        with self.snapshot() as connection:
            there = _places(connection, mode)
            folders = sorted({folder for _, folder, _, _ in there})
            found = (
                replace(summarise_some(connection, name, ids, mode), host=host, is_assigned=drawn)
                for name, folder, host, drawn in product(names, folders, HostThere, (False, True))
                if (name, folder, host.value, drawn) in there
                for ids in (_sessions_from(folder, host, drawn).where(self._of(name)),)
            )
            return tuple(part for part in found if part.counts.people)


_OF_FOLDER = sessions.join(origins, origins.c.session_id == sessions.c.id)


def _places(connection: Connection, mode: Mode) -> set[tuple[str, str, str, bool]]:
    """Each event, folder, whether a host was there and whether it was drawn, of which there are visits of this mode."""
    places = (sessions.c.event, origins.c.folder, sessions.c.host, sessions.c.is_assigned)
    counted = _OF_FOLDER.join(results, results.c.session_id == sessions.c.id)
    query = select(*places).select_from(counted).where(results.c.mode == mode.value).distinct()
    return {(name, folder, host, bool(drawn)) for name, folder, host, drawn in connection.execute(query)}


def _sessions_from(folder: str, host: HostThere, is_assigned: bool) -> Select[Any]:
    is_so = (sessions.c.host == host.value) & (sessions.c.is_assigned == is_assigned)
    return select(sessions.c.id).select_from(_OF_FOLDER).where(origins.c.folder == folder, is_so)


def _private_database() -> sqlite3.Connection:
    return sqlite3.connect("", isolation_level=None, check_same_thread=False)


def _take(target: Connection, folder: Path) -> int:
    """One station's records as they are at this moment; events of one name are one, in whichever form of Unicode.

    Returns how much of them is damaged and was left out.
    """
    reader, damaged = open_records(folder), 0
    try:
        with reader.snapshot() as source:
            target.exec_driver_sql("BEGIN")
            names = source.execute(select(events.c.name).order_by(events.c.name)).scalars().all()
            for parcel in map(validation.sound, parcels.everything(source, names)):
                _take_parcel(target, parcel.renamed(composed), str(folder))
                damaged += parcel.damaged
            target.exec_driver_sql("COMMIT")
    finally:
        reader.close()
    return damaged


def _take_parcel(target: Connection, parcel: parcels.Parcel, folder: str) -> None:
    join_events(target, parcel.of(events))
    joined = join(target, parcel, JoinReport(), is_public=False)
    if joined.fresh:
        target.execute(insert(origins), [{"session_id": each, "folder": folder} for each in joined.fresh])
