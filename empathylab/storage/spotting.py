"""Counts of the answers to pictures and clips, of those who answered them all."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from empathylab.domain.spotting import SpotCount, SpotMoment
from empathylab.storage.schema import answers, sessions

#: Two sets of twelve.
_ALL = 24


def spotted(connection: Connection, of_event: ColumnElement[bool]) -> tuple[SpotCount, ...]:
    """Counts by part, item and answer."""
    is_asked = answers.c.question.like("spot-%") & answers.c.number.is_not(None)
    whole = select(answers.c.session_id).where(is_asked).group_by(answers.c.session_id).having(func.count() == _ALL)
    part = (sessions.c.event, sessions.c.station_name, sessions.c.mode, sessions.c.host, sessions.c.is_assigned)
    alike = (*part, answers.c.question, answers.c.number)
    query = select(*alike, func.count()).join(sessions, sessions.c.id == answers.c.session_id)
    query = query.where(of_event, is_asked, answers.c.session_id.in_(whole)).group_by(*alike).order_by(*alike)
    return tuple(
        SpotCount("|".join(map(str, place)), *_told(question), bool(number), people)
        for *place, question, number, people in connection.execute(query)
    )


def _told(question: str) -> tuple[SpotMoment, str]:
    moment, _, item = question.rpartition("-")
    return SpotMoment(moment), item
