"""What a facilitator changes in the records; each function runs on the writer's connection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from empathylab.domain.errors import InputError
from empathylab.domain.joined import ItemKind
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.standard import BoardMark
from empathylab.domain.workshop import USUAL_RETENTION, EventSettings
from empathylab.files.questions import load_questions
from empathylab.storage import revisions
from empathylab.storage.outbox import queue
from empathylab.storage.schema import actions, board_marks, comments, events, sessions
from empathylab.storage.settings_rows import event_values

# Put together once, as at the end of a visit (`finalize`).
_EVENT = select(events.c.name).where(events.c.name == bindparam("this"))
_CHANGE_EVENT = update(events).where(events.c.name == bindparam("this"))


def put_event(connection: Connection, settings: EventSettings) -> None:
    """Write an event's settings, anew or over those of the same name."""
    values = event_values(settings)
    changed = connection.execute(_CHANGE_EVENT, {"this": settings.name, **values})
    if changed.rowcount == 0:
        connection.execute(insert(events), values)


def ensure_event(connection: Connection, name: str, day: date) -> bool:
    """An event that nobody set up gets the usual settings, so that no record is lost; True when it had to."""
    if connection.execute(_EVENT, {"this": name}).first() is not None:
        return False
    put_event(connection, EventSettings(name, day, day + USUAL_RETENTION))
    return True


def drop_if_empty(connection: Connection, name: str) -> None:
    """Take an event away under which nothing was ever recorded, written or promised."""
    tables = (sessions, comments, actions, board_marks)
    held = (select(table.c.event).where(table.c.event == name).exists() for table in tables)
    connection.execute(delete(events).where(events.c.name == name, *(~each for each in held)))


def review(connection: Connection, comment_id: str, values: Mapping[str, object]) -> None:
    """Decide on a comment. A question that only some were asked is kept no longer than until somebody has read it."""
    history = _history_of(connection, comments, comment_id)
    if history is None:
        raise InputError("This comment is not there any more.", "Load the comments again.")
    changes = {**values, "history": revisions.revised(history)}
    this = comments.c.id == comment_id
    connection.execute(update(comments).where(this).values(changes))
    if values["state"] != ReviewState.WAITING.value:
        connection.execute(update(comments).where(this, comments.c.question.in_(_asked_of_some())).values(question=""))
    queue(connection, ItemKind.COMMENT, comment_id)


@cache
def _asked_of_some() -> tuple[str, ...]:
    return load_questions().of_some


def put_action(connection: Connection, action: ActionRecord) -> None:
    """Write a promise, anew or over the one with the same id."""
    ensure_event(connection, action.event, datetime.now().astimezone().date())
    values = {name: getattr(action, name) for name in ("event", "text", "owner", "due_on", "is_done", "asked_on")}
    history = _history_of(connection, actions, action.id)
    values["history"] = revisions.revised(history or revisions.NONE)
    if history is None:
        connection.execute(insert(actions).values(id=action.id, **values))
    else:
        connection.execute(update(actions).where(actions.c.id == action.id).values(values))
    queue(connection, ItemKind.PROMISE, action.id)


def put_mark(connection: Connection, mark: BoardMark) -> None:
    """Write on the board, after everything that stands there at this point."""
    ensure_event(connection, mark.event, datetime.now().astimezone().date())
    of_point = (board_marks.c.event == mark.event) & (board_marks.c.point == mark.point)
    last = connection.execute(select(func.max(board_marks.c.number)).where(of_point)).scalar()
    values = {"point": mark.point, "kind": mark.kind.value, "role": mark.role, "text": mark.text}
    connection.execute(insert(board_marks).values(id=mark.id, event=mark.event, number=(last or 0) + 1, **values))
    queue(connection, ItemKind.MARK, mark.id)


def _history_of(connection: Connection, table: Table, item_id: str) -> str | None:
    """None when there is no such item."""
    return connection.execute(select(table.c.history).where(table.c.id == item_id)).scalar_one_or_none()
