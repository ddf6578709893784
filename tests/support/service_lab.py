"""A station whose task is a service of a team's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtTest import QSignalSpy

from empathylab.domain.service import Finish, NamedField, Pairs, Service, Version
from empathylab.domain.task import CardLine
from empathylab.session.stages import Stage
from support.own_page_lab import page_js
from support.participant_lab import Station

SERVICE_ID = "order-bin"
FINISH = Finish(heading="Order sent")


def service_at(*addresses: str, pairs: Pairs = Pairs.WITHOUT_WITH, finish: Finish = FINISH, **changes: Any) -> Service:
    """A service that begins at these addresses: today's, and the new version's."""
    names = (("today", "Today's service"), ("new", "The new one"))
    versions = [
        Version(id=name, name=words, starts_at=address)
        for (name, words), address in zip(names, addresses, strict=False)
    ]
    origins = dict.fromkeys(f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, addresses))
    card = (CardLine(field="full-name", label="Name", value="Sam Reed"),)
    given = {
        "format": 1,
        "kind": "service",
        "id": SERVICE_ID,
        "title": "Order a bin",
        "service": "Northmere Council",
        "intro": "Order a bin.",
        "pairs": pairs,
        "versions": tuple(versions),
        "finished_when": finish,
        "allowed": tuple(origins),
        "fields": (NamedField(id="full-name", label="Full name"),),
        "cards": {"a": card, "b": card},
    }
    return Service.model_validate({**given, **changes})


def offer(station: Station, service: Service, **changes: Any) -> None:
    """From the next visitor on the station is at this service."""
    director = station.director
    library = replace(director.services.library, tasks={**director.services.library.tasks, service.id: service})
    changed = director.services.station.model_copy(update={"task": service.id, "forms": {}, **changes})
    director.change_station(changed, library)


def begin_run(station: Station, persona: str = "claudia", stage: Stage = Stage.FIRST) -> None:
    """The visitor is at the service, and its page is ready."""
    station.agree(persona)
    ready = QSignalSpy(station.lab.window.view.ready)
    station.go_to(stage)
    station.wait(ready.count, "the service")


def focus_on(station: Station, element: str) -> None:
    """The page's own focus is on this element."""

    def is_there() -> bool:
        station.lab.window.view.page_focus(element)
        return bool(page_js(station, "document.activeElement?.id") == element)

    station.wait(is_there, f"the focus on {element}")


def outcomes(station: Station) -> Sequence[str]:
    return [outcome.value for outcome in station.visit.outcomes.values()]
