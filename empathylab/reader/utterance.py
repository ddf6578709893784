"""What is to be said, as data: parts with a meaning, so that what a person typed can be left out of what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.voice import Cue


class PartKind(StrEnum):
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
    """`is_private`: typed or chosen by the person; spoken, never kept."""

    kind: PartKind
    text: str
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """Parts in the order spoken; `language` is a BCP 47 tag or empty; `about` the node it is of, 0 when none.

    `cue` is the sound that comes before it.
    """

    parts: tuple[Part, ...]
    language: str = ""
    about: int = 0
    cue: Cue = Cue.NONE

    @property
    def text(self) -> str:
        return _plain(", ".join(part.text for part in self.parts))

    @property
    def public_text(self) -> str:
        """The same with what the person typed left out."""
        return _plain(", ".join("…" if part.is_private else part.text for part in self.parts))

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    def __add__(self, other: Utterance) -> Utterance:
        return Utterance(self.parts + other.parts, self.language, self.about or other.about, self.cue or other.cue)

    def __bool__(self) -> bool:
        return bool(self.parts)


#: What has no sound: control characters (a terminal would obey them), soft hyphens, spaces of no width.
_SILENT: dict[int, str | None] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0xFEFF))
_HEARD = _SILENT | dict.fromkeys((0x09, 0x0A, 0x0D, 0xA0), " ")


def _plain(text: str) -> str:
    """As it is heard and compared: a no-break space is a space."""
    return text if text.isascii() and text.isprintable() else text.translate(_HEARD)


def notice(text: str) -> Utterance:
    """Something the reader says of its own accord."""
    return Utterance((Part(PartKind.NOTICE, text),))
