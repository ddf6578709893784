"""Finds damaged rows in a station's records and sets them aside; everything else stays in use.

Rows that cannot be read go to a file beside the records, whole, before they leave the tables. A visit whose own row is
damaged goes with everything of it. What is computed from the visits is computed again; a table that is gone is made
anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from sqlalchemy import Connection, delete, select, union, update

from empathylab.storage import aggregates, scoring, stored
from empathylab.storage.facilitator_writes import ensure_event
from empathylab.storage.faults import DatabaseFault
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    actions,
    board_marks,
    comments,
    events,
    met,
    metadata,
    outbox,
    results,
    sessions,
    tallies,
)
from empathylab.storage.settings_rows import event_of, event_values

#: Computed from the others, so that damage to them loses nothing.
_DERIVED = (results, met, tallies)
_CHECKED = (
    *("sessions", "runs", "answers", "streams", "comments", "actions", "board_marks"),
    *("receipts", "pairings", "outbox", "tombstones"),
)
_NAMES = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
_NAMED = f"{_NAMES} AND name = ?"


class Damaged(NamedTuple):
    """A row that cannot be read: `where` are the columns with a fault."""

    table: str
    row: dict[str, object]
    where: tuple[str, ...]

    def key(self) -> Damaged:
        """As little of it as it can be found by."""
        names = {"id", *metadata.tables[self.table].primary_key.columns.keys()} & self.row.keys()
        return self._replace(row={name: self.row[name] for name in names})


def set_aside(connection: Connection, folder: Path) -> list[str]:
    """Take damaged rows out, in the caller's transaction; return what is to be told.

    Works on tables of every version. The file with the rows is durable when this returns; of each there is no more than
    its key in memory.
    """
    path, found = _free_name(folder), list[Damaged]()
    with _begun_with_first(path) as write:
        for each in _damaged_rows(connection):
            write(each)
            found.append(each.key())
        for each in _rest_of_visits(connection, {each.row["id"] for each in found if each.table == sessions.name}):
            write(each)
            found.append(each.key())
    if not found:
        return []
    for each in found:
        _delete(connection, each)
    counted = ", ".join(f"{count:,} in '{name}'" for name, count in Counter(each.table for each in found).items())
    return [f"Some records were damaged: {counted}. They are kept as {path.name}, the rest is in use."]


def keep_lines(folder: Path, lines: Sequence[str]) -> Path:
    """Keep damaged lines of a visit that was cut off, without whose they are; durable when this returns."""
    path = _free_name(folder)
    with _begun_with_first(path) as write:
        for line in lines:
            write(Damaged("visit under way", {"line": line}, ()))
    return path


def mend_tables(connection: Connection) -> list[str]:
    """After the upgrade: make missing tables anew, settings careful, and compute again what was computed wrongly."""
    notices = []
    there = _names_of_tables(connection)
    missing = [table for table in metadata.sorted_tables if table.name not in there]
    metadata.create_all(connection, tables=missing)
    lost = [table.name for table in missing if table not in _DERIVED]
    if lost:
        notices.append(f"Of the records, {', '.join(lost)} had gone and begins anew, empty. Look for a copy.")
    names = list(_mend_events(connection))
    if names:
        notices.append(f"Settings were damaged and are the most careful ones now, look at them: {', '.join(names)}.")
    if any(table in missing for table in _DERIVED) or not _is_counted_right(connection):
        derive_anew(connection)
        notices.append("What is counted of the visits was damaged, and has been counted again.")
    return notices


def derive_anew(connection: Connection) -> None:
    """Score and count every visit again from its events."""
    for table in _DERIVED:
        connection.execute(delete(table))
    for session_id in connection.execute(select(sessions.c.id)).scalars().all():
        scoring.keep(connection, session_id, scoring.compute(connection, session_id))


def _damaged_rows(connection: Connection) -> Iterator[Damaged]:
    for table in _CHECKED:
        for row in _raw_rows(connection, table):
            where = tuple(stored.faults(table, row))
            if where:
                yield Damaged(table, row, where)


def _is_counted_right(connection: Connection) -> bool:
    rows = ((table.name, row) for table in _DERIVED for row in _raw_rows(connection, table.name))
    return not any(any(stored.faults(name, row)) for name, row in rows) and aggregates.is_right(connection)


def _rest_of_visits(connection: Connection, session_ids: Collection[object]) -> Iterator[Damaged]:
    """What belongs to these visits, damaged or not."""
    for table in OWNED_BY_SESSION:
        for row in _raw_rows(connection, table.name):
            if row["session_id"] in session_ids and not any(stored.faults(table.name, row)):
                yield Damaged(table.name, row, ())


def _names_of_tables(connection: Connection) -> set[str]:
    raw: Any = connection.connection.driver_connection
    return {name for (name,) in raw.execute(_NAMES).fetchall()}


def _raw_rows(connection: Connection, table: str) -> Iterator[dict[str, object]]:
    """Rows as SQLite holds them; none of a table that is not there."""
    raw: Any = connection.connection.driver_connection
    if raw.execute(_NAMED, (table,)).fetchone() is None:
        return
    cursor = raw.execute(f'SELECT * FROM "{table}"')
    names = [each[0] for each in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _mend_events(connection: Connection) -> Iterator[str]:
    for row in list(_raw_rows(connection, events.name)):
        if any(stored.faults(events.name, row)):
            settings = event_of(row)
            this = {**event_values(settings), "name": row["name"]}
            connection.execute(update(events).where(events.c.name == row["name"]).values(this))
            yield settings.name
    today = datetime.now().astimezone().date()
    for name in _names_in_use(connection):
        if ensure_event(connection, name, today):
            yield name


def _names_in_use(connection: Connection) -> set[str]:
    names = union(*(select(table.c.event) for table in (sessions, comments, actions, board_marks)))
    return set(connection.execute(names).scalars())


def _delete(connection: Connection, damaged: Damaged) -> None:
    raw: Any = connection.connection.driver_connection
    this = " AND ".join(f'"{name}" IS ?' for name in damaged.row)
    raw.execute(f'DELETE FROM "{damaged.table}" WHERE {this}', list(damaged.row.values()))
    if damaged.table == sessions.name:
        connection.execute(delete(outbox).where(outbox.c.item_id == str(damaged.row["id"])))


def _free_name(folder: Path) -> Path:
    number = 1
    while (path := folder / f"records-damaged-rows-{number}.jsonl").exists():
        number += 1
    return path


@contextmanager
def _begun_with_first(path: Path) -> Iterator[Callable[[Damaged], None]]:
    """A file for damaged rows, which begins with the first of them; durable at the end of the `with`."""
    with ExitStack() as at_end:
        files: list[TextIO] = []

        def write(damaged: Damaged) -> None:
            if not files:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                files.append(at_end.enter_context(os.fdopen(handle, "w", encoding="utf-8")))
            files[0].write(json.dumps(damaged._asdict(), default=_as_text) + "\n")

        try:
            yield write
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DatabaseFault(
                f"Damaged records cannot be set aside in {path.parent} ({error.strerror}).", "Make room on the disk."
            ) from error


def _as_text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
