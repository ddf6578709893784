"""Scores computed from a session's events and answers, as the columns that keep them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from empathylab.domain.errors import RecordsError
from empathylab.domain.feature import wears
from empathylab.domain.records import StreamRow
from empathylab.domain.session import Outcome, RunKind
from empathylab.helps import Zoom
from empathylab.measures.questionnaire import umux_lite
from empathylab.measures.scores import RunScore, score_runs
from empathylab.measures.zoom import comfortable_zoom
from empathylab.storage import aggregates
from empathylab.storage.conditions import condition_from
from empathylab.storage.event_blob import data_text, to_log, unpack
from empathylab.storage.schema import SCORE_COLUMNS, answers, met, results, runs, sessions, streams

logger = logging.getLogger(__name__)
# Put together once, as at the end of a visit (`finalize`).
_THIS: BindParameter[str] = bindparam("this")
_BLOCK = select(streams.c.block).where(streams.c.session_id == _THIS)
_RUNS = select(runs).where(runs.c.session_id == _THIS).order_by(runs.c.position)
_ANSWERS = select(answers.c.question, answers.c.run, answers.c.number).where(answers.c.session_id == _THIS)
_WHOSE = select(sessions.c.event, sessions.c.persona, sessions.c.mode).where(sessions.c.id == _THIS)
_CHANGE_RUN = update(runs).where(runs.c.session_id == _THIS, runs.c.position == bindparam("at"))
_CHECK = "Close the lab and run `empathylab check`: it sets them aside."

_COMPARED_ANSWERS = ("ease", "effort", "frustration")
_THEN_AND_NOW = ("confidence", "pity", "capable", "anxiety")
_NO_ZOOM = dict.fromkeys(("zoom_chosen", "zoom_comfort_from", "zoom_comfort_to"))
_BEFORE_AND_AFTER = ((RunKind.BARRIER, "before"), (RunKind.HELPED, "after"))


@dataclass(frozen=True, slots=True)
class SessionScores:
    """What the tables keep of a session's scores: values for `runs` by position, for `results`, and barriers met."""

    of_runs: dict[int, dict[str, object]]
    result: dict[str, object]
    barriers: tuple[str, ...]


def events_of(connection: Connection, session_id: str) -> tuple[StreamRow, ...] | None:
    """The events of an ended session; None when they were damaged and are set aside."""
    packed = connection.execute(_BLOCK, {"this": session_id}).scalar()
    try:
        return None if packed is None else unpack(packed)
    except (ValueError, TypeError) as error:
        raise RecordsError("The events of a visit are damaged.", _CHECK) from error


def compute(connection: Connection, session_id: str) -> SessionScores:
    """Score a session from its events, answers and conditions; stores nothing. Without events no run is scored."""
    rows = events_of(connection, session_id)
    scores = {score.position: score for score in _score(session_id, rows or ())}
    done = connection.execute(_RUNS, {"this": session_id}).mappings().all()
    given = _answers(connection, session_id)
    event, persona, mode = connection.execute(_WHOSE, {"this": session_id}).one()
    result = {"event": event, "persona": persona, "mode": mode, "runs": len(done), "facts": len(rows or ())}
    result |= {"run_order": ", ".join(run["kind"] for run in done)}
    result |= _compared(done, scores, given)
    barriers = sorted({barrier for score in scores.values() for barrier in score.barriers_met})
    scored = done if rows is not None else ()
    of_runs = {run["position"]: run_values(scores.get(run["position"])) for run in scored}
    return SessionScores(of_runs, result, tuple(barriers))


def keep(connection: Connection, session_id: str, scores: SessionScores) -> None:
    """Store the scores of a session that has none yet, and count them."""
    _keep_rows(connection, session_id, scores)
    aggregates.add(connection, aggregates.of_session(scores.result, scores.barriers))


def score_anew(connection: Connection) -> None:
    """Score every visit by today's measures and count all; one whose events are gone or damaged keeps its scores."""
    for session_id in connection.execute(select(sessions.c.id)).scalars().all():
        with suppress(RecordsError):
            _score_one_anew(connection, session_id)
    aggregates.rebuild(connection)


def _score_one_anew(connection: Connection, session_id: str) -> None:
    if events_of(connection, session_id) is None:
        return
    scores = compute(connection, session_id)
    for table in (results, met):
        connection.execute(delete(table).where(table.c.session_id == session_id))
    _keep_rows(connection, session_id, scores)


