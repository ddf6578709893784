"""What somebody is invited to, before they have chosen anybody: the lab's own form twice, or a team's service."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.persona import Persona
from empathylab.domain.service import Pairs, Service
from empathylab.domain.station import Station
from empathylab.files.library import Library

_FORMS = "You fill in a short council form twice: once with barriers, once built well."
_SERVICE = {
    Pairs.WITHOUT_WITH: "You try “{}” twice: without help, then with what helps.",
    Pairs.VERSIONS: "You try “{}” in two versions, one after the other.",
    Pairs.BOTH: "You try “{}” in two versions, each without help and with what helps.",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """All that the first screen shows of the set-up: who can be met, alone and worn together, and what they try."""

    people: tuple[Persona, ...]
    together: tuple[tuple[Persona, ...], ...] = ()
    extra_minutes: int = 0
    service: Service | None = None


def offer_at(station: Station, library: Library) -> Offer:
    """Of the personas those that could be loaded: a broken file costs one persona, not the station."""

    def people(ids: tuple[str, ...]) -> tuple[Persona, ...]:
        return tuple(library.personas[each] for each in ids)

    together = tuple(map(people, station.together))
    return Offer(people(station.personas), together, station.extra_minutes, service_at(station, library))


def service_at(station: Station, library: Library) -> Service | None:
    """The service that everybody tries at this station; None where somebody fills in a form of the lab's own."""
    tasks = [library.tasks.get(task) for task in dict.fromkeys(map(station.task_of, station.personas))]
    first = tasks[0] if len(tasks) == 1 else None
    return first if isinstance(first, Service) else None


def invitation(service: Service | None) -> str:
    """In one sentence."""
    return _FORMS if service is None else _SERVICE[service.pairs].format(service.title)
