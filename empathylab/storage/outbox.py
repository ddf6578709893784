"""What a station still has to send, in the order it came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from empathylab.storage.schema import outbox


def queue(connection: Connection, kind: str, item_id: str) -> None:
    """Have an item sent (again) at the next sync.

    Under a new number each time: a sync under way that sent the older state ticks off the older number only.
    """
    connection.execute(delete(outbox).where(outbox.c.kind == kind, outbox.c.item_id == item_id))
    connection.execute(insert(outbox).values(kind=kind, item_id=item_id))


def waiting(connection: Connection) -> int:
    """How many items wait."""
    return connection.execute(select(func.count()).select_from(outbox)).scalar_one()


def oldest(connection: Connection, size: int) -> Sequence[Any]:
    """The first `size` items: number, kind, item_id."""
    return connection.execute(select(outbox).order_by(outbox.c.number).limit(size)).all()


def tick_off(connection: Connection, up_to: int) -> None:
    """Everything up to this number has arrived: numbers only grow, so nothing slips in below one that was sent."""
    connection.execute(delete(outbox).where(outbox.c.number <= up_to))
