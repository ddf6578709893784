"""Sends what a station's outbox holds to a server, oldest first.

Each batch is one transaction on the server and is ticked off at the station only afterwards. Cut anywhere, the next
sync sends the batch again, and ids with their hashes tell the server what it already has. The server's event
settings are the stricter of what the stations say.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from empathylab.domain.records import SyncReport
from empathylab.storage import aggregates, decisions, scoring, server
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    actions,
    comments,
    events,
    quarantine,
    sessions,
    streams,
    tombstones,
)
from empathylab.storage.store import Store

#: Batches begin small, so that a cut on a slow line costs little, and grow while the server keeps up: each has a price
#: of its own (two commits, the tallies), which a hundred thousand visits would pay a hundred times.
FIRST_BATCH, SMALLEST_BATCH, LARGEST_BATCH = 1_000, 50, 16_000
BATCH_S = 3.0
Progress = Callable[[int, int], None]


def sync(store: Store, address: str, progress: Progress | None = None, may_upgrade: bool = False) -> SyncReport:
    """Send everything in the outbox; call `progress(done, all)` after each batch.

    Raises RecordsError (server out of reach, full, of another version, wrong password) and InputError (address);
    what was sent before stays sent.
    """
    url = server.server_url(address)
    engine = server.server_engine(url)
    try:
        where = server.place(url)
        with server.plain_words(where), engine.begin() as connection:
            server.prepare(connection, may_upgrade)
        with store.snapshot() as station, server.plain_words(where), engine.begin() as connection:
            _send_events(station, connection)
        return _send_all(store, engine, where, progress or (lambda _done, _all: None))
    finally:
        engine.dispose()


def _send_all(store: Store, engine: Engine, where: str, progress: Progress) -> SyncReport:
    report, done, waiting, size = SyncReport(), 0, store.waiting_to_send(), FIRST_BATCH
    while items := store.outbox_batch(size):
        started = time.monotonic()
        with store.snapshot() as station, server.plain_words(where):
            report, contested = _send_batch(station, engine, items, report)
        if contested:
            store.write(partial(decisions.take_back, contested=contested))
        store.tick_off([item.number for item in items])
        size = next_batch(size, time.monotonic() - started)
        done += len(items)
        progress(done, max(waiting, done))
    return report


def next_batch(size: int, took_s: float) -> int:
    """Twice as many after a quick batch, half as many after a slow one."""
    if took_s < BATCH_S / 2:
        return min(2 * size, LARGEST_BATCH)
    return max(size // 2, SMALLEST_BATCH) if took_s > 2 * BATCH_S else size


def _send_batch(
    station: Connection, engine: Engine, items: Sequence[Any], report: SyncReport
) -> tuple[SyncReport, list[decisions.Contested]]:
    ids: dict[str, list[str]] = {}
    for item in items:
        ids.setdefault(item.kind, []).append(item.item_id)
    with engine.begin() as connection:
        _send_events(station, connection)
    with engine.begin() as connection:
        gone = _counted_and_locked(connection, ids.get("tombstone", []))
        fresh, report = _send_sessions(station, connection, ids.get("session", []), report)
        report, contested = decisions.send(station, connection, ids, report)
        report = _send_deletions(station, connection, ids.get("tombstone", []), report)
        changes = aggregates.stored(station, fresh)
        changes.subtract(gone)
        aggregates.add(connection, changes)  # last, since other stations wait for these rows until the commit
        return report, contested


def _counted_and_locked(connection: Connection, ids: list[str]) -> Counter[aggregates.Key]:
    """What sessions that are to be deleted count for; nobody else deletes them meanwhile."""
    connection.execute(select(sessions.c.id).where(sessions.c.id.in_(ids)).order_by(sessions.c.id).with_for_update())
    return aggregates.stored(connection, ids)


def _send_events(station: Connection, connection: Connection) -> None:
    """Add events that the server lacks, in the order of their names so that stations never wait for each other."""
    rows = [dict(row) for row in station.execute(select(events).order_by(events.c.name)).mappings()]
    if not rows:
        return
    statement = upsert(events).values(rows)
    new = statement.excluded
    is_stricter = (new.k > events.c.k) | (new.keep_until < events.c.keep_until)
    stricter = {"k": func.greatest(events.c.k, new.k), "keep_until": func.least(events.c.keep_until, new.keep_until)}
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=stricter, where=is_stricter))


def _send_sessions(
    station: Connection, connection: Connection, ids: list[str], report: SyncReport
) -> tuple[list[str], SyncReport]:
    """Send what the server lacks; return the ids of that, and the report with it."""
    if not ids:
        return [], report
    hashes = {row.id: row.hash for row in station.execute(_id_and_hash(ids))}
    buried = set(connection.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())
    there = {row.id: row.hash for row in connection.execute(_id_and_hash(ids))}
    contested = [id_ for id_ in ids if id_ in there and there[id_] != hashes.get(id_)]
    fresh = [id_ for id_ in ids if id_ in hashes and id_ not in there and id_ not in buried]
    for table in (sessions, *OWNED_BY_SESSION):
        _copy(station, connection, table, fresh)
    _put_in_quarantine(station, connection, contested, hashes)
    refused = sum(1 for id_ in ids if id_ in buried)
    return fresh, replace(
        report,
        sent=report.sent + len(fresh),
        already_there=report.already_there + len(there) - len(contested),
        quarantined=report.quarantined + len(contested),
        refused=report.refused + refused,
    )


def _id_and_hash(ids: list[str]) -> Any:
    return select(sessions.c.id, sessions.c.hash).where(sessions.c.id.in_(ids))


def _rows(station: Connection, table: Table, column: str, ids: list[str]) -> Sequence[Any]:
    order = list(table.primary_key.columns)
    return station.execute(select(table).where(table.c[column].in_(ids)).order_by(*order)).all()


def _copy(station: Connection, connection: Connection, table: Table, ids: list[str]) -> None:
    """Bulk-load these sessions' rows; the server numbers sessions itself, in the order of arrival."""
    columns = [column for column in table.columns if column is not sessions.c.number]
    names = ", ".join(f'"{column.name}"' for column in columns)
    rows = _plain_rows(station, table, names, ids)
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _plain_rows(station: Connection, table: Table, names: str, ids: list[str]) -> Any:
    """Rows as SQLite's own tuples, which PostgreSQL's COPY takes as they are; twice as fast as typed ones."""
    raw = station.connection.driver_connection
    assert raw is not None
    owner, order = ("id", "number") if table is sessions else ("session_id", "session_id")
    marks = ", ".join("?" * len(ids))
    return raw.execute(f'SELECT {names} FROM "{table.name}" WHERE {owner} IN ({marks}) ORDER BY {order}', ids)


