"""What a facilitator changes in the records; each function runs on the writer's connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from empathylab.domain.errors import InputError
from empathylab.domain.records import ActionRecord, EventSettings
from empathylab.storage.outbox import queue
from empathylab.storage.schema import actions, comments, events, sessions
from empathylab.storage.settings_rows import event_values


def put_event(connection: Connection, settings: EventSettings) -> None:
    values = event_values(settings)
    changed = connection.execute(update(events).where(events.c.name == settings.name).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(events).values(values))


def drop_if_empty(connection: Connection, name: str) -> None:
    """Take an event away under which nothing was ever recorded, written or promised."""
    held = (select(table.c.event).where(table.c.event == name).exists() for table in (sessions, comments, actions))
    connection.execute(delete(events).where(events.c.name == name, *(~each for each in held)))


def review(connection: Connection, comment_id: str, values: Mapping[str, Any]) -> None:
    """Decide on a comment."""
    this = comments.c.id == comment_id
    changed = connection.execute(update(comments).where(this).values(**values, revision=comments.c.revision + 1))
    if changed.rowcount == 0:
        raise InputError("This comment is not there any more.", "Load the comments again.")
    queue(connection, "comment", comment_id)


def put_action(connection: Connection, action: ActionRecord) -> None:
    values = {name: getattr(action, name) for name in ("event", "text", "owner", "due_on", "is_done")}
    this = actions.c.id == action.id
    changed = connection.execute(update(actions).where(this).values(**values, revision=actions.c.revision + 1))
    if changed.rowcount == 0:
        connection.execute(insert(actions).values(id=action.id, revision=1, **values))
    queue(connection, "action", action.id)
