"""Reconciles a server and a station that know different things: after a backup was put back, or a folder copied.

What was deleted or withheld is so everywhere. What the server has lost of it is sent again, though it was sent before;
and what somebody withheld with another copy of the folder is withheld here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from empathylab.domain.joined import ItemKind
from empathylab.domain.records import ReviewState
from empathylab.storage import decisions, outbox, revisions
from empathylab.storage.decisions import Contested
from empathylab.storage.revisions import RevisionRelation
from empathylab.storage.schema import comments, tombstones
from empathylab.storage.schema import outbox as waiting

_AT_A_TIME = 10_000


@dataclass(frozen=True, slots=True)
class MissingRecords:
    """What the server lacks, by kind, and decisions that this station does not know of."""

    lost: list[tuple[ItemKind, str]] = field(default_factory=list)
    elsewhere: list[Contested] = field(default_factory=list)


def compare(station: Connection, server: Connection) -> MissingRecords:
    """What the server and the station each lack of deletions and decisions, but for what waits to be sent anyway."""
    found = MissingRecords()
    for ids in _chunks(station.execute(select(tombstones.c.item_id).where(_is_sent(tombstones.c.item_id)))):
        buried = _buried(server, ids)
        found.lost.extend((ItemKind.TOMBSTONE, each) for each in ids if each not in buried)
    decided = select(comments.c.id).where(comments.c.history != revisions.NONE, _is_sent(comments.c.id))
    for ids in _chunks(station.execute(decided)):
        here, there, buried = _decisions(station, ids), _decisions(server, ids), _buried(server, ids)
        for each in ids:
            if each in there:
                _compare_one(here[each], there[each], found)
            elif each not in buried:
                found.lost.append((ItemKind.COMMENT, each))
    return found


def take_over(station: Connection, behind: MissingRecords) -> None:
    """At the station: withhold what is withheld elsewhere, and have sent again what was lost."""
    decisions.take_back(station, behind.elsewhere)
    for kind, item_id in behind.lost:
        outbox.queue(station, kind, item_id)


def _compare_one(here: Any, there: Any, found: MissingRecords) -> None:
    if revisions.order(here.history, there.history) is not RevisionRelation.KNOWN:
        found.lost.append((ItemKind.COMMENT, here.id))
    elif here.history != there.history and here.state == ReviewState.RELEASED.value != there.state:
        changes = {"state": there.state, "history": there.history}
        found.elsewhere.append(Contested(comments, here.id, here.history, changes))


def _is_sent(column: Any) -> Any:
    return column.not_in(select(waiting.c.item_id))


def _decisions(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    query = select(comments.c.id, comments.c.history, comments.c.state).where(comments.c.id.in_(ids))
    return {row.id: row for row in connection.execute(query)}


def _buried(connection: Connection, ids: Sequence[str]) -> set[str]:
    return set(connection.execute(select(tombstones.c.item_id).where(tombstones.c.item_id.in_(ids))).scalars())


def _chunks(rows: Any) -> Iterator[Sequence[str]]:
    ids = rows.scalars().all()
    return (ids[start : start + _AT_A_TIME] for start in range(0, len(ids), _AT_A_TIME))