def _put_in_quarantine(
    station: Connection, connection: Connection, ids: list[str], hashes: dict[str, str | None]
) -> None:
    for session_id in ids:
        content = _everything_of(station, session_id)
        decisions.set_aside(connection, "session", session_id, hashes[session_id] or "", content)


def _everything_of(station: Connection, session_id: str) -> str:
    """All rows of a session as JSON, its own with persona and station among them; its events unpacked."""
    tables = {sessions.name: _rows(station, sessions, "id", [session_id])}
    tables |= {table.name: _rows(station, table, "session_id", [session_id]) for table in OWNED_BY_SESSION}
    rows = {name: [dict(row._mapping) for row in found] for name, found in tables.items()}
    for row in rows[streams.name]:
        row["block"] = scoring.events_of(station, session_id)
    return json.dumps(rows, default=str)


def _send_deletions(station: Connection, connection: Connection, ids: list[str], report: SyncReport) -> SyncReport:
    if not ids:
        return report
    rows = [dict(row._mapping) for row in _rows(station, tombstones, "item_id", ids)]
    connection.execute(upsert(tombstones).on_conflict_do_nothing(), rows)
    for table in OWNED_BY_SESSION:
        connection.execute(delete(table).where(table.c.session_id.in_(ids)))
    for table in (sessions, comments, actions):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    connection.execute(delete(quarantine).where(quarantine.c.item_id.in_(ids)))
    return replace(report, deletions=report.deletions + len(rows))
