"""Spot the barrier: two sets of pictures and spoken clips, equal in what they hold, as data."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from empathylab.domain.persona import DataModel, Id, Text
from empathylab.files.paths import assets_dir
from empathylab.files.toml import read_value


class Kind(StrEnum):
    """How an item is shown: as a picture, or as sound."""

    PICTURE = "picture"
    SPOKEN = "spoken"


class SpotItem(DataModel):
    """A page of one of the lab's forms, with one barrier or built well, as a picture or as the reader says it.

    `alt` is what a picture shows in words; `phrases` are what the reader says.
    """

    id: Id
    kind: Kind
    form: Id
    page: Id
    barrier: Id
    has_barrier: bool
    alt: str = ""
    phrases: tuple[Text, ...] = ()

    @property
    def picture(self) -> Path:
        """Where it is; only of pictures."""
        return assets_dir() / "spotting" / "pictures" / f"{self.id}.png"


def _is_even(items: tuple[SpotItem, ...]) -> tuple[SpotItem, ...]:
    for kind in Kind:
        of_kind = [item.has_barrier for item in items if item.kind is kind]
        if len(of_kind) != 6 or sum(of_kind) != 3:
            raise ValueError(f"six of the kind '{kind}' are needed, half of them with a barrier")
    if any(bool(item.phrases) != (item.kind is Kind.SPOKEN) for item in items):
        raise ValueError("phrases belong to what is spoken, and to nothing else")
    return items


class SpotSet(DataModel):
    """One TOML file in assets/spotting/; the order in the file is the order shown."""

    format: int = Field(ge=1, le=1)
    id: Id
    items: Annotated[tuple[SpotItem, ...], AfterValidator(_is_even)]


@cache
def spotting_sets() -> tuple[SpotSet, ...]:
    """Both sets. Raises FileFaults where a file is not as it should be."""
    folder = assets_dir() / "spotting"
    return tuple(read_value(folder / f"set-{name}.toml", SpotSet) for name in ("a", "b"))
