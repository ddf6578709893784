"""The differences between the station's SQLite and the server's PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, func
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

T = TypeVar("T")


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may say what happens where the row is there already."""
    if not _is_server(connection):
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def larger(connection: Connection, one: ColumnElement[T], other: ColumnElement[T]) -> ColumnElement[T]:
    """SQL for the larger of two values, in this database's words."""
    return (func.greatest if _is_server(connection) else func.max)(one, other)


def smaller(connection: Connection, one: ColumnElement[T], other: ColumnElement[T]) -> ColumnElement[T]:
    """SQL for the smaller of two values, in this database's words."""
    return (func.least if _is_server(connection) else func.min)(one, other)


def load(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Add many rows, given as SQLite's own tuples, the quickest way that the database has."""
    columns = ", ".join(f'"{name}"' for name in names)
    if not rows:
        return
    if not _is_server(connection):
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', list(rows))
        return
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _is_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
