"""Deletes an event for good: a receipt stays here, tombstones go to the server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import Connection, Select, delete, func, insert, literal, select

from empathylab.domain.errors import InputError
from empathylab.domain.joined import ItemKind
from empathylab.domain.records import Receipt
from empathylab.storage import scrubbing, stored
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    actions,
    board_marks,
    comments,
    events,
    outbox,
    receipts,
    results,
    sessions,
    tallies,
    tombstones,
)


def purge(
    connection: Connection, event: str, today: date, wipe_damaged_files: Callable[[], tuple[str, ...]]
) -> Receipt:
    """Delete everything of an event.

    What had been set aside as damaged goes first: cut off in between, the event is still there to be deleted again.
    """
    _check(connection, event)
    scrubbing.note_deletion(connection)
    receipt = replace(_receipt(connection, event, today), files=wipe_damaged_files())
    for kind, ids in _items_of(event).items():
        write_tombstones(connection, kind, ids)
    of_event = select(sessions.c.id).where(sessions.c.event == event)
    for table in OWNED_BY_SESSION:
        connection.execute(delete(table).where(table.c.session_id.in_(of_event)))
    connection.execute(delete(tallies).where(tallies.c.event == event))
    for table in (comments, actions, board_marks, sessions):
        connection.execute(delete(table).where(table.c.event == event))
    connection.execute(delete(events).where(events.c.name == event))
    connection.execute(insert(receipts).values({**asdict(receipt), "files": json.dumps(receipt.files)}))
    return receipt


def drop_action(connection: Connection, action_id: str) -> None:
    """Delete one promise; a tombstone tells the server."""
    this = actions.c.id == action_id
    write_tombstones(connection, ItemKind.PROMISE, select(actions.c.id).where(this))
    connection.execute(delete(actions).where(this))


def drop_mark(connection: Connection, mark_id: str) -> None:
    """Delete one mark of a board; a tombstone tells the server."""
    this = board_marks.c.id == mark_id
    write_tombstones(connection, ItemKind.MARK, select(board_marks.c.id).where(this))
    connection.execute(delete(board_marks).where(this))


def receipts_of(connection: Connection) -> Iterator[Receipt]:
    """Every receipt, oldest first."""
    for row in connection.execute(select(receipts).order_by(receipts.c.number)):
        counts = (row.sessions, row.runs, row.facts, row.comments)
        yield Receipt(row.event, row.purged_on, *counts, stored.texts(row.files))


def purged_events(connection: Connection) -> set[str]:
    """The names of the events that were deleted; some of them may have begun again."""
    return set(connection.execute(select(receipts.c.event)).scalars())


def _check(connection: Connection, event: str) -> None:
    if connection.execute(select(events.c.name).where(events.c.name == event)).first() is None:
        raise InputError(f"There is no event named '{event}'.", "Choose one of the list.")


def _receipt(connection: Connection, event: str, today: date) -> Receipt:
    of_event = results.c.event == event
    visits, runs, facts = connection.execute(
        select(func.count(), func.sum(results.c.runs), func.sum(results.c.facts)).where(of_event)
    ).one()
    texts = connection.execute(select(func.count()).where(comments.c.event == event)).scalar_one()
    return Receipt(event, today, visits, int(runs or 0), int(facts or 0), texts)


def _items_of(event: str) -> dict[ItemKind, Select[tuple[str]]]:
    return {
        ItemKind.VISIT: select(sessions.c.id).where(sessions.c.event == event),
        ItemKind.COMMENT: select(comments.c.id).where(comments.c.event == event),
        ItemKind.PROMISE: select(actions.c.id).where(actions.c.event == event),
        ItemKind.MARK: select(board_marks.c.id).where(board_marks.c.event == event),
    }


def write_tombstones(connection: Connection, kind: ItemKind, ids: Select[tuple[str]]) -> None:
    """Write tombstones for the ids, to be sent; what was to be sent of them is not."""
    (column,) = ids.selected_columns
    where = ids.whereclause
    assert where is not None
    connection.execute(insert(tombstones).from_select(["item_id", "kind"], select(column, literal(kind)).where(where)))
    connection.execute(delete(outbox).where(outbox.c.kind == kind, outbox.c.item_id.in_(ids)))
    connection.execute(
        insert(outbox).from_select(["kind", "item_id"], select(literal(ItemKind.TOMBSTONE), column).where(where))
    )
