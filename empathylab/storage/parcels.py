"""Parcels: rows on their way from one lab's records into others, by table, some hundred visits at a time.

They are the one thing that travels: to a server, into a bundle and out of it, from one folder into another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Boolean, Connection, Date, Table, select

from empathylab.domain.joined import ItemKind
from empathylab.storage.schema import OWNED_BY_SESSION, actions, board_marks, comments, events, sessions, tombstones

#: Values as SQLite holds them.
Row = tuple[object, ...]
VISITS_A_PARCEL = 1_000
_COMMENTS_A_PARCEL = 1_000
_IDS_A_QUESTION = 16_000
VISIT_TABLES = (sessions, *OWNED_BY_SESSION)
#: The tables whose rows travel, in an order in which each finds what it refers to.
TABLES = (events, tombstones, comments, actions, board_marks, *VISIT_TABLES)
#: Whoever takes sessions in numbers them anew, in the order of arrival.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    table.name: tuple(column.name for column in table.columns if column is not sessions.c.number) for table in TABLES
}
_KIND_OF = {
    comments.name: ItemKind.COMMENT,
    actions.name: ItemKind.PROMISE,
    board_marks.name: ItemKind.MARK,
    tombstones.name: ItemKind.TOMBSTONE,
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """Records on their way to another place.

    Rows by the name of their table, values in the order of COLUMNS; `damaged` visits were left out.
    """

    rows: Mapping[str, Sequence[Row]]
    damaged: int = 0

    def of(self, table: Table) -> Sequence[Row]:
        """The rows of this table, none where it brought none."""
        return self.rows.get(table.name, ())

    def column(self, table: Table, name: str) -> list[object]:
        """The values of one column, in the order of the rows."""
        place = COLUMNS[table.name].index(name)
        return [row[place] for row in self.of(table)]

    def texts(self, table: Table, name: str) -> list[str]:
        """The same of a column that holds nothing but texts."""
        return cast("list[str]", self.column(table, name))

    def ids(self, table: Table) -> list[str]:
        """What each row of the table is known by."""
        return self.texts(table, key_of(table))

    def only(self, table: Table, ids: Iterable[str]) -> list[Row]:
        """The rows of these items, or of these visits."""
        place, wanted = COLUMNS[table.name].index(key_of(table)), set(ids)
        return [row for row in self.of(table) if row[place] in wanted]

    def renamed(self, new_name: Callable[[str], str]) -> Parcel:
        """The same with other names for its events."""
        return Parcel({name: _renamed(name, rows, new_name) for name, rows in self.rows.items()}, self.damaged)

    def at_station(self, name: str) -> Parcel:
        """The same with this name of the machine for visits from before it had one."""
        place = COLUMNS[sessions.name].index("station_name")
        rows = [row if row[place] else (*row[:place], name, *row[place + 1 :]) for row in self.of(sessions)]
        return Parcel({**self.rows, sessions.name: rows}, self.damaged)


def key_of(table: Table) -> str:
    """The column that tells to which item or visit a row belongs."""
    if table in OWNED_BY_SESSION:
        return "session_id"
    return {events.name: "name", tombstones.name: "item_id"}.get(table.name, "id")


def typed(table: Table, row: Row) -> dict[str, object]:
    """A row as SQLAlchemy takes it: days and truths are more than text and numbers."""
    return {name: _typed(table, name, value) for name, value in zip(COLUMNS[table.name], row, strict=True)}


def of_items(connection: Connection, ids: Mapping[str, Sequence[str]]) -> Parcel:
    """The items with these ids by kind, an `ItemKind`."""
    rows = {table.name: _rows(connection, table, ids.get(ItemKind.VISIT, ())) for table in VISIT_TABLES}
    rows |= {
        table.name: _rows(connection, table, ids.get(_KIND_OF[table.name], ()))
        for table in (comments, actions, board_marks, tombstones)
    }
    return Parcel(rows)


def everything(connection: Connection, event_names: Sequence[str] | None = None) -> Iterator[Parcel]:
    """All that belongs to these events (None: to all that hold anything), with what was deleted, whatever it was of.

    Events, deletions, comments, promises and marks of boards come first.
    """
    names = sorted(held_events(connection)) if event_names is None else list(event_names)
    rows = {table.name: _rows(connection, table, names, "event") for table in (events, actions, board_marks)}
    words = _rows(connection, comments, names, "event")
    first, further = words[:_COMMENTS_A_PARCEL], range(_COMMENTS_A_PARCEL, len(words), _COMMENTS_A_PARCEL)
    yield Parcel({**rows, comments.name: first, tombstones.name: _all(connection, tombstones)})
    for start in further:
        yield Parcel({comments.name: words[start : start + _COMMENTS_A_PARCEL]})
    ids = session_ids(connection, names)
    for start in range(0, len(ids), VISITS_A_PARCEL):
        yield of_items(connection, {ItemKind.VISIT: ids[start : start + VISITS_A_PARCEL]})


def session_ids(connection: Connection, event_names: Sequence[str]) -> Sequence[str]:
    """The visits of these events, oldest first."""
    query = select(sessions.c.id).where(sessions.c.event.in_(event_names)).order_by(sessions.c.number)
    return connection.execute(query).scalars().all()


def event_rows(connection: Connection) -> list[Row]:
    """Every event, values in the order of COLUMNS."""
    return _all(connection, events)


def held_events(connection: Connection) -> set[str]:
    """Events under which something was recorded, written or promised; the lab begins others by itself."""
    tables = (sessions, comments, actions, board_marks)
    found = (connection.execute(select(table.c.event).distinct()).scalars() for table in tables)
    return set().union(*found)


def _rows(connection: Connection, table: Table, ids: Sequence[str], column: str = "") -> list[Row]:
    """Rows as SQLite's own tuples: twice as fast as typed ones."""
    names = ", ".join(f'"{name}"' for name in COLUMNS[table.name])
    owner = key_of(table) if table is events or not column else column
    order = "number" if table is sessions else f'"{key_of(table)}"'
    found: list[Row] = []
    for start in range(0, len(ids), _IDS_A_QUESTION):
        some = tuple(ids[start : start + _IDS_A_QUESTION])
        query = f'SELECT {names} FROM "{table.name}" WHERE "{owner}" IN ({_marks(some)}) ORDER BY {order}'
        found += _raw(connection, query, some)
    return found


def _all(connection: Connection, table: Table) -> list[Row]:
    names = ", ".join(f'"{name}"' for name in COLUMNS[table.name])
    return _raw(connection, f'SELECT {names} FROM "{table.name}" ORDER BY "{key_of(table)}"', ())


def _raw(connection: Connection, query: str, values: Sequence[str]) -> list[Row]:
    raw: Any = connection.connection.driver_connection
    rows: list[Row] = raw.execute(query, values).fetchall()
    return rows


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _typed(table: Table, name: str, value: object) -> object:
    kind = table.c[name].type
    if isinstance(kind, Date) and isinstance(value, str):
        return date.fromisoformat(value)
    return bool(value) if isinstance(kind, Boolean) else value


def _renamed(table: str, rows: Sequence[Row], new_name: Callable[[str], str]) -> Sequence[Row]:
    column = "name" if table == events.name else "event"
    if column not in COLUMNS[table]:
        return rows
    place = COLUMNS[table].index(column)
    names = {name: new_name(name) for name in cast("set[str]", {row[place] for row in rows})}
    if all(old == new for old, new in names.items()):
        return rows
    return [(*row[:place], names[cast("str", row[place])], *row[place + 1 :]) for row in rows]