def _keep_rows(connection: Connection, session_id: str, scores: SessionScores) -> None:
    keep_runs(connection, session_id, scores)
    connection.execute(insert(results), {"session_id": session_id, **scores.result})
    event = scores.result["event"]
    if scores.barriers:
        rows = [{"session_id": session_id, "barrier": barrier, "event": event} for barrier in scores.barriers]
        connection.execute(insert(met), rows)


def keep_runs(connection: Connection, session_id: str, scores: SessionScores) -> None:
    """Write the scores into the rows of the visit's runs."""
    rows = [{"this": session_id, "at": position, **values} for position, values in scores.of_runs.items()]
    if rows:
        connection.execute(_CHANGE_RUN, rows)


def run_values(score: RunScore | None) -> dict[str, object]:
    """The score columns of a run, with everything else as JSON; all empty when the events do not tell."""
    if score is None:
        return {**dict.fromkeys(SCORE_COLUMNS), "score": "{}"}
    values = {name: getattr(score, name) for name in SCORE_COLUMNS}
    rest = {item.name: getattr(score, item.name) for item in fields(score) if item.name not in SCORE_COLUMNS}
    rest["field_seconds"] = dict(score.field_seconds)
    # Older records are equal to what would be worked out today: of what they do not tell nothing is said.
    later = {"marked": dict(score.marked), "surprises": score.surprises, "vague_phrases": score.vague_phrases}
    for name, value in later.items():
        rest.pop(name)
        rest |= {} if value in ({}, None) else {name: value}
    return {**values, "score": data_text(rest)}


def _score(session_id: str, rows: Sequence[StreamRow]) -> tuple[RunScore, ...]:
    """The measures' scores; a stream they cannot read keeps its events and goes without scores."""
    try:
        return score_runs(to_log(rows))
    except (ValueError, TypeError, OverflowError):
        logger.exception("The visit %s could not be scored; its events are kept.", session_id)
        return ()


def _answers(connection: Connection, session_id: str) -> dict[tuple[str, str], int | None]:
    found = connection.execute(_ANSWERS, {"this": session_id})
    return {(question, run): number for question, run, number in found.all()}


def _compared(
    done: Sequence[Mapping[Any, Any]],
    scores: Mapping[int, RunScore],
    given: Mapping[tuple[str, str], int | None],
) -> dict[str, Any]:
    """Everything that is compared within the person."""
    values: dict[str, Any] = {}
    of_kind = {run["kind"]: run for run in done}
    for kind, side in _BEFORE_AND_AFTER:
        for question in _COMPARED_ANSWERS:
            values[f"{question}_{side}"] = given.get((question, kind.value))
        run = of_kind.get(kind.value)
        values |= _of_run(run, scores.get(run["position"]) if run else None, side)
    for question in _THEN_AND_NOW:
        values[f"{question}_before"] = given.get((f"{question}-then", ""))
        values[f"{question}_after"] = given.get((f"{question}-now", ""))
    helped = RunKind.HELPED.value
    values["usefulness"] = umux_lite(given.get(("umux-capable", helped)), given.get(("umux-easy", helped)))
    values["contact"] = given.get(("contact", ""))
    run = of_kind.get(helped)
    values |= _zoom(run, scores.get(run["position"])) if run else _NO_ZOOM
    return values


def _of_run(run: Mapping[Any, Any] | None, score: RunScore | None, side: str) -> dict[str, Any]:
    """The whole time is compared only for runs that were completed: giving up early is not being fast.

    Others are compared as far as they came: to the first field, to the end of the first page.
    """
    is_completed = run is not None and run["outcome"] == Outcome.COMPLETED.value
    return {
        f"outcome_{side}": run["outcome"] if run else None,
        f"seconds_{side}": score.seconds if score and is_completed else None,
        f"first_field_keys_{side}": score.keys_to_first_field if score else None,
        f"first_field_seconds_{side}": score.seconds_to_first_field if score else None,
        f"first_page_seconds_{side}": score.seconds_on_first_page if score else None,
        f"keys_lost_{side}": score.keys_lost if score else None,
    }


def _zoom(run: Mapping[Any, Any], score: RunScore | None) -> dict[str, float | None]:
    """Zoom where the run offered it, beside what comfortable reading would need."""
    condition = condition_from(run["condition"])
    offers_zoom = wears(condition.helps, Zoom)
    if score is None or not (offers_zoom or score.zoom > 1):
        return dict(_NO_ZOOM)
    low, high = comfortable_zoom(condition) or (None, None)
    return {"zoom_chosen": score.zoom_longest, "zoom_comfort_from": low, "zoom_comfort_to": high}
