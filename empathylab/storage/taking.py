"""What the journal of an open session writes, one function per thing taken; each runs on the writer's connection."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from empathylab.domain.errors import RecordsError
from empathylab.domain.events import Event
from empathylab.domain.records import USUAL_RETENTION, EventSettings, ReviewState
from empathylab.domain.session import Answer, Ending, Outcome, Run, Session
from empathylab.domain.words import without_commands
from empathylab.storage.block import data_text
from empathylab.storage.conditions import condition_text
from empathylab.storage.facilitator import put_event
from empathylab.storage.schema import answers, comments, events, live_facts, runs, sessions


def take_session(connection: Connection, session: Session) -> None:
    """Begin a session; an event that nobody set up gets the default settings, so that no record is lost."""
    if connection.execute(select(events.c.name).where(events.c.name == session.event)).first() is None:
        today = session.started_at.date()
        put_event(connection, EventSettings(session.event, today, today + USUAL_RETENTION))
    connection.execute(
        insert(sessions).values(
            id=session.id,
            event=session.event,
            station=session.station,
            persona="+".join(session.personas),
            started_on=session.started_at.date(),
            app_version=session.app_version,
            seed=str(session.seed),
            ending=Ending.OPEN.value,
        )
    )


def take_run(connection: Connection, run: Run) -> None:
    connection.execute(
        insert(runs).values(
            session_id=run.session_id,
            position=run.position,
            kind=run.kind.value,
            task=run.condition.task,
            form=f"{run.condition.twin.value}-{run.condition.content}",
            condition=condition_text(run.condition),
        )
    )


def fact_row(session_id: str, event: Event) -> dict[str, Any]:
    """An event as a row of live_facts."""
    return {
        "session_id": session_id,
        "seq": event.seq,
        "at_ms": event.at_ms,
        "kind": event.kind.value,
        "field": event.field,
        "data": data_text(event.data) if event.data else "{}",
    }


def take_answer(connection: Connection, answer: Answer) -> None:
    """Replace the answer to this question; free text goes among the comments."""
    run = answer.run.value if answer.run else ""
    key = {"session_id": answer.session_id, "question": answer.question, "run": run}
    for table in (answers, comments):
        connection.execute(delete(table).where(and_(*(table.c[name] == value for name, value in key.items()))))
    connection.execute(insert(answers).values(**key, number=answer.number, is_skipped=answer.is_skipped))
    if answer.text:
        _insert_comment(connection, key, without_commands(answer.text))


def _insert_comment(connection: Connection, key: dict[str, str], text: str) -> None:
    of_session = select(sessions.c.event, sessions.c.station).where(sessions.c.id == key["session_id"])
    event, station = connection.execute(of_session).one()
    connection.execute(
        insert(comments).values(
            **key,
            id=str(uuid.uuid4()),
            event=event,
            station=station,
            text=text,
            redacted_text="",
            state=ReviewState.WAITING.value,
            theme="",
            tags=json.dumps([]),
            revision=0,
        )
    )


def take_outcome(connection: Connection, session_id: str, position: int, outcome: Outcome) -> None:
    this_run = (runs.c.session_id == session_id) & (runs.c.position == position)
    connection.execute(update(runs).where(this_run).values(outcome=outcome.value))


def forget(connection: Connection, session_id: str) -> None:
    """Delete an open session with everything in it; an ended one is no longer the participant's to find."""
    this = (sessions.c.id == session_id) & (sessions.c.ending == Ending.OPEN.value)
    if connection.execute(select(sessions.c.id).where(this)).first() is None:
        raise RecordsError("This visit has ended, so it cannot be found and deleted any more.")
    for table in (live_facts, runs, answers, comments):
        connection.execute(delete(table).where(table.c.session_id == session_id))
    connection.execute(delete(sessions).where(this))
