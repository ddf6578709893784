"""Counts of the answers to questions of which one answer is right."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.session import Mode, RunKind
from empathylab.storage.schema import answers, sessions

_RUNS = (RunKind.BARRIER, RunKind.HELPED)


def comprehension(
    connection: Connection, questions: Collection[str], of_event: ColumnElement[bool]
) -> tuple[ComprehensionCount, ...]:
    """Counts by part, persona, question and run; of an answer 1 is kept where it is right, else 0."""
    part = (sessions.c.event, sessions.c.station_name, sessions.c.host, sessions.c.is_assigned)
    alike = (*part, sessions.c.persona, answers.c.question, answers.c.run)
    is_asked = answers.c.question.in_(questions) & answers.c.run.in_([run.value for run in _RUNS])
    is_answered = answers.c.number.in_((0, 1)) & (sessions.c.mode == Mode.SIMULATION.value)
    query = select(*alike, func.count(), func.sum(answers.c.number))
    query = query.join(sessions, sessions.c.id == answers.c.session_id)
    query = query.where(of_event, is_asked, is_answered).group_by(*alike).order_by(*alike)
    return tuple(
        ComprehensionCount("|".join(map(str, place)), persona, question, RunKind(run), people, int(right))
        for *place, persona, question, run, people, right in connection.execute(query)
    )
