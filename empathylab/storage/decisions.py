"""What people decided, comments reviewed and promises made, on its way to a server.

Only the reviewed wording of a comment travels. One that was changed in two copies of a folder loses its words on the
server until somebody looks at it again, and stays withheld when one of the two withheld it. Of a promise changed twice
the server keeps what it has, and the other goes to quarantine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.dialects.postgresql import insert

from empathylab.domain.records import ReviewState, SyncReport
from empathylab.storage import revisions
from empathylab.storage.revisions import Order
from empathylab.storage.schema import actions, comments, quarantine, tombstones

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contested:
    """What the station has to know: its row as sent, and what becomes of it."""

    table: Table
    item_id: str
    sent: str
    changes: dict[str, Any]


def send(station: Connection, server: Connection, ids: Mapping[str, list[str]], report: SyncReport) -> tuple[
    SyncReport, list[Contested]
]:  # fmt: skip
    """Send comments and promises with these ids; return the report with them, and what is contested."""
    contested: list[Contested] = []
    for row in _unburied(station, server, comments, ids.get("comment", [])):
        report = _counted(report, _put_comment(server, _public(row), contested), "comments")
    for row in _unburied(station, server, actions, ids.get("action", [])):
        report = _counted(report, _put_action(server, row, contested), "actions")
    return report, contested


def take_back(connection: Connection, contested: Iterable[Contested]) -> None:
    """At the station: what is contested is to be looked at again; what was changed meanwhile is sent anew anyway."""
    for each in contested:
        this = (each.table.c.id == each.item_id) & (each.table.c.history == each.sent)
        connection.execute(update(each.table).where(this).values(each.changes))


def _unburied(station: Connection, server: Connection, table: Table, ids: list[str]) -> list[dict[str, Any]]:
    """The station's rows in one order, so that stations never wait for each other; what was deleted stays deleted."""
    buried = set(server.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())
    rows = station.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)).mappings()
    return [dict(row) for row in rows if row["id"] not in buried]


def _counted(report: SyncReport, order: Order, kind: str) -> SyncReport:
    name = {Order.NEWER: kind, Order.KNOWN: "already_there", Order.CONTESTED: "contested"}[order]
    return replace(report, **{name: getattr(report, name) + 1})


def _public(row: Row) -> dict[str, Any]:
    is_released = row["state"] == ReviewState.RELEASED.value
    words = (row["redacted_text"] or row["text"]) if is_released else ""
    return {**row, "text": words, "redacted_text": ""}


def _put_comment(server: Connection, row: Row, contested: list[Contested]) -> Order:
    there = _insert_or_lock(server, comments, row)
    order = Order.NEWER if there is None else revisions.order(row["history"], there["history"])
    if there is None or order is Order.KNOWN:
        return order
    if order is Order.NEWER:
        _replace(server, comments, row)
        return order
    is_withheld = ReviewState.WITHHELD.value in (row["state"], there["state"])
    state = ReviewState.WITHHELD if is_withheld else ReviewState.WAITING
    changes = {"state": state.value, "history": revisions.together(row["history"], there["history"])}
    _replace(server, comments, {**row, **changes, "text": ""})
    contested.append(Contested(comments, row["id"], row["history"], changes))
    return order


def _put_action(server: Connection, row: Row, contested: list[Contested]) -> Order:
    there = _insert_or_lock(server, actions, row)
    order = Order.NEWER if there is None else revisions.order(row["history"], there["history"])
    if there is None or order is Order.KNOWN:
        return order
    if order is Order.NEWER:
        _replace(server, actions, row)
        return order
    changes = {"history": revisions.together(row["history"], there["history"])}
    _replace(server, actions, {"id": row["id"], **changes})
    content = json.dumps({actions.name: [row]}, default=str)
    set_aside(server, "action", row["id"], hashlib.sha256(content.encode()).hexdigest(), content)
    contested.append(Contested(actions, row["id"], row["history"], changes))
    return order


def set_aside(server: Connection, kind: str, item_id: str, content_hash: str, content: str) -> None:
    """Keep what contradicts the server beside it, for a person to decide; nothing is overwritten."""
    values = {"item_id": item_id, "hash": content_hash, "kind": kind, "content": content}
    server.execute(insert(quarantine).values(values).on_conflict_do_nothing())


def _insert_or_lock(server: Connection, table: Table, row: Row) -> Row | None:
    """None when the row was not there and is now; else the server's own, which nobody changes until the commit."""
    new = server.execute(insert(table).values(row).on_conflict_do_nothing(index_elements=["id"]).returning(table.c.id))
    if new.first() is not None:
        return None
    return dict(server.execute(select(table).where(table.c.id == row["id"]).with_for_update()).mappings().one())


def _replace(server: Connection, table: Table, row: Row) -> None:
    server.execute(update(table).where(table.c.id == row["id"]).values(row))
