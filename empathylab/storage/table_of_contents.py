"""Checks what a database file says of its own tables: SQLite takes any names for tables and columns."""

from __future__ import annotations

import sqlite3

from empathylab.storage.migrate import VERSIONS
from empathylab.storage.schema import metadata

_WORDS = "its table of contents is damaged"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
)


def fault(connection: sqlite3.Connection) -> str | None:
    """What is wrong, or None; a table that is not there at all is begun anew elsewhere."""
    written = connection.execute("SELECT CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    if not all(_is_text(sql) for (sql,) in written):
        return _WORDS
    return (
        _WORDS if _is_todays(connection) and any(_is_strange(connection, name) for name in _names(connection)) else None
    )


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_todays(connection: sqlite3.Connection) -> bool:
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(VERSIONS[-1],)]
    except sqlite3.OperationalError:
        return False


def _names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute(_TABLES)]


def _is_strange(connection: sqlite3.Connection, table: str) -> bool:
    known = metadata.tables.get(table)
    columns = {column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')}
    return known is None or columns != {column.name for column in known.columns}
