"""The results of an event from what was counted as each session ended; no session is looked at again.

Only runs on paper are, and only in events that have any: few stations offer them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, select, true

from empathylab.domain.records import ReviewState
from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.domain.summary import (
    BarrierCount,
    Counts,
    MetCount,
    OrderCount,
    OutcomeCount,
    PairCount,
    PaperCount,
    PersonaPairs,
    Scale,
    Summary,
    ZoomCount,
)
from empathylab.storage import aggregates
from empathylab.storage.aggregates import SECONDS_STEP, prefix_of, range_from
from empathylab.storage.schema import answers, comments, runs, sessions, tallies

#: persona, first, second, amount
Tally = tuple[str, str, str, int]
Tallies = dict[str, list[Tally]]


def counts(connection: Connection, event: str | None, without: Sequence[str] = ()) -> Counts:
    """How much there is of one event, or of all, but for some visits."""
    counted = _tallies(connection, event, ("people", "runs", "facts"), Mode.SIMULATION, without)
    found = _counts(connection, event, counted)
    others = [prefix_of(mode) + "people" for mode in Mode if mode is not Mode.SIMULATION]
    query = select(func.sum(tallies.c.amount)).where(_of(tallies, event), tallies.c.name.in_(others))
    return replace(found, other_visits=int(connection.execute(query).scalar() or 0))


def summarise(
    connection: Connection, event: str | None, mode: Mode = Mode.SIMULATION, without: Sequence[str] = ()
) -> Summary:
    """Everything the results screen and the report show of the visits of this mode, but for some of them."""
    found = _tallies(connection, event, (), mode, without)
    has_paper = any(RunKind.PAPER in row[1] for row in found.get("order", ()))
    is_told = _of(sessions, event) & (sessions.c.mode == mode.value) & sessions.c.id.not_in(without)
    paper = _paper(connection, is_told) if has_paper else ()
    return _summary(event or "", _counts(connection, event, found), found, paper)


def summarise_some(
    connection: Connection, event: str, session_ids: Select[tuple[str]], mode: Mode = Mode.SIMULATION
) -> Summary:
    """The same of some sessions of an event, which are counted for it; without comments, which are nobody's."""
    found: Tallies = {}
    for key, people in aggregates.stored(connection, session_ids).items():
        if (name := _in_mode(key.name, mode)) is not None:
            found.setdefault(name, []).append((key.persona, key.first, key.second, people))
    paper = _paper(connection, sessions.c.id.in_(session_ids))
    people, runs_done = (sum(row[3] for row in found.get(name, ())) for name in ("people", "runs"))
    return _summary(event, Counts(people=people, runs=runs_done), found, paper)


def visits_digest(connection: Connection, is_told: ColumnElement[bool]) -> str:
    """Made of the ids of these visits, in whatever order a database hands them out."""
    ids = connection.execute(select(sessions.c.id).where(is_told)).scalars()
    return hashlib.sha256("\n".join(sorted(map(str, ids))).encode()).hexdigest()


def _summary(event: str, counted: Counts, found: Tallies, paper: tuple[PaperCount, ...]) -> Summary:
    return Summary(
        event=event,
        counts=counted,
        personas=tuple(sorted((persona, people) for persona, _first, _second, people in found.get("people", ()))),
        pairs={scale: _pairs(found.get(scale.value, ())) for scale in Scale},
        barriers=_barriers(found.get("barrier", ())),
        zoom=_zoom(found.get("zoom", ())),
        outcomes=(
            *_outcomes(RunKind.BARRIER, found.get("outcome-barrier", ())),
            *_outcomes(RunKind.HELPED, found.get("outcome-helped", ())),
        ),
        orders=tuple(
            sorted((OrderCount(row[1], row[3]) for row in found.get("order", ())), key=lambda each: each.order)
        ),
        usefulness=tuple(sorted((float(row[1]), row[3]) for row in found.get("usefulness", ()))),
        paper=paper,
        contact=tuple(sorted((int(row[1]), row[3]) for row in found.get("contact", ()))),
    )


def _in_mode(name: str, mode: Mode) -> str | None:
    """What is counted under this name of visits of this mode; None of others."""
    found, _, rest = name.rpartition(":")
    return rest if found == prefix_of(mode).removesuffix(":") else None


