"""The lines that an open visit's file takes."""

from __future__ import annotations

from empathylab.domain.event_log import LogEntry
from empathylab.domain.pairing import Pairing
from empathylab.domain.session import Answer, Outcome, Run, Session
from empathylab.domain.stored_events import to_stored
from empathylab.domain.words import visible
from empathylab.storage.conditions import condition_text
from empathylab.storage.event_blob import data_text
from empathylab.storage.open_visit import Line


def session_line(session: Session) -> Line:
    """What the writer keeps of a visit's beginning."""
    row = {
        "event": session.event,
        "station": session.station,
        "persona": "+".join(session.personas),
        "started_on": session.started_at.date().isoformat(),
        "app_version": session.app_version,
        "seed": str(session.seed),
        "station_name": visible(session.station_name),
        "host": session.host.value,
        "mode": session.mode.value,
        "is_assigned": session.is_assigned,
    }
    return Line(session.id, "session", row)


def run_line(run: Run) -> Line:
    """What the writer keeps of a run's beginning."""
    row = {
        "position": run.position,
        "kind": run.kind.value,
        "task": run.condition.task,
        "form": f"{run.condition.twin.value}-{run.condition.content}",
        "condition": condition_text(run.condition),
    }
    return Line(run.session_id, "run", row)


def fact_line(session_id: str, entry: LogEntry) -> Line:
    """What the writer keeps of a line of the event log."""
    kind, field, data = to_stored(entry.event)
    row = {
        "seq": entry.seq,
        "at_ms": entry.at_ms,
        "kind": kind,
        "field": field,
        "data": data_text(data) if data else "{}",
    }
    return Line(session_id, "fact", row)


def answer_line(answer: Answer) -> Line:
    """What the writer keeps of an answer."""
    row = {
        "question": answer.question,
        "run": answer.run.value if answer.run else "",
        "number": answer.number,
        "is_skipped": answer.is_skipped,
        "text": None if answer.text is None else visible(answer.text),
    }
    return Line(answer.session_id, "answer", row)


def pairing_line(session_id: str, pairing: Pairing) -> Line:
    """What the writer keeps of a visitor's three words."""
    return Line(session_id, "pairing", {"salt": pairing.salt, "digest": pairing.digest})


def outcome_line(session_id: str, position: int, outcome: Outcome) -> Line:
    """What the writer keeps of a run's end."""
    return Line(session_id, "outcome", {"position": position, "outcome": outcome.value})
