"""The end of a session: its events become a block, its comments are cut off, it is queued for sending."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import Connection, delete, insert, select, update

from empathylab.domain.errors import RecordsError
from empathylab.domain.records import StreamRow
from empathylab.domain.session import Ending, Outcome
from empathylab.storage import block, scoring
from empathylab.storage.outbox import queue
from empathylab.storage.schema import answers, comments, live_facts, runs, sessions, streams

#: How a run ended that nobody ended, by how its session ended.
_RUN_LEFT_OPEN = {Ending.STOPPED: Outcome.STOPPED, Ending.LEFT: Outcome.TIMED_OUT, Ending.FINISHED: Outcome.STOPPED}


def seal(connection: Connection, session_id: str, ending: Ending) -> None:
    """End an open session for good, in the caller's transaction."""
    this = (sessions.c.id == session_id) & (sessions.c.ending == Ending.OPEN.value)
    if connection.execute(select(sessions.c.id).where(this)).first() is None:
        raise RecordsError("A visit that is not open was to be ended.")
    _end_open_runs(connection, session_id, ending)
    rows = live_rows(connection, session_id)
    connection.execute(insert(streams).values(session_id=session_id, facts=len(rows), block=block.pack(rows)))
    scoring.keep(connection, session_id, scoring.compute(connection, session_id, rows))
    connection.execute(delete(live_facts).where(live_facts.c.session_id == session_id))
    connection.execute(update(comments).where(comments.c.session_id == session_id).values(session_id=None, run=""))
    connection.execute(update(sessions).where(this).values(ending=ending.value))
    content_hash = hash_of(connection, session_id)
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(hash=content_hash))
    queue(connection, "session", session_id)


def seal_unfinished(connection: Connection) -> int:
    """Mark what a crash or a power cut left open as interrupted; return how many sessions that were."""
    open_ids = connection.execute(select(sessions.c.id).where(sessions.c.ending == Ending.OPEN.value)).scalars().all()
    for session_id in open_ids:
        seal(connection, session_id, Ending.INTERRUPTED)
    return len(open_ids)


def live_rows(connection: Connection, session_id: str) -> list[StreamRow]:
    """The events of an open session, renumbered without gaps (a gap is an event that a crash took)."""
    columns = live_facts.c
    found = connection.execute(
        select(columns.at_ms, columns.kind, columns.field, columns.data)
        .where(columns.session_id == session_id)
        .order_by(columns.seq)
    )
    return [(seq, *row) for seq, row in enumerate(found)]


def _end_open_runs(connection: Connection, session_id: str, ending: Ending) -> None:
    outcome = _RUN_LEFT_OPEN.get(ending, Outcome.INTERRUPTED)
    is_open = (runs.c.session_id == session_id) & runs.c.outcome.is_(None)
    connection.execute(update(runs).where(is_open).values(outcome=outcome.value))


def hash_of(connection: Connection, session_id: str) -> str:
    """SHA-256 of what the session recorded: who asks again gets the same, on any machine."""
    digest = hashlib.sha256()
    for statement in (
        select(
            sessions.c.id,
            sessions.c.event,
            sessions.c.station,
            sessions.c.persona,
            sessions.c.started_on,
            sessions.c.app_version,
            sessions.c.seed,
            sessions.c.ending,
        ).where(sessions.c.id == session_id),
        select(runs.c.position, runs.c.kind, runs.c.condition, runs.c.outcome).where(runs.c.session_id == session_id),
        select(answers.c.question, answers.c.run, answers.c.number, answers.c.is_skipped).where(
            answers.c.session_id == session_id
        ),
    ):
        rows = sorted([str(value) for value in row] for row in connection.execute(statement))
        digest.update(json.dumps(rows, separators=(",", ":")).encode())
    packed = connection.execute(select(streams.c.block).where(streams.c.session_id == session_id)).scalar_one()
    digest.update(json.dumps(block.unpack(packed), separators=(",", ":")).encode())
    return digest.hexdigest()
