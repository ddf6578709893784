"""What a facilitator says: a short script for each visit, and words and deeds for hard moments."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, Text

#: The keys of the moments, in their order.
MOMENT_KEYS = "1234567890"


class Deed(StrEnum):
    """What the live view can do at a station, by the words of its command."""

    HELP = "help"
    RESET = "reset"
    END = "end"


class Script(DataModel):
    """What is said at each visit; `key` opens it."""

    id: Id
    title: Annotated[Text, Field(max_length=16)]
    key: Annotated[str, Field(pattern=r"^[A-Z]$")]
    say: Text


class Scene(DataModel):
    """How a rehearsal plays a moment: what is seen in the room, and what the live view tells.

    `still_s`: for so many seconds nobody has pressed a key.
    """

    see: Text
    run: str
    stage: Text
    still_s: float = Field(default=0, ge=0)


class HardMoment(DataModel):
    """A hard moment: what to say, what to do, and, where the live view can do something about it, what."""

    id: Id
    title: Annotated[Text, Field(max_length=24)]
    say: Text
    do: tuple[Text, ...] = Field(min_length=1)
    deed: Deed | None = None
    scene: Scene


class WhatToSay(DataModel):
    """All scripts and hard moments."""

    format: int = Field(ge=1, le=1)
    scripts: tuple[Script, ...] = Field(min_length=1)
    moments: tuple[HardMoment, ...] = Field(min_length=1, max_length=len(MOMENT_KEYS))

    @property
    def by_key(self) -> Mapping[str, Script | HardMoment]:
        """Scripts and moments by the key that opens them."""
        return {**{each.key: each for each in self.scripts}, **dict(zip(MOMENT_KEYS, self.moments, strict=False))}

    def in_words(self, spoken: Mapping[str, str]) -> WhatToSay:
        """With what a place says instead, by the id of a script or a moment."""
        scripts = [each.model_copy(update={"say": spoken.get(each.id, each.say)}) for each in self.scripts]
        moments = [each.model_copy(update={"say": spoken.get(each.id, each.say)}) for each in self.moments]
        return self.model_copy(update={"scripts": tuple(scripts), "moments": tuple(moments)})
