"""Events' settings, comments and actions: rows to values and back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from empathylab.domain.records import (
    ActionRecord,
    CommentRecord,
    EthicsAnswer,
    EventSettings,
    Principle,
    ReviewState,
)


def event_values(settings: EventSettings) -> dict[str, Any]:
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
    }


def event_of(row: Row[Any]) -> EventSettings:
    ethics = tuple(EthicsAnswer(Principle(name), bool(met), why) for name, met, why in json.loads(row.ethics))
    return EventSettings(
        name=row.name,
        held_on=row.held_on,
        keep_until=row.keep_until,
        k=row.k,
        language=row.language,
        stations=tuple(json.loads(row.stations)),
        ethics=ethics,
    )


def comment_of(row: Row[Any]) -> CommentRecord:
    return CommentRecord(
        id=row.id,
        event=row.event,
        station=row.station,
        question=row.question,
        text=row.text,
        redacted_text=row.redacted_text,
        state=ReviewState(row.state),
        theme=row.theme,
        tags=tuple(json.loads(row.tags)),
    )


def action_of(row: Row[Any]) -> ActionRecord:
    return ActionRecord(row.id, row.event, row.text, row.owner, row.is_done, row.due_on)
