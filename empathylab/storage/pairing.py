"""Visits and their follow-ups, paired by what is kept of three words; handed out as counts alone."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, true

from empathylab.domain.pairing import LastingCount
from empathylab.domain.session import Mode
from empathylab.domain.summary import Scale
from empathylab.storage.schema import pairings, results, sessions

#: Asked again weeks later.
ASKED_AGAIN = (Scale.CONFIDENCE, Scale.CAPABLE, Scale.PITY, Scale.ANXIETY)
_IS_FOLLOW_UP = sessions.c.mode == Mode.FOLLOW_UP.value


def salts(connection: Connection) -> tuple[str, ...]:
    """Every salt that words were hashed with."""
    return tuple(connection.execute(select(pairings.c.salt).distinct()).scalars())


def salt_of(connection: Connection, event: str) -> str:
    """The event's, a new one where nobody had words yet."""
    query = select(func.min(pairings.c.salt)).join(sessions, sessions.c.id == pairings.c.session_id)
    found = connection.execute(query.where(sessions.c.event == event)).scalar()
    return str(found) if found else secrets.token_hex(16)


def is_first_visits(connection: Connection, digest: str) -> bool:
    """Whether a first visit has words with this hash."""
    query = select(pairings.c.session_id).join(sessions, sessions.c.id == pairings.c.session_id)
    return connection.execute(query.where(pairings.c.digest == digest, ~_IS_FOLLOW_UP).limit(1)).first() is not None


def lasting(
    connection: Connection, event: str | None, is_told: ColumnElement[bool] | None = None
) -> tuple[LastingCount, ...]:
    """How people of this event answered at the end of a simulation and weeks later; of visits that are told of.

    Two visits with the same words pair with nobody, for whose they are cannot be told. Of two follow-ups with the same
    words the first one counts.
    """
    of_told = true() if is_told is None else is_told
    first = _one_each(connection.execute(_answers(of_told & ~_IS_FOLLOW_UP)), is_first_kept=False)
    later = _one_each(connection.execute(_answers(of_told & _IS_FOLLOW_UP)), is_first_kept=True)
    pairs = ((row, later[key]) for key, row in first.items() if key in later)
    found = Counter(each for row, weeks_later in pairs for each in _pairs(row, weeks_later, event))
    return tuple(LastingCount(*key, people) for key, people in sorted(found.items()))


def _answers(condition: Any) -> Select[Any]:
    asked = [results.c[f"{scale.value}_after"] for scale in ASKED_AGAIN]
    of = (
        sessions.c.event,
        sessions.c.persona,
        sessions.c.mode,
        sessions.c.station_name,
        sessions.c.host,
        sessions.c.is_assigned,
    )
    query = select(pairings.c.salt, pairings.c.digest, *of, *asked)
    joined = query.join(sessions, sessions.c.id == pairings.c.session_id)
    with_results = joined.join(results, results.c.session_id == pairings.c.session_id)
    return with_results.where(condition).order_by(sessions.c.started_on, sessions.c.id)


def _one_each(rows: Any, *, is_first_kept: bool) -> dict[tuple[str, str], Row[Any]]:
    found: dict[tuple[str, str], Row[Any]] = {}
    twice = set()
    for row in rows:
        key = (row.salt, row.digest)
        if key in found:
            twice.add(key)
        else:
            found[key] = row
    return found if is_first_kept else {key: row for key, row in found.items() if key not in twice}


def _pairs(first: Row[Any], later: Row[Any], event: str | None) -> Iterator[tuple[str, str, Scale, int, int]]:
    if first.mode != Mode.SIMULATION.value or event not in (None, first.event):
        return
    part = "|".join(map(str, (first.event, first.station_name, first.host, first.is_assigned)))
    for scale in ASKED_AGAIN:
        name = f"{scale.value}_after"
        now, weeks_later = getattr(first, name), getattr(later, name)
        if now is not None and weeks_later is not None:
            yield part, first.persona, scale, now, weeks_later
