"""The end of a visit: its rows and the block of its events go into the database, its comments cut off from it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import date

from sqlalchemy import BindParameter, Connection, bindparam, insert, select, update

from empathylab.domain.joined import ItemKind
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Ending
from empathylab.storage import counted_changes, event_blob, scoring, scrubbing
from empathylab.storage.facilitator_writes import ensure_event
from empathylab.storage.open_visit import OpenVisit
from empathylab.storage.outbox import queue
from empathylab.storage.schema import answers, comments, pairings, runs, sessions, streams

# Put together once: that takes as long as to carry a statement out.
_THIS: BindParameter[str] = bindparam("this")
_SESSION = select(sessions.c.id).where(sessions.c.id == _THIS)
_CHANGE_SESSION = update(sessions).where(sessions.c.id == _THIS)
_HASHED = (
    select(
        sessions.c.id,
        sessions.c.station,
        sessions.c.persona,
        sessions.c.started_on,
        sessions.c.app_version,
        sessions.c.seed,
        sessions.c.ending,
    ).where(sessions.c.id == _THIS),
    select(runs.c.position, runs.c.kind, runs.c.condition, runs.c.outcome).where(runs.c.session_id == _THIS),
    select(answers.c.question, answers.c.run, answers.c.number, answers.c.is_skipped).where(
        answers.c.session_id == _THIS
    ),
)


def finalize_visit(connection: Connection, session_id: str, visit: OpenVisit, ending: Ending) -> bool:
    """Take a visit into the database, in the caller's transaction; False when it is there already."""
    if connection.execute(_SESSION, {"this": session_id}).first() is not None:
        return False
    started_on = date.fromisoformat(visit.session["started_on"])
    ensure_event(connection, visit.session["event"], started_on)
    values = {**visit.session, "started_on": started_on, "id": session_id, "ending": ending.value}
    connection.execute(insert(sessions), values)
    for table, rows in (
        (runs, list(_run_rows(session_id, visit, ending))),
        (answers, list(_answer_rows(session_id, visit))),
        (comments, list(_comment_rows(visit))),
        (pairings, [{**visit.pairing, "session_id": session_id}] if visit.pairing else []),
    ):
        if rows:
            connection.execute(insert(table), rows)
    if any(visit.texts.values()):
        # In the pages, comments lie in the order of their visits until they are rewritten.
        scrubbing.note_deletion(connection)
    stream = visit.stream()
    packed = {"session_id": session_id, "facts": len(stream), "block": event_blob.pack(stream)}
    connection.execute(insert(streams), packed)
    score_and_queue(connection, session_id)
    counted_changes.count_one(connection)
    return True


def score_and_queue(connection: Connection, session_id: str) -> None:
    """The last of an end: what is computed from the visit's rows, and its place among what is to be sent."""
    scoring.keep(connection, session_id, scoring.compute(connection, session_id))
    _hash(connection, session_id)
    queue(connection, ItemKind.VISIT, session_id)


def score_unscored(connection: Connection) -> int:
    """Do that for visits that an older version had open when it was cut off; return how many there were."""
    ids = connection.execute(select(sessions.c.id).where(sessions.c.hash.is_(None))).scalars().all()
    for session_id in ids:
        score_and_queue(connection, session_id)
    return len(ids)


def hash_anew(connection: Connection) -> None:
    """Make the hashes that an upgrade has emptied."""
    for session_id in connection.execute(select(sessions.c.id).where(sessions.c.hash == "")).scalars().all():
        _hash(connection, session_id)


def _hash(connection: Connection, session_id: str) -> None:
    connection.execute(_CHANGE_SESSION, {"this": session_id, "hash": hash_of(connection, session_id)})


def _run_rows(session_id: str, visit: OpenVisit, ending: Ending) -> Iterator[dict[str, object]]:
    for run in visit.runs.values():
        yield {**run, "session_id": session_id, "outcome": run["outcome"] or ending.of_open_run.value}


def _answer_rows(session_id: str, visit: OpenVisit) -> Iterator[dict[str, object]]:
    for (question, run), answer in visit.answers.items():
        yield {"session_id": session_id, "question": question, "run": run, **answer}


def _comment_rows(visit: OpenVisit) -> Iterator[dict[str, object]]:
    for (question, _run), text in visit.texts.items():
        if not text:
            continue
        yield {
            "id": str(uuid.uuid4()),
            "event": visit.session["event"],
            "station": visit.session["station"],
            "question": question,
            "text": text,
            "redacted_text": "",
            "state": ReviewState.WAITING.value,
            "theme": "",
            "tags": json.dumps([]),
        }


def hash_of(connection: Connection, session_id: str) -> str:
    """SHA-256 of what the session recorded: who asks again gets the same, on any machine and under any event's name."""
    digest = hashlib.sha256()
    for statement in _HASHED:
        rows = sorted([str(value) for value in row] for row in connection.execute(statement, {"this": session_id}))
        digest.update(json.dumps(rows, separators=(",", ":")).encode())
    digest.update(json.dumps(scoring.events_of(connection, session_id), separators=(",", ":")).encode())
    return digest.hexdigest()
