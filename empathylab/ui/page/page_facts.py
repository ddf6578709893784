"""Facts that a page's probe tells: ids, counts and places. Whatever does not look like one is dropped here."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

logger = logging.getLogger(__name__)

_SLUG = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,47}")
_MAX_MESSAGE_CHARS = 2_000
_MAX_COUNT = 1_000
_Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Focused:
    """Something has the focus now."""

    field: str
    is_form_field: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A field has the focus no longer."""

    field: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the form is there."""

    page: str


@dataclass(frozen=True, slots=True)
class ErrorsShown:
    """The form shows so many errors."""

    count: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody tried to send a page of the form."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met a barrier."""

    barrier: str


@dataclass(frozen=True, slots=True)
class HelpUsed:
    """A help inside the page was used."""

    id: str


@dataclass(frozen=True, slots=True)
class ShiftPressed:
    """Whether the page itself does something at Shift."""

    is_used: bool


@dataclass(frozen=True, slots=True)
class Unannounced:
    """Something came as a surprise; `place` is the element that it is about, for a team at its own page."""

    kind: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class VagueWords:
    """How many vague phrases the page has, and which of the lab's list."""

    count: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The form's last page, and how it ended: "completed" or another word."""

    outcome: str


PageFact = (
    Focused | Left | Shown | ErrorsShown | Sent | Met | HelpUsed | ShiftPressed | Unannounced | VagueWords | Ended
)

#: What can come as a surprise, in words.
SURPRISES = {
    "page": "A page that nobody had asked for or told of",
    "moved": "A control that stood elsewhere on the page before",
    "renamed": "A button that was called otherwise on the page before",
    "timer": "A clock that ran down",
    "sound": "A sound that nobody had asked for",
    "movement": "Something that moved by itself after five seconds",
}
_MOST_PLACE_CHARS, _MOST_WORDS = 80, 10

#: The same at a form, a service and a team's own page: kinds and counts.
METERS: Mapping[str, Callable[[_Facts], PageFact | None]] = {
    "surprise": lambda facts: _surprise(facts),
    "vague": lambda facts: VagueWords(number_in(facts, "count", 0), _listed(facts, "words")),
}

_FACTS: Mapping[str, Callable[[_Facts], PageFact | None]] = {
    "focused": lambda facts: Focused(_slug(facts, "field"), facts.get("is_form_field") is True),
    "left": lambda facts: Left(_slug(facts, "field")),
    "page": lambda facts: Shown(_slug(facts, "page")),
    "errors": lambda facts: ErrorsShown(_count(facts)),
    "submit": lambda facts: Sent(),
    "barrier": lambda facts: Met(_slug(facts, "id")),
    "timeout": lambda facts: Met("timeout"),
    "help": lambda facts: HelpUsed(_slug(facts, "id")),
    "shift": lambda facts: ShiftPressed(facts.get("is_used") is True),
    **METERS,
    "outcome": lambda facts: Ended(_slug(facts, "outcome")),
}


def facts_of(text: str) -> _Facts | None:
    """The facts of a message; None when it has none."""
    facts = _json(text)
    return facts if isinstance(facts, dict) else None


def fact_from(kind: str, text: str) -> PageFact | None:
    """One fact, JSON of this kind; None, with a line in the log, when it is none.

    A page of a visitor's own may name its things as it likes: what is no short id becomes an empty one.
    """
    read, facts = _FACTS.get(kind), facts_of(text)
    if read is None or facts is None:
        logger.info("A page's probe sent something unknown or broken: %.40s", kind)
        return None
    return read(facts)


def place_from(text: str) -> tuple[int, int, int, int]:
    """x, y, width, height in CSS px of what has the focus; zeros when nothing has."""
    place = _json(text)
    if isinstance(place, list) and len(place) == 4 and all(type(number) is int for number in place):
        return place[0], place[1], place[2], place[3]
    return 0, 0, 0, 0


def _json(text: str) -> object:
    if len(text) > _MAX_MESSAGE_CHARS:
        return None
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _slug(facts: _Facts, key: str) -> str:
    value = facts.get(key)
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else ""


def _surprise(facts: _Facts) -> Unannounced | None:
    kind, place = facts.get("id"), facts.get("place")
    told = place[:_MOST_PLACE_CHARS] if isinstance(place, str) else ""
    return Unannounced(kind, told) if isinstance(kind, str) and kind in SURPRISES else None


def _listed(facts: _Facts, key: str) -> tuple[str, ...]:
    values = facts.get(key)
    return tuple(str(value)[:_MOST_PLACE_CHARS] for value in values[:_MOST_WORDS]) if isinstance(values, list) else ()


def _count(facts: _Facts) -> int:
    return number_in(facts, "count", 1)


def number_in(facts: _Facts, key: str, otherwise: int) -> int:
    """A whole number from 0 up to what a page can have."""
    number = facts.get(key)
    return max(0, min(_MAX_COUNT, number)) if type(number) is int else otherwise
