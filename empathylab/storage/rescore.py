"""Computes all scores again from the events: compares them with the stored ones, or brings those up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, RowMapping, delete, select

from empathylab.storage import aggregates, scoring
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import SCORE_COLUMNS, met, results, runs
from empathylab.storage.store import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored score that is not what the events give."""

    session_id: str
    where: str
    stored: object
    computed: object


def differences(reader: RecordsReader, event: str | None = None) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """Each ended session's id with what differs, one session in memory at a time."""
    for session in reader.sessions(event):
        with reader.snapshot() as connection:
            yield session.id, tuple(_compare(connection, session.id))


def update(store: Store, session_ids: list[str]) -> None:
    """Replace the stored scores of these sessions by computed ones."""
    for session_id in session_ids:
        store.write(partial(_replace, session_id=session_id))


def _compare(connection: Connection, session_id: str) -> Iterator[Difference]:
    if scoring.events_of(connection, session_id) is None:
        return
    scores = scoring.compute(connection, session_id)
    for row in connection.execute(select(runs).where(runs.c.session_id == session_id)).mappings():
        expected = scores.of_runs[row["position"]]
        yield from _unequal(session_id, f"run {row['position']}", row, expected, (*SCORE_COLUMNS, "score"))
    stored = connection.execute(select(results).where(results.c.session_id == session_id)).mappings().one_or_none()
    yield from _unequal(session_id, "results", stored or {}, scores.result, tuple(scores.result))
    barriers = connection.execute(select(met.c.barrier).where(met.c.session_id == session_id)).scalars()
    if sorted(barriers) != list(scores.barriers):
        yield Difference(session_id, "barriers met", "other barriers", ", ".join(scores.barriers))


def _unequal(
    session_id: str,
    where: str,
    stored: RowMapping | Mapping[str, object],
    computed: Mapping[str, object],
    names: tuple[str, ...],
) -> Iterator[Difference]:
    for name in names:
        if stored.get(name) != computed[name]:
            yield Difference(session_id, f"{where}, {name}", stored.get(name), computed[name])


def _replace(connection: Connection, session_id: str) -> None:
    scores = scoring.compute(connection, session_id)
    aggregates.add(connection, aggregates.stored(connection, [session_id]), sign=-1)
    for table in (results, met):
        connection.execute(delete(table).where(table.c.session_id == session_id))
    scoring.keep(connection, session_id, scores)