def _tallies(
    connection: Connection, event: str | None, names: Sequence[str], mode: Mode, without: Sequence[str]
) -> Tallies:
    """The tallies with these names (none: all of them), several events added up."""
    keys = (tallies.c.name, tallies.c.persona, tallies.c.first, tallies.c.second)
    query = select(*keys, func.sum(tallies.c.amount)).where(_of(tallies, event)).group_by(*keys)
    if names:
        query = query.where(tallies.c.name.in_([prefix_of(mode) + name for name in names]))
    not_told = _not_told(connection, event, without)
    found: Tallies = {}
    for name, persona, first, second, people in connection.execute(query):
        told = int(people) - not_told[name, persona, first, second]
        if told > 0 and (of_mode := _in_mode(name, mode)) is not None:
            found.setdefault(of_mode, []).append((persona, first, second, told))
    return found


def _not_told(connection: Connection, event: str | None, without: Sequence[str]) -> Counter[tuple[str, str, str, str]]:
    """What these visits add to the tallies of an event, or of all."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for (of, *key), amount in aggregates.stored(connection, without).items() if without else ():
        found[key[0], key[1], key[2], key[3]] += amount * (event in (None, of))
    return found


def _counts(connection: Connection, event: str | None, found: Tallies) -> Counts:
    def total(name: str) -> int:
        return sum(row[3] for row in found.get(name, ()))

    states = _comment_states(connection, event)
    return Counts(
        people=total("people"),
        runs=total("runs"),
        facts=total("facts"),
        comments_waiting=states.get(ReviewState.WAITING.value, 0),
        comments_released=states.get(ReviewState.RELEASED.value, 0),
    )


def _of(table: Table, event: str | None) -> ColumnElement[bool]:
    return true() if event is None else table.c.event == event


def _comment_states(connection: Connection, event: str | None) -> dict[object, int]:
    query = select(comments.c.state, func.count()).where(_of(comments, event)).group_by(comments.c.state)
    return {state: people for state, people in connection.execute(query)}


def _pairs(rows: Iterable[Tally]) -> tuple[PersonaPairs, ...]:
    by_persona: dict[str, list[PairCount]] = {}
    for persona, first, second, people in rows:
        by_persona.setdefault(persona, []).append(PairCount(float(first), float(second), people))
    return tuple(
        PersonaPairs(persona, tuple(sorted(pairs, key=lambda pair: (pair.before, pair.after))))
        for persona, pairs in sorted(by_persona.items())
    )


def _barriers(rows: Iterable[Tally]) -> tuple[BarrierCount, ...]:
    by_barrier: dict[str, dict[str, MetCount]] = {}
    for persona, barrier, outcome, people in rows:
        met = by_barrier.setdefault(barrier, {})
        before = met.get(persona, MetCount(persona, 0))
        completed = people if outcome == Outcome.COMPLETED.value else 0
        met[persona] = MetCount(persona, before.people + people, before.completed + completed)
    found = [BarrierCount(barrier, tuple(met[each] for each in sorted(met))) for barrier, met in by_barrier.items()]
    return tuple(sorted(found, key=lambda each: (-each.people, each.barrier)))


def _zoom(rows: Iterable[Tally]) -> tuple[ZoomCount, ...]:
    found = [ZoomCount(persona, float(first), range_from(second), people) for persona, first, second, people in rows]
    return tuple(sorted(found, key=lambda each: (each.persona, each.chosen, each.comfort or ())))


def _outcomes(run: RunKind, rows: Iterable[Tally]) -> tuple[OutcomeCount, ...]:
    found = [OutcomeCount(persona, run, Outcome(first), people) for persona, first, _second, people in rows]
    return tuple(sorted(found, key=lambda each: (each.persona, each.outcome.value)))


def _paper(connection: Connection, is_asked_for: ColumnElement[bool]) -> tuple[PaperCount, ...]:
    """Runs on paper of ended sessions, with what was said of them."""
    found = connection.execute(_of_paper().where(is_asked_for))
    return tuple(PaperCount(Outcome(outcome), *rest) for outcome, *rest in found)


@cache  # to put it together takes longer than to ask it
def _of_paper() -> Select[Any]:
    said = {question: answers.alias(question) for question in ("ease", "legibility")}
    found = runs.join(sessions, sessions.c.id == runs.c.session_id)
    for question, given in said.items():
        is_of_run = (given.c.session_id == runs.c.session_id) & (given.c.run == RunKind.PAPER.value)
        found = found.outerjoin(given, is_of_run & (given.c.question == question))
    # As a literal: PostgreSQL does not take an expression with parameters for the one it groups by.
    step: ColumnElement[float] = literal_column(str(float(SECONDS_STEP)))
    steps = step * func.round(runs.c.seconds / step)
    alike = (runs.c.outcome, steps, said["ease"].c.number, said["legibility"].c.number)
    is_done = (runs.c.kind == RunKind.PAPER.value) & runs.c.outcome.in_(list(Outcome))
    return select(*alike, func.count()).select_from(found).where(is_done).group_by(*alike).order_by(*alike)
