"""Joins what people decided, comments reviewed and promises made, with another copy of itself.

To a server only the reviewed wording of a comment travels, to another station all of it. One that was changed in two
copies leaves the lab no more until somebody looks at it again, and stays withheld when one of the two withheld it. Of
a promise changed twice what is there stays, and the other goes to quarantine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Table, select, update

from empathylab.domain.joined import ItemKind, JoinReport
from empathylab.domain.records import ReviewState
from empathylab.storage import revisions
from empathylab.storage.dialects import insert_into
from empathylab.storage.parcels import Parcel, typed
from empathylab.storage.revisions import RevisionRelation
from empathylab.storage.schema import actions, board_marks, comments, quarantine, tombstones

_Row = Mapping[str, Any]
#: What a review decides; what was written, and where, stays as it is here, whatever a file says.
_DECIDED = ("id", "redacted_text", "state", "theme", "tags", "history")


@dataclass(frozen=True, slots=True)
class Contested:
    """What the sender has to know: its row as sent, and what becomes of it."""

    table: Table
    item_id: str
    sent: str
    changes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """The ids of comments and promises that are another than before, and were known; what is contested.

    Of the comments somebody has `decided` on some.
    """

    comments: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    contested: list[Contested] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def join(target: Connection, parcel: Parcel, *, is_public: bool) -> Changed:
    """Take in the comments, the promises and the marks of boards of a parcel."""
    found = Changed()
    rows = _unburied(target, parcel, comments)
    rows = [_public(row) for row in rows] if is_public else rows
    new = _insert_new(target, comments, rows)
    for row in rows:
        is_new = row["id"] in new
        order = RevisionRelation.NEWER if is_new else _put_comment(target, row, found.contested, is_public=is_public)
        {RevisionRelation.NEWER: found.comments, RevisionRelation.KNOWN: found.known}.get(order, []).append(row["id"])
        if order is not RevisionRelation.KNOWN and row["history"] != revisions.NONE:
            found.decided.append(row["id"])
    rows = _unburied(target, parcel, actions)
    new = _insert_new(target, actions, rows)
    for row in rows:
        order = RevisionRelation.NEWER if row["id"] in new else _put_action(target, row, found.contested)
        {RevisionRelation.NEWER: found.actions, RevisionRelation.KNOWN: found.known}.get(order, []).append(row["id"])
    # Never changed, so there is nothing to compare.
    found.marks.extend(_insert_new(target, board_marks, _unburied(target, parcel, board_marks)))
    return found


def counted(report: JoinReport, changed: Changed) -> JoinReport:
    """The report with these added."""
    return replace(
        report,
        comments=report.comments + len(changed.comments),
        actions=report.actions + len(changed.actions),
        contested=report.contested + len(changed.contested),
        already_there=report.already_there + len(changed.known),
    )


def take_back(connection: Connection, contested: Iterable[Contested]) -> None:
    """At the station: what is contested is to be looked at again; what was changed meanwhile is sent anew anyway."""
    for each in contested:
        this = (each.table.c.id == each.item_id) & (each.table.c.history == each.sent)
        connection.execute(update(each.table).where(this).values(each.changes))


def _unburied(target: Connection, parcel: Parcel, table: Table) -> list[dict[str, Any]]:
    """The rows in one order, so that stations never wait for each other; what was deleted stays deleted."""
    ids = parcel.ids(table)
    if not ids:
        return []
    buried = set(target.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())
    rows: Sequence[dict[str, Any]] = [typed(table, row) for row in parcel.of(table)]
    return sorted((row for row in rows if row["id"] not in buried), key=lambda row: str(row["id"]))


def _public(row: _Row) -> dict[str, Any]:
    is_released = row["state"] == ReviewState.RELEASED.value
    words = (row["redacted_text"] or row["text"]) if is_released else ""
    return {**row, "text": words, "redacted_text": ""}


def _put_comment(target: Connection, row: _Row, contested: list[Contested], *, is_public: bool) -> RevisionRelation:
    def settle(there: _Row) -> None:
        is_withheld = ReviewState.WITHHELD.value in (row["state"], there["state"])
        state = ReviewState.WITHHELD if is_withheld else ReviewState.WAITING
        changes = {"state": state.value, "history": revisions.merged(row["history"], there["history"])}
        _replace(target, comments, {**row, **changes, "text": ""} if is_public else {"id": row["id"], **changes})
        contested.append(Contested(comments, row["id"], row["history"], changes))

    there = _locked(target, comments, row)
    order = revisions.order(row["history"], there["history"])
    if order is RevisionRelation.NEWER:
        _replace(target, comments, row if is_public else _reviewed(row))
    elif order is RevisionRelation.CONTESTED:
        settle(there)
    elif _is_withheld_alone(row, there):
        _replace(target, comments, {"id": row["id"], "state": row["state"]} | ({"text": ""} if is_public else {}))
    return order


def _is_withheld_alone(row: _Row, there: _Row) -> bool:
    """Two that know the same may have come to it in another order, and only one of them by a withdrawal."""
    knows_the_same = revisions.order(there["history"], row["history"]) is RevisionRelation.KNOWN
    return knows_the_same and row["state"] == ReviewState.WITHHELD.value != there["state"]


def _reviewed(row: _Row) -> _Row:
    """A question that only some were asked goes with the review (`facilitator_writes.review`)."""
    return {name: row[name] for name in _DECIDED} | ({} if row["question"] else {"question": ""})


def _put_action(target: Connection, row: _Row, contested: list[Contested]) -> RevisionRelation:
    def settle(there: _Row) -> None:
        changes = {"history": revisions.merged(row["history"], there["history"])}
        _replace(target, actions, {"id": row["id"], **changes})
        content = json.dumps({actions.name: [row]}, default=str)
        set_aside(target, ItemKind.PROMISE, row["id"], hashlib.sha256(content.encode()).hexdigest(), content)
        contested.append(Contested(actions, row["id"], row["history"], changes))

    there = _locked(target, actions, row)
    order = revisions.order(row["history"], there["history"])
    if order is RevisionRelation.NEWER:
        _replace(target, actions, row)
    elif order is RevisionRelation.CONTESTED:
        settle(there)
    return order


def set_aside(target: Connection, kind: ItemKind, item_id: str, content_hash: str, content: str) -> None:
    """Keep what contradicts the records beside them, for a person to decide; nothing is overwritten."""
    values = {"item_id": item_id, "hash": content_hash, "kind": kind, "content": content}
    target.execute(insert_into(target, quarantine).values(values).on_conflict_do_nothing())


def _insert_new(target: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """The ids of the rows that were not there and are now."""
    if not rows:
        return set()
    statement = insert_into(target, table).on_conflict_do_nothing(index_elements=["id"]).returning(table.c.id)
    return set(target.execute(statement, list(rows)).scalars())


def _locked(target: Connection, table: Table, row: _Row) -> _Row:
    """The target's own, which nobody changes until the commit."""
    return dict(target.execute(select(table).where(table.c.id == row["id"]).with_for_update()).mappings().one())


def _replace(target: Connection, table: Table, row: _Row) -> None:
    target.execute(update(table).where(table.c.id == row["id"]).values(row))
