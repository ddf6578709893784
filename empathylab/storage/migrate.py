"""Brings a database, SQLite or PostgreSQL, to the version of the tables that this program knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_mock_engine, text

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
#: Each table that is there, with each of its columns.
COLUMNS_OF = {
    "sqlite": "SELECT there.name, held.name FROM sqlite_schema AS there, pragma_table_info(there.name) AS held "
    "WHERE there.type = 'table' AND there.name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    "postgresql": "SELECT relname, attname FROM pg_catalog.pg_class JOIN pg_catalog.pg_attribute ON attrelid = oid "
    "WHERE relkind IN ('r', 'p') AND relnamespace <> 'pg_catalog'::regnamespace "
    "AND pg_catalog.pg_table_is_visible(oid) AND attnum > 0 AND NOT attisdropped",
}
_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class FoundTables:
    """What a database has: its tables with their columns, and the version that is written there."""

    columns: Columns
    stated: str | None

    @property
    def version(self) -> str | None:
        """None when there are no tables yet."""
        return version_shown(self.stated, self.columns)

    @property
    def are_another_programs(self) -> bool:
        """Are there tables of the same names, as another program may have them, without a version of ours?"""
        return self.version is None and not self.columns.keys().isdisjoint({_STATED, *metadata.tables})

    @property
    def are_todays(self) -> bool:
        """Are they all there, in the shape of today, and does the version stand in its place?"""
        is_whole = metadata.tables.keys() <= self.columns.keys() and self.stated is not None
        return is_whole and self.version == VERSIONS[-1]


def find_tables(connection: Connection) -> FoundTables:
    """Ask the database, in one question or two: SQLAlchemy's own way to find out takes dozens."""
    columns: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(COLUMNS_OF[connection.dialect.name]).all():
        columns.setdefault(table, set()).add(column)
    return FoundTables(columns, _stated_version(connection) if _COLUMN in columns.get(_STATED, ()) else None)


def _stated_version(connection: Connection) -> str | None:
    found = connection.execute(text(f"SELECT {_COLUMN} FROM {_STATED}")).scalar()
    return found if isinstance(found, str) and found.isdecimal() else None


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


def _version_by_shape(columns: Columns) -> str | None:
    """The oldest version whose tables look like these: what is done twice by the steps after it does no harm."""
    for version, table, column, is_there in _SHAPES:
        if table in columns and (column in columns[table]) is is_there:
            return version
    return None


def migrate(connection: Connection, to: str = VERSIONS[-1], there: FoundTables | None = None) -> bool:
    """Upgrade inside the caller's transaction; True when something changed. A newer version is a RecordsError."""
    there = there or find_tables(connection)
    found, stated = there.version, there.stated
    if found == stated == to:
        return False
    if found is not None and found not in VERSIONS:
        raise RecordsError(
            f"These records were written by a newer Empathy Lab (version {found} of the tables, this one knows "
            f"{VERSIONS[-1]}).",
            "Install the newer Empathy Lab, or use another folder.",
        )
    if found is None and connection.dialect.name == "sqlite" and to == VERSIONS[-1] and not there.columns:
        _make_anew(connection)
        return True
    if found is not None and found != stated:
        _state(connection, found)
    _run_alembic(connection, to)
    return True


def _make_anew(connection: Connection) -> None:
    """Today's tables at once in a folder without records: twelve steps over nothing would come to the same."""
    raw: Any = connection.connection.driver_connection
    for statement in _made_by():
        raw.execute(statement)
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
        connection.exec_driver_sql(statement)


def _run_alembic(connection: Connection, to: str) -> None:
    """One transaction around it all is the caller's."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.util import CommandError

    def steps(found: str, _context: object) -> Any:
        return _scripts()._upgrade_revs(to, found)

    try:
        with EnvironmentContext(Config(), _scripts(), fn=steps, destination_rev=to) as environment:
            environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
            environment.run_migrations()
    except CommandError as error:
        raise RecordsError(
            "The tables there are of no version that a lab has had.", "Use another folder, or another database."
        ) from error


@cache
def _scripts() -> Any:
    """All steps, read once: Alembic's own command reads and compiles each of them every time."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(_SCRIPTS.as_posix())
