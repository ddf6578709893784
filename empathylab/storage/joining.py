"""Joins what comes from one lab's records into others, by the same rules for a server, a folder and a bundle.

Each id is there once, whoever brings it and however often. What comes under an id that is there with another content is
set aside, never written over; what was deleted stays deleted; the stricter settings of an event hold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select

from empathylab.domain.joined import ItemKind, JoinReport
from empathylab.storage import aggregates, decisions, event_blob, stored
from empathylab.storage.dialects import insert_into, larger, load, smaller
from empathylab.storage.parcels import COLUMNS, VISIT_TABLES, Parcel, Row, typed
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    actions,
    board_marks,
    comments,
    events,
    met,
    quarantine,
    results,
    sessions,
    streams,
    tombstones,
)


@dataclass(frozen=True, slots=True)
class JoinResult:
    """What became of a parcel: `fresh` visits, decisions that are `changed` by kind, ids that are `buried` now."""

    report: JoinReport
    fresh: Sequence[str]
    changed: decisions.Changed
    buried: Sequence[str]


def join(target: Connection, parcel: Parcel, report: JoinReport, *, is_public: bool) -> JoinResult:
    """Take a parcel in, in the caller's transaction; add it to the report.

    Only reviewed words go where it `is_public`; a visit's event has to be there.
    """
    gone = _counted_and_locked(target, parcel.ids(tombstones))
    fresh, report = _join_visits(target, parcel, report)
    changed = decisions.join(target, parcel, is_public=is_public)
    buried = _join_deletions(target, parcel)
    changes = _tallied(parcel, fresh)
    changes.subtract(gone)
    aggregates.add(target, changes)  # last, since other stations wait for these rows until the commit
    report = replace(report, deletions=report.deletions + len(buried), damaged=report.damaged + parcel.damaged)
    return JoinResult(decisions.counted(report, changed), fresh, changed, buried)


def join_events(target: Connection, rows: Sequence[Row]) -> None:
    """Add events that are not there, in the order of their names so that stations never wait for each other."""
    if not rows:
        return
    statement = insert_into(target, events)
    new = statement.excluded
    stricter = {
        "k": larger(target, new.k, events.c.k),
        "keep_until": smaller(target, new.keep_until, events.c.keep_until),
    }
    is_stricter = (new.k > events.c.k) | (new.keep_until < events.c.keep_until)
    upsert = statement.on_conflict_do_update(index_elements=["name"], set_=stricter, where=is_stricter)
    target.execute(upsert, [typed(events, row) for row in sorted(rows)])


def _counted_and_locked(target: Connection, ids: list[str]) -> Counter[aggregates.CountKey]:
    """What sessions that are to be deleted count for; nobody else deletes them meanwhile."""
    if not ids:
        return Counter()
    target.execute(select(sessions.c.id).where(sessions.c.id.in_(ids)).order_by(sessions.c.id).with_for_update())
    return aggregates.stored(target, ids)


def _join_visits(target: Connection, parcel: Parcel, report: JoinReport) -> tuple[list[str], JoinReport]:
    """Take in what is not there; return the ids of that, and the report with it."""
    ids = parcel.ids(sessions)
    if not ids:
        return [], report
    hashes = dict(zip(ids, parcel.texts(sessions, "hash"), strict=True))
    buried = set(target.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())
    query = select(sessions.c.id, sessions.c.hash).where(sessions.c.id.in_(ids))
    there = {row.id: row.hash for row in target.execute(query)}
    contested = [id_ for id_ in ids if id_ in there and there[id_] != hashes[id_]]
    fresh = [id_ for id_ in ids if id_ not in there and id_ not in buried]
    take_visits(target, parcel, fresh)
    for session_id in contested:
        decisions.set_aside(
            target, ItemKind.VISIT, session_id, hashes[session_id] or "", content_of(parcel, session_id)
        )
    return fresh, replace(
        report,
        visits=report.visits + len(fresh),
        already_there=report.already_there + len(there) - len(contested),
        quarantined=report.quarantined + len(contested),
        refused=report.refused + len(buried),
    )


def take_visits(target: Connection, parcel: Parcel, ids: Sequence[str]) -> None:
    """Add the rows of these visits."""
    is_all = len(ids) == len(parcel.of(sessions))
    for table in VISIT_TABLES:
        load(target, table, COLUMNS[table.name], parcel.of(table) if is_all else parcel.only(table, ids))


def _tallied(parcel: Parcel, fresh: Sequence[str]) -> Counter[aggregates.CountKey]:
    """What these visits of the parcel count for."""
    return aggregates.of_rows(COLUMNS[results.name], parcel.only(results, fresh), parcel.only(met, fresh))


def content_of(parcel: Parcel, session_id: str) -> str:
    """All rows of a visit as JSON, its own with persona and station among them; its events unpacked."""
    rows = {
        table.name: [dict(zip(COLUMNS[table.name], row, strict=True)) for row in parcel.only(table, [session_id])]
        for table in VISIT_TABLES
    }
    for row in rows[streams.name]:
        row["block"] = stored.block(row["block"])
    return json.dumps(rows, default=str)


def _join_deletions(target: Connection, parcel: Parcel) -> list[str]:
    """Delete what was deleted elsewhere; return what was not known to be."""
    rows = parcel.of(tombstones)
    ids = parcel.ids(tombstones)
    if not ids:
        return []
    known = set(target.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())
    new = [id_ for id_ in ids if id_ not in known]
    if not new:
        return []
    values = [typed(tombstones, row) for row in rows if row[0] not in known]
    target.execute(insert_into(target, tombstones).on_conflict_do_nothing(), values)
    for table in OWNED_BY_SESSION:
        target.execute(delete(table).where(table.c.session_id.in_(new)))
    for table in (sessions, comments, actions, board_marks):
        target.execute(delete(table).where(table.c.id.in_(new)))
    target.execute(delete(quarantine).where(quarantine.c.item_id.in_(new)))
    return new


def as_parcel(content: str) -> Parcel:
    """A visit that was set aside, as it came."""
    tables: dict[str, list[dict[str, Any]]] = json.loads(content)
    for row in tables.get(streams.name, ()):
        row["block"] = event_blob.pack(row["block"])
    return Parcel({name: [tuple(map(row.get, COLUMNS[name])) for row in rows] for name, rows in tables.items()})
