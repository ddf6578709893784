"""The outbox: what a station still has to send, in the order it came about; comments before all, in no order.

A comment that is reviewed right after its visit would stand beside it: so comments have random numbers below nought.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from empathylab.domain.joined import ItemKind
from empathylab.storage.dialects import insert_into
from empathylab.storage.schema import outbox

_RANDOM_NUMBERS = 2**62
_AT_A_TIME = 500
_TAKE_OUT = delete(outbox).where(outbox.c.kind == bindparam("kind"), outbox.c.item_id == bindparam("item_id"))


class Waiting(NamedTuple):
    """An item that is still to be sent: its place in the order, what it is (an `ItemKind`, as stored), and its id."""

    number: int
    kind: str
    item_id: str


def queue(connection: Connection, kind: ItemKind, item_id: str) -> None:
    """Have an item sent (again) at the next sync.

    Under a new number each time: a sync under way that sent the older state ticks off the older number only.
    """
    item = {"kind": kind, "item_id": item_id}
    connection.execute(_TAKE_OUT, item)
    place = {"number": -1 - secrets.randbelow(_RANDOM_NUMBERS)} if kind is ItemKind.COMMENT else {}
    connection.execute(insert(outbox), {**item, **place})


def queue_new(connection: Connection, kind: ItemKind, item_ids: Sequence[str]) -> None:
    """Have items sent that were not here before."""
    if item_ids:
        rows = [{"kind": kind, "item_id": item_id} for item_id in item_ids]
        connection.execute(insert_into(connection, outbox).on_conflict_do_nothing(), rows)


def drop(connection: Connection, item_ids: Sequence[str]) -> None:
    """What is deleted is sent no more."""
    for start in range(0, len(item_ids), _AT_A_TIME):
        some = item_ids[start : start + _AT_A_TIME]
        connection.execute(delete(outbox).where(outbox.c.item_id.in_(some), outbox.c.kind != ItemKind.TOMBSTONE))


def waiting(connection: Connection) -> int:
    """How many items wait."""
    return connection.execute(select(func.count()).select_from(outbox)).scalar_one()


def oldest(connection: Connection, size: int) -> list[Waiting]:
    """The first `size` items."""
    columns = [outbox.c[name] for name in Waiting._fields]
    return [Waiting(*row) for row in connection.execute(select(*columns).order_by(outbox.c.number).limit(size))]


def tick_off(connection: Connection, numbers: Sequence[int]) -> None:
    """What was sent under these numbers has arrived."""
    for start in range(0, len(numbers), _AT_A_TIME):
        connection.execute(delete(outbox).where(outbox.c.number.in_(numbers[start : start + _AT_A_TIME])))
