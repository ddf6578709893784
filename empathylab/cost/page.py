"""A page as it is priced: what the reader knows of it, what Tab came to, where things stand. Frozen; no Qt."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from empathylab.reader.page_messages import Box, PageOpened

logger = logging.getLogger(__name__)

_Numbered = tuple[int, float, float, float, float]


class _Message(BaseModel):
    """Of the page's scripts (assets/js/page-cost*.js), which have the same names in camel case."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True, strict=True)


class Control(_Message):
    """What can be acted on.

    `said` are the words on the screen that name it, `box` is what takes a click, its labels with it, `key` its own
    name in the page, of a link where it leads. `group`: radio buttons of one question; `is_covered`: its words go
    away with the first key.
    """

    id: int
    said: str
    box: Box
    key: str
    group: str
    is_in_form: bool
    is_way_on: bool
    is_covered: bool
    is_list: bool


class Pressable(_Message):
    """What a pointer presses, or drags, and Tab does not come to; of an answer `key` names the question."""

    id: int
    name: str
    box: Box
    is_in_form: bool
    is_dragged: bool
    is_answer: bool
    key: str


class MediaItem(_Message):
    """A film or a sound, and how long it lasts, 0 where nobody knows.

    Whether words in the page say the same, and whether the page plays it by itself.
    """

    id: int
    duration_s: float
    is_in_words: bool
    is_by_itself: bool


class KeptBack(_Message):
    """A button that sends nothing, and the fields that nobody can answer and without which the engine sends nothing."""

    id: int
    fields: tuple[str, ...]


class MagnifiedPage(_Message):
    """A page in a window a quarter as wide: where nodes stand, and which have words that are cut off there."""

    places: tuple[_Numbered, ...] = ()
    cut: tuple[int, ...] = ()


class VisiblePage(_Message):
    """What is seen of a page in its window, in CSS pixels of the document.

    `owners` tell which question a node's words belong to, `contrasts` how well they are seen (1 to 21); `limit_s` is
    the time after which the page ends by itself, 0: never.
    """

    width: float
    height: float
    limit_s: float
    places: tuple[_Numbered, ...]
    owners: tuple[tuple[int, int], ...]
    contrasts: tuple[tuple[int, float], ...]
    controls: tuple[Control, ...]
    pressables: tuple[Pressable, ...]


@dataclass(frozen=True, slots=True)
class CostPage:
    """A page as its price is worked out from it.

    `stops` are what real presses of Tab came to, by node, in order; of `unseen_stops` nothing shows that they have the
    focus; `leaving` send the page away at the first key, or as soon as Tab comes to them.
    """

    page: PageOpened
    sight: VisiblePage
    stops: tuple[int, ...] = ()
    unseen_stops: frozenset[int] = frozenset()
    leaving: frozenset[int] = frozenset()
    magnified: MagnifiedPage = MagnifiedPage()
    sounds: tuple[MediaItem, ...] = ()
    width_px: int = 1280
    height_px: int = 800
    kept_back: tuple[KeptBack, ...] = ()


_IDS = TypeAdapter(tuple[int, ...])
_SOUNDS = TypeAdapter(tuple[MediaItem, ...])
_KEPT_BACK = TypeAdapter(tuple[KeptBack, ...])


def visible_page_from(text: str) -> VisiblePage | None:
    """What the page's script tells; None, with a line in the log, when it is broken."""
    try:
        return VisiblePage.model_validate_json(text)
    except ValidationError as fault:
        logger.warning("A page's costs cannot be read: %d faults", fault.error_count())
        return None


def magnified_from(text: str) -> MagnifiedPage:
    """Where nodes stand there; nowhere when the answer is broken."""
    try:
        return MagnifiedPage.model_validate_json(text)
    except ValidationError:
        return MagnifiedPage()


def sounds_from(text: str) -> tuple[MediaItem, ...]:
    """Films and sounds; none when the answer is broken."""
    try:
        return _SOUNDS.validate_json(text, strict=True)
    except ValidationError:
        return ()


def kept_back_from(text: str) -> tuple[KeptBack, ...]:
    """Forms that nobody can send; none when the answer is broken."""
    try:
        return _KEPT_BACK.validate_json(text, strict=True)
    except ValidationError:
        return ()


def ids_from(text: str) -> tuple[int, ...]:
    """Numbers of nodes; none when the answer is broken."""
    try:
        return _IDS.validate_json(text, strict=True)
    except ValidationError:
        return ()
