"""Events' settings: rows to values and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from empathylab.domain.roles import Roles
from empathylab.domain.words import visible
from empathylab.domain.workshop import OFFERED_K, EventSettings
from empathylab.storage import stored


def event_values(settings: EventSettings) -> dict[str, object]:
    """The row of an event."""
    ethics = [[answer.principle.value, answer.is_met, answer.why] for answer in settings.ethics]
    return {
        "name": settings.name,
        "held_on": settings.held_on,
        "keep_until": settings.keep_until,
        "k": settings.k,
        "language": settings.language,
        "stations": json.dumps(list(settings.stations)),
        "ethics": json.dumps(ethics, ensure_ascii=False),
        "place": visible(settings.place),
        "run_by": visible(settings.run_by),
        "roles": roles_text(settings.roles),
    }


def roles_text(roles: Roles) -> str:
    """The roles as JSON; `stored.roles` reads it."""
    return json.dumps(
        {"host": roles.host.value, "facilitator": roles.has_facilitator, "apprentice": roles.has_apprentice}
    )


def event_of(row: Mapping[str, object]) -> EventSettings:
    """An event from its row. A setting that is damaged has the most careful value instead: no event is left out."""
    return EventSettings(**{name: _or_careful(row, name) for name in row})


def _or_careful(row: Mapping[str, object], name: str) -> Any:
    try:
        return stored.CONVERTERS["events"][name](row[name])
    except stored.UNSOUND:
        return _careful(row, name)


def _careful(row: Mapping[str, object], name: str) -> object:
    """Hide larger groups, keep no longer than usual; a day that cannot be known is today."""
    today = datetime.now().astimezone().date()
    return {
        "name": str(row["name"]),
        "held_on": today,
        "keep_until": today,
        "k": max(OFFERED_K),
        "language": "en",
        "stations": (),
        "ethics": (),
        "place": "",
        "run_by": "",
        "roles": Roles(),
    }[name]
