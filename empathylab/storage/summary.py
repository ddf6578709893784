"""The results of an event in a few indexed queries over one row per ended session."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, true

from empathylab.domain.records import (
    BarrierCount,
    Counts,
    OrderCount,
    OutcomeCount,
    PairCount,
    PersonaPairs,
    ReviewState,
    Scale,
    Summary,
    ZoomCount,
)
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.storage.schema import comments, met, results, sessions


def counts(connection: Connection, event: str | None) -> Counts:
    """How much there is of one event, or of all."""
    columns = results.c
    people, runs, facts = connection.execute(
        select(func.count(), func.sum(columns.runs), func.sum(columns.facts)).where(_of(results, event))
    ).one()
    is_open = (sessions.c.ending == Ending.OPEN.value) & _of(sessions, event)
    open_sessions = connection.execute(select(func.count()).select_from(sessions).where(is_open)).scalar_one()
    states = _comment_states(connection, event)
    return Counts(
        people=people,
        open_sessions=open_sessions,
        runs=int(runs or 0),
        facts=int(facts or 0),
        comments_waiting=states.get(ReviewState.WAITING.value, 0),
        comments_released=states.get(ReviewState.RELEASED.value, 0),
    )


def summarise(connection: Connection, event: str | None) -> Summary:
    """Everything the results screen and the report show."""
    return Summary(
        event=event or "",
        counts=counts(connection, event),
        personas=tuple((persona, people) for persona, people in _tally(connection, event, results.c.persona)),
        pairs={scale: _pairs(connection, event, scale) for scale in Scale},
        barriers=_barriers(connection, event),
        zoom=_zoom(connection, event),
        outcomes=_outcomes(connection, event),
        orders=tuple(OrderCount(order, people) for order, people in _tally(connection, event, results.c.run_order)),
        usefulness=tuple(
            (float(value), people)
            for value, people in _tally(connection, event, results.c.usefulness)
            if value is not None
        ),
    )


def _of(table: Table, event: str | None) -> ColumnElement[bool]:
    return true() if event is None else table.c.event == event


def _comment_states(connection: Connection, event: str | None) -> dict[str, int]:
    query = (
        select(comments.c.state, func.count())
        .where(_of(comments, event), comments.c.session_id.is_(None))
        .group_by(comments.c.state)
    )
    return {state: people for state, people in connection.execute(query)}


def _tally(connection: Connection, event: str | None, *columns: ColumnElement[Any]) -> list[tuple[Any, ...]]:
    """People per combination of values, ordered by the values."""
    query = select(*columns, func.count()).where(_of(results, event)).group_by(*columns).order_by(*columns)
    return [tuple(row) for row in connection.execute(query)]


def _pairs(connection: Connection, event: str | None, scale: Scale) -> tuple[PersonaPairs, ...]:
    name = scale.value.replace("-", "_")
    before, after = _in_steps(results.c[f"{name}_before"], scale), _in_steps(results.c[f"{name}_after"], scale)
    query = (
        select(results.c.persona, before, after, func.count())
        .where(_of(results, event), before.is_not(None), after.is_not(None))
        .group_by(results.c.persona, before, after)
        .order_by(results.c.persona, before, after)
    )
    by_persona: dict[str, list[PairCount]] = {}
    for persona, first, second, people in connection.execute(query):
        by_persona.setdefault(persona, []).append(PairCount(float(first), float(second), people))
    return tuple(PersonaPairs(persona, tuple(pairs)) for persona, pairs in by_persona.items())


def _in_steps(column: ColumnElement[Any], scale: Scale) -> ColumnElement[Any]:
    """Whole seconds, so that pairs can be counted however many people there are."""
    return func.round(column) if scale is Scale.SECONDS else column


def _barriers(connection: Connection, event: str | None) -> tuple[BarrierCount, ...]:
    people = func.count()
    query = select(met.c.barrier, people).where(_of(met, event)).group_by(met.c.barrier)
    found = connection.execute(query.order_by(people.desc(), met.c.barrier))
    return tuple(BarrierCount(barrier, count) for barrier, count in found)


def _zoom(connection: Connection, event: str | None) -> tuple[ZoomCount, ...]:
    rows = _tally(connection, event, results.c.persona, results.c.zoom_chosen, results.c.zoom_predicted)
    return tuple(ZoomCount(*row) for row in rows if row[1] is not None)


def _outcomes(connection: Connection, event: str | None) -> tuple[OutcomeCount, ...]:
    found = []
    for run, column in ((RunKind.BARRIER, results.c.outcome_before), (RunKind.HELPED, results.c.outcome_after)):
        for persona, outcome, people in _tally(connection, event, results.c.persona, column):
            if outcome is not None:
                found.append(OutcomeCount(persona, run, Outcome(outcome), people))
    return tuple(found)
