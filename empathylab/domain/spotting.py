"""Spot the barrier: what the people of an event said of each picture and clip, as counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpotMoment(StrEnum):
    """Before the first form, or after what happened; the questions' ids begin so."""

    BEFORE = "spot-before"
    AFTER = "spot-after"


@dataclass(frozen=True, slots=True)
class SpotCount:
    """`people` of one part of an event said of this item that it holds a barrier, or that it holds none.

    Only of those who answered both sets to their end.
    """

    part: str
    moment: SpotMoment
    item: str
    said_barrier: bool
    people: int


def spot_question(moment: SpotMoment, item: str) -> str:
    """The id under which an answer is kept: 1 for a barrier, 0 for none."""
    return f"{moment.value}-{item}"
