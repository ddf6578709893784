"""A bundle of an older lab: its rows become records as that lab had them, which are upgraded like any others."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from empathylab.storage import parcels, sealing, stored
from empathylab.storage.faults import disk_error, plain_words
from empathylab.storage.folder import ARRIVING
from empathylab.storage.migrate import migrate
from empathylab.storage.opening import open_store
from empathylab.storage.parcels import TABLES, Parcel, Row
from empathylab.storage.schema import sessions
from empathylab.storage.sqlite import DATABASE_NAME, writing_engine
from empathylab.storage.store import Store
from empathylab.storage.wiping import passing_folder

#: Table → its columns, in the order in which the bundle has their values.
Columns = Mapping[str, Sequence[str]]
_NO_LAB_WRITES = (IntegrityError, InterfaceError, DataError, ProgrammingError, *stored.UNSOUND, LookupError)


def upgraded(version: str, columns: Columns, brought: Iterable[Parcel], beside: Path) -> Generator[Parcel, None, None]:
    """What came with this version's columns, with today's; `beside` has room for it meanwhile."""
    with ExitStack() as until_read:
        try:
            place = until_read.enter_context(passing_folder(ARRIVING, beside))
        except OSError as error:
            raise disk_error(error, beside) from error
        visits = _write_down(place, version, columns, brought)
        store = open_store(place, is_thorough=True)
        try:
            yield from _all_of(store, visits)
        finally:
            store.close()


def _all_of(store: Store, visits: int) -> Iterator[Parcel]:
    left = 0
    with store.snapshot() as connection:
        for parcel in parcels.everything(connection, [event.name for event in store.events()]):
            left += len(parcel.of(sessions))
            yield parcel
    yield Parcel({}, damaged=visits - left)


def _write_down(folder: Path, version: str, columns: Columns, brought: Iterable[Parcel]) -> int:
    """Make the records that the older lab had; return how many visits they hold."""
    path, visits = folder / DATABASE_NAME, 0
    engine = writing_engine(path)
    try:
        with plain_words(path), engine.begin() as connection:
            migrate(connection, version)
            _check(connection, columns)
            for parcel in brought:
                visits += len(parcel.of(sessions))
                for table in TABLES:
                    if rows := parcel.of(table):
                        _put(connection, table.name, columns, rows)
    except _NO_LAB_WRITES as error:
        raise sealing.damaged() from error
    finally:
        engine.dispose()
    return visits


def _check(connection: Connection, columns: Columns) -> None:
    """Are these the columns that the version has? ValueError: somebody made them up."""
    seen = inspect(connection)
    tables = set(seen.get_table_names())
    for table in TABLES:
        there = sorted(column["name"] for column in seen.get_columns(table.name)) if table.name in tables else []
        if sorted(columns.get(table.name, ())) != [name for name in there if (table, name) != (sessions, "number")]:
            raise ValueError("other columns")


def _put(connection: Connection, table: str, columns: Columns, rows: Sequence[Row]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in columns[table]), ", ".join("?" * len(columns[table]))
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(map(tuple, rows)))
