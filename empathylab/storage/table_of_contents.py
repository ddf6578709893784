"""Checks what a database file says of its own tables: SQLite takes any names for tables and columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import StaticPool, create_engine

from empathylab.domain.errors import RecordsError
from empathylab.storage.migrate import COLUMNS_OF, VERSIONS, migrate, version_shown
from empathylab.storage.schema import metadata
from empathylab.storage.shared_statements import SHARED_STATEMENTS

_WORDS = "its table of contents is damaged"
_STATED = "alembic_version"


def fault(connection: sqlite3.Connection) -> str | None:
    """What is wrong, or None; a table that is not there at all is begun anew elsewhere."""
    written = connection.execute("SELECT type, CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    is_sound = all(kind in ("table", "index") and _is_text(sql) for kind, sql in written)
    return None if is_sound and _are_of_their_version(connection) else _WORDS


def refuse_another_programs(connection: sqlite3.Connection) -> None:
    """RecordsError where there are tables, and none of them is the lab's: nothing of that file is changed."""
    columns = _columns_in(connection)
    if columns and metadata.tables.keys().isdisjoint(columns):
        raise RecordsError(
            "The records' database there is another program's: none of its tables is the lab's.",
            "Move that file away, or name another folder.",
        )


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _are_of_their_version(connection: sqlite3.Connection) -> bool:
    """Also where that is none of ours, which is told elsewhere. What an upgrade changes has to be there."""
    columns = _columns_in(connection)
    version = version_shown(_stated(connection), columns)
    if not columns or version not in VERSIONS:
        return True
    known = _columns_of(version)
    is_whole = version == VERSIONS[-1] or known.keys() <= columns.keys()
    return is_whole and all(columns[table] == known.get(table) for table in columns)


def _stated(connection: sqlite3.Connection) -> str | None:
    try:
        found = connection.execute(f"SELECT version_num FROM {_STATED}").fetchall()
    except sqlite3.OperationalError:
        return None
    return found[0][0] if len(found) == 1 and str(found[0][0]).isdecimal() else None


def _columns_in(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Each table's columns, but of the one that holds the version."""
    columns: dict[str, set[str]] = {}
    for table, column in connection.execute(COLUMNS_OF["sqlite"]).fetchall():
        columns.setdefault(table, set()).add(column)
    columns.pop(_STATED, None)
    return columns


def _columns_of(version: str) -> Mapping[str, set[str]]:
    if version == VERSIONS[-1]:
        return {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    return _older_columns()[version]


@cache
def _older_columns() -> Mapping[str, Mapping[str, set[str]]]:
    """Those of each version before today's, as the steps make them, which takes a moment."""
    columns = {}
    engine = create_engine("sqlite://", poolclass=StaticPool, execution_options=SHARED_STATEMENTS)
    with engine.begin() as connection:
        raw: Any = connection.connection.driver_connection
        for version in VERSIONS[:-1]:
            migrate(connection, version)
            columns[version] = _columns_in(raw)
    engine.dispose()
    return columns
