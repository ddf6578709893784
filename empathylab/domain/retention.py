"""The day until which an event's records are kept, and what is said where they are used after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from empathylab.domain.days import day_words
from empathylab.domain.workshop import EventSettings


def due_events(events: Iterable[EventSettings], today: date) -> list[EventSettings]:
    """Events whose records have been kept long enough."""
    return [event for event in events if event.keep_until <= today]


def due_words(keep_until: date, name: str = "It") -> str:
    """Said wherever such records come in or leave; nobody is kept from using them, and nobody overlooks it."""
    return f"{name} was to be deleted on {day_words(keep_until)}: use what you need, then delete it."
