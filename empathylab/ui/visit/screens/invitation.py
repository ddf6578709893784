"""What somebody is invited to, before they have chosen anybody: the lab's own form twice, or a team's service."""

from __future__ import annotations

from empathylab.domain.service import Pairs, Service
from empathylab.domain.station import Station
from empathylab.files.library import Library

_FORMS = "You fill in a short council form twice: once with barriers, once built well."
_SERVICE = {
    Pairs.WITHOUT_WITH: "You try “{}” twice: without help, then with what helps.",
    Pairs.VERSIONS: "You try “{}” in two versions, one after the other.",
    Pairs.BOTH: "You try “{}” in two versions, each without help and with what helps.",
}


def service_at(station: Station, library: Library) -> Service | None:
    """The service that everybody tries at this station; None where somebody fills in a form of the lab's own."""
    tasks = [library.tasks.get(task) for task in dict.fromkeys(map(station.task_of, station.personas))]
    first = tasks[0] if len(tasks) == 1 else None
    return first if isinstance(first, Service) else None


def invitation(service: Service | None) -> str:
    """In one sentence."""
    return _FORMS if service is None else _SERVICE[service.pairs].format(service.title)
