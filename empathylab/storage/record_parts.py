"""What a summary is made of: each laptop may have had a report of its own before the records came together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from empathylab.domain.roles import HostThere
from empathylab.domain.session import Mode
from empathylab.domain.summary import Summary
from empathylab.storage.schema import sessions

if TYPE_CHECKING:
    from empathylab.storage.reader import RecordsReader


def record_parts(records: RecordsReader, told: RecordsReader, event: str | None, mode: Mode) -> tuple[Summary, ...]:
    """The parts of these records, each summed up as another reader of the same ones does."""
    names = [event] if event is not None else [settings.name for settings in records.events()]
    found = (part for name in names for part in _parts_of(records, told, name, mode))
    return tuple(part for part in found if event is not None or part.counts.people)


def _parts_of(records: RecordsReader, told: RecordsReader, event: str, mode: Mode) -> Iterator[Summary]:
    places = (sessions.c.station_name, sessions.c.host, sessions.c.is_assigned)
    of_mode = records._of(event) & (sessions.c.mode == mode.value)
    query = select(*places).where(of_mode).distinct().order_by(*places)
    with records.snapshot() as connection:
        found = [(name, HostThere(host), bool(drawn)) for name, host, drawn in connection.execute(query)]
        for place in found if len(found) > 1 else ():
            is_there = [column == value for column, value in zip(places, place, strict=True)]
            ids = select(sessions.c.id).where(of_mode, *is_there)
            part = told._of_visits(connection, event, ids, mode)
            yield replace(part, host=place[1], is_assigned=place[2])
    if len(found) < 2:
        _name, host, drawn = found[0] if found else ("", HostThere.NOT_TOLD, False)
        yield replace(told.summary(event, mode), host=host, is_assigned=drawn)
