"""Brings a database, SQLite or PostgreSQL, to the version of the tables that this program knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_mock_engine, inspect, text

from empathylab.domain.errors import RecordsError
from empathylab.storage.schema import metadata

#: Every version there ever was, oldest first; the last is today's. A test compares it with the migrations' files.
VERSIONS = tuple(f"{number:04}" for number in range(1, 16))
_STATED, _COLUMN = "alembic_version", "version_num"
#: A version, and a table with a column that it brought (True) or took away; newest first.
_SHAPES = (
    ("0015", "sessions", "mode", True),
    ("0014", "sessions", "host", True),
    ("0013", "board_marks", "id", True),
    ("0012", "receipts", "files", True),
    ("0011", "runs", "zoom_longest", True),
    ("0010", "actions", "asked_on", True),
    ("0009", "sessions", "station_name", True),
    ("0007", "comments", "history", True),
    ("0006", "comments", "session_id", False),
    ("0005", "actions", "due_on", True),
    ("0003", "tallies", "amount", True),
    ("0001", "sessions", "id", True),
)
#: Table → the names of its columns.
Columns = Mapping[str, Collection[str]]
_SCRIPTS = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The version of the tables in this database; None when there are none yet."""
    described = inspect(connection).get_multi_columns(filter_names=sorted({table for _, table, *_ in _SHAPES}))
    columns = {name: {column["name"] for column in found} for (_schema, name), found in described.items()}
    return version_shown(_stated_version(connection), columns)


def version_shown(stated: str | None, columns: Columns) -> str | None:
    """The version that is stated, unless the tables show another: a wrong one would have done twice what was done."""
    if stated is not None and (stated not in VERSIONS or _is_like(columns, stated)):
        return stated
    return _version_by_shape(columns) or stated


def _is_like(columns: Columns, version: str) -> bool:
    """A table that is not there shows it as well: the records may be older than what brought it."""
    return all(
        (column in columns.get(table, ())) is (is_there is (since <= version))
        for since, table, column, is_there in _SHAPES
    )


def _stated_version(connection: Connection) -> str | None:
    seen = inspect(connection)
    if not seen.has_table(_STATED) or _COLUMN not in {column["name"] for column in seen.get_columns(_STATED)}:
        return None
    found = connection.execute(text(f"SELECT {_COLUMN} FROM {_STATED}")).scalar()
    return found if isinstance(found, str) and found.isdecimal() else None


def _version_by_shape(columns: Columns) -> str | None:
    """The oldest version whose tables look like these: what is done twice by the steps after it does no harm."""
    for version, table, column, is_there in _SHAPES:
        if table in columns and (column in columns[table]) is is_there:
            return version
    return None


def is_of_another_program(connection: Connection) -> bool:
    """Does a database without a version of ours hold tables of the same names, as another program's may?"""
    there = set(inspect(connection).get_table_names())
    return version_of(connection) is None and not there.isdisjoint({_STATED, *metadata.tables})


def has_every_table(connection: Connection) -> bool:
    """Are the tables all there, and does the version stand in its place?"""
    there = set(inspect(connection).get_table_names())
    return metadata.tables.keys() <= there and _stated_version(connection) is not None


def migrate(connection: Connection, to: str = VERSIONS[-1]) -> bool:
    """Upgrade inside the caller's transaction; True when something changed. A newer version is a RecordsError."""
    found, stated = version_of(connection), _stated_version(connection)
    if found == stated == to:
        return False
    if found is not None and found not in VERSIONS:
        raise RecordsError(
            f"These records were written by a newer Empathy Lab (version {found} of the tables, this one knows "
            f"{VERSIONS[-1]}).",
            "Install the newer Empathy Lab, or use another folder.",
        )
    if found is None and connection.dialect.name == "sqlite" and to == VERSIONS[-1] and _is_empty(connection):
        _make_anew(connection)
        return True
    if found is not None and found != stated:
        _state(connection, found)
    _run_alembic(connection, to)
    return True


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _make_anew(connection: Connection) -> None:
    """Today's tables at once in a folder without records: twelve steps over nothing would come to the same."""
    for statement in _made_by():
        connection.exec_driver_sql(statement)
    _state(connection, VERSIONS[-1])


@cache
def _made_by() -> tuple[str, ...]:
    """What makes today's tables, in SQLite's words: put together once, since to say it takes longer than to do it."""
    said: list[str] = []

    def say(step: Any, *_values: object, **_options: object) -> None:
        said.append(str(step.compile(dialect=nowhere.dialect)))

    nowhere = create_mock_engine("sqlite://", say)
    metadata.create_all(nowhere, checkfirst=False)
    return tuple(said)


def _state(connection: Connection, version: str) -> None:
    """Write down the version of a database that does not tell its own, or another's."""
    for statement in (
        f"DROP TABLE IF EXISTS {_STATED}",
        f"CREATE TABLE {_STATED} ({_COLUMN} VARCHAR(32) NOT NULL PRIMARY KEY)",
        f"INSERT INTO {_STATED} VALUES ('{version}')",
    ):
        connection.execute(text(statement))


def _run_alembic(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", _SCRIPTS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise RecordsError(
            "The tables there are of no version that a lab has had.", "Use another folder, or another database."
        ) from error
