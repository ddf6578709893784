"""Utterances: what is to be said, in parts, so that what a person typed can be left out of what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.voice import Cue
from empathylab.reader.node import Span
from empathylab.reader.words import LANGUAGE


class PartKind(StrEnum):
    """What a part of an utterance tells of an item."""

    CONTAINER = "container"
    NAME = "name"
    ROLE = "role"
    STATE = "state"
    VALUE = "value"
    DESCRIPTION = "description"
    ERROR = "error"
    POSITION = "position"
    MODE = "mode"
    ECHO = "echo"
    NOTICE = "notice"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an utterance.

    `is_private`: typed or chosen by the person; spoken, never kept.

    `language` is a BCP 47 tag, empty for the utterance's own; `spans` the text again where it changes its language.
    """

    kind: PartKind
    text: str
    is_private: bool = False
    language: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said at once.

    Parts in the order spoken; `language` is a BCP 47 tag or empty; `about` the node it is of, 0 when none.

    `cue` is the sound that comes before it.
    """

    parts: tuple[Part, ...]
    language: str = ""
    about: int = 0
    cue: Cue = Cue.NONE

    @property
    def text(self) -> str:
        """All of it as one phrase."""
        return _plain(", ".join(part.text for part in self.parts))

    @property
    def public_text(self) -> str:
        """The same with what the person typed left out."""
        return _plain(", ".join("…" if part.is_private else part.text for part in self.parts))

    @property
    def spoken(self) -> tuple[Span, ...]:
        """The same text, each stretch with the language whose voice is to speak it."""
        spans: list[Span] = []
        for text, language, _ in self._spans():
            if spans and _is_same(spans[-1].language, language):
                before = spans.pop()
                spans.append(Span(before.text + text, max(before.language, language, key=len)))
            else:
                spans.append(Span(text, language))
        return tuple(Span(_plain(span.text), span.language) for span in spans)

    def _spans(self) -> Iterator[Span]:
        for place, part in enumerate(self.parts):
            end = ", " if place + 1 < len(self.parts) else ""
            *first, last = part.spans or (Span(part.text, self._language_of(part)),)
            yield from first
            yield Span(last.text + end, last.language)

    def _language_of(self, part: Part) -> str:
        """The reader's own words take the page's voice where that is one of their language."""
        is_around = not part.language or (part.language == LANGUAGE and _is_same(LANGUAGE, self.language))
        return self.language if is_around else part.language

    @property
    def word_count(self) -> int:
        """How many words are spoken."""
        return len(self.text.split())

    def __add__(self, other: Utterance) -> Utterance:
        return Utterance(self.parts + other.parts, self.language, self.about or other.about, self.cue or other.cue)

    def __bool__(self) -> bool:
        return bool(self.parts)


def _is_same(one: str, other: str) -> bool:
    """Whether one voice speaks both; what has no language takes its neighbour's."""
    return not one or not other or _primary(one) == _primary(other)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


#: What has no sound: control characters (a terminal would obey them), soft hyphens, spaces of no width.
_SILENT: dict[int, str | None] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0xFEFF))
_HEARD = _SILENT | dict.fromkeys((0x09, 0x0A, 0x0D, 0xA0), " ")


def _plain(text: str) -> str:
    """As it is heard and compared: a no-break space is a space."""
    return text if text.isascii() and text.isprintable() else text.translate(_HEARD)


def notice(text: str, language: str = LANGUAGE) -> Utterance:
    """Something the reader says of its own accord, in its own language or, empty, in the page's."""
    return Utterance((Part(PartKind.NOTICE, text, language=language),))
