"""The median of values that are counted."""

from __future__ import annotations

from collections.abc import Iterable


def weighted_median(values: Iterable[tuple[float, int]]) -> float:
    """The middle value when each is held by so many people; of two middles what lies between them; of nobody's, 0."""
    ordered = sorted((value, people) for value, people in values if people)
    half = sum(people for _, people in ordered) / 2
    reached = 0
    for place, (value, people) in enumerate(ordered):
        reached += people
        if reached == half:
            return (value + ordered[place + 1][0]) / 2
        if reached > half:
            return value
    return 0.0
