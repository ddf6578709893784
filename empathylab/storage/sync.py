"""Sends what a station's outbox holds to a server, oldest first.

Each batch is one transaction on the server and is ticked off at the station only afterwards. Cut anywhere, the next
sync sends the batch again, and ids with their hashes tell the server what it already has (`joining`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection, Engine, select

from empathylab.domain.joined import JoinReport
from empathylab.storage import decisions, joining, parcels, reconciling, server, table_rewrites
from empathylab.storage.outbox import Waiting
from empathylab.storage.parcels import Parcel
from empathylab.storage.schema import events
from empathylab.storage.server_words import plain_words
from empathylab.storage.store import Store

#: Batches begin small, so that a cut on a slow line costs little, and grow while the server keeps up: each has a price
#: of its own (two commits, the tallies), which a hundred thousand visits would pay a hundred times.
FIRST_BATCH, SMALLEST_BATCH, LARGEST_BATCH = 1_000, 50, 4_000
BATCH_S = 3.0
Progress = Callable[[int, int], None]


def sync(
    store: Store,
    address: str,
    progress: Progress | None = None,
    may_upgrade: bool = False,
    is_wanted: Callable[[], bool] = server.always,
) -> JoinReport:
    """Send everything in the outbox; call `progress(done, all)` after each batch.

    Raises RecordsError (server out of reach, full, of another version, wrong password) and InputError (address);
    what was sent before stays sent.
    """
    url = server.server_url(address)
    engine = server.server_engine(url, is_wanted=is_wanted)
    try:
        where = server.place(url)
        with plain_words(where), engine.begin() as connection:
            server.prepare(connection, may_upgrade)
        with store.snapshot() as station, plain_words(where), engine.begin() as connection:
            _send_events(station, connection)
            behind = reconciling.compare(station, connection)
        if behind.lost or behind.elsewhere:
            store.write(partial(reconciling.take_over, behind=behind))
        report = JoinReport(contested=len(behind.elsewhere))
        return _send_all(store, engine, where, report, progress or (lambda _done, _all: None))
    finally:
        engine.dispose()


def _send_all(store: Store, engine: Engine, where: str, report: JoinReport, progress: Progress) -> JoinReport:
    done, waiting, size = 0, store.waiting_to_send(), FIRST_BATCH
    while items := store.outbox_batch(size):
        started = time.monotonic()
        with store.snapshot() as station:
            parcel = parcels.of_items(station, _by_kind(items))
            if owed := table_rewrites.tables_to_rewrite(parcel):
                store.write(partial(table_rewrites.note_rewrites, kinds=owed))
            with plain_words(where):
                report, contested = _send_batch(station, engine, parcel, report)
                if not table_rewrites.rewrite(engine, table_rewrites.rewrites_due(items) - owed):
                    report = replace(report, has_remains=True)
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


def _by_kind(items: Sequence[Waiting]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for item in items:
        ids.setdefault(item.kind, []).append(item.item_id)
    return ids


def _send_batch(
    station: Connection, engine: Engine, parcel: Parcel, report: JoinReport
) -> tuple[JoinReport, list[decisions.Contested]]:
    with engine.begin() as connection:
        _send_events(station, connection)
    with engine.begin() as connection:
        joined = joining.join(connection, parcel, report, is_public=True)
    return joined.report, joined.changed.contested


def _send_events(station: Connection, connection: Connection) -> None:
    """Those that hold anything: an event that began by itself and to which nobody came is nobody's business."""
    known = set(connection.execute(select(events.c.name)).scalars()) | parcels.held_events(station)
    joining.join_events(connection, [row for row in parcels.event_rows(station) if row[0] in known])
