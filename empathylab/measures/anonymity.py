"""Statistical disclosure control: groups smaller than k are not told, and cannot be worked out from the rest.

A number is told in one of two ways only: "at least 15", made lower by lot (`measures.lowering`) and rounded down to a
multiple of k, or "fewer than 5", zero as well. Nothing but a small group is ever bounded from above, so there is no
total from which anything could be subtracted: whatever else is known, a group told as "at least" may be larger, and
what it leaves over may be any number. A small group stays between 0 and k - 1 as long as nothing that was counted
consists of small groups alone; `tell` (a sum whose parts are told elsewhere) and `tell_list` (parts of one whole) see
to that.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from empathylab.domain.workshop import DEFAULT_K
from empathylab.measures.lowering import NOT_LOWERED, Lowering

Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class DisclosedCount:
    """A number of people as it may be told; `least` is how many there are for sure, 0 where nothing is said."""

    least: int
    words: str

    @property
    def is_counted(self) -> bool:
        """Whether it says of anybody that they were there."""
        return self.least > 0

    def raised(self, *told: int) -> DisclosedCount:
        """Never lower than what else is told of the same people, where it says of anybody that they were there."""
        least = max(told, default=0)
        return DisclosedCount(least, at_least(least)) if 0 < self.least < least else self

    def capped(self, whole: DisclosedCount, k: int) -> DisclosedCount:
        """Never more than is told of those whom these people are some of."""
        least = whole.least // max(k, 1) * max(k, 1)
        return DisclosedCount(least, at_least(least)) if 0 < least < self.least else self

    def __str__(self) -> str:
        return self.words


NOT_SHOWN = DisclosedCount(0, "not shown")


def tell(
    parts: Sequence[int], k: int = DEFAULT_K, counted: int = 0, lower: int = 0, *, is_always_told: bool = True
) -> DisclosedCount:
    """The sum of `parts`, each of which may be told by itself somewhere else, and of `counted` who are seen anyway.

    By `lower` people it is told lower, as long as that leaves k; or else, where it may be left out, it is not told.
    What may be left out is never said to be small, and so is bounded by nothing where it is missing.

    A single part is a group that stands alone. Small parts are not added, for each of them is known to be small; nor is
    it said that they are few together, for where that is not said they would be at least k. With k = 1 everything is
    told as it is.
    """
    total = sum(parts)
    if k <= 1:
        return DisclosedCount(total + counted, f"{total + counted:,}")
    if counted + total < k:
        return few(len(parts), k) if is_always_told else NOT_SHOWN
    large = sum(count for count in parts if count >= k)
    fewest = min(large, k) if is_always_told and not counted else 0
    least = counted + max(large - lower, fewest) // k * k
    return DisclosedCount(least, at_least(least)) if least else NOT_SHOWN


def few(parts: int, k: int) -> DisclosedCount:
    """A count of so many small parts, as it may be told."""
    return DisclosedCount(0, f"fewer than {k}") if parts < 2 else NOT_SHOWN


def are_hidden_together(small: Sequence[int], k: int) -> bool:
    """Whether small groups may be told as one: where they are enough, and any of them could be empty all the same."""
    return k <= sum(small) <= (len(small) - 1) * (k - 1)


def at_least(people: int) -> str:
    """A lower bound of people, in words."""
    return f"at least {people:,}"


def tell_list(
    groups: Mapping[Row, Sequence[int]],
    k: int = DEFAULT_K,
    lowering: Lowering = NOT_LOWERED,
    *,
    is_always_told: bool = True,
) -> dict[Row, DisclosedCount]:
    """Groups that make up one whole, each as it may be told."""
    lower = {name: lowering.people(str(name), k) for name in groups}
    told = {name: tell(parts, k, lower=lower[name], is_always_told=is_always_told) for name, parts in groups.items()}
    return as_one_whole(told, k)


def as_one_whole(told: dict[Row, DisclosedCount], k: int) -> dict[Row, DisclosedCount]:
    """Groups that make up one whole as they may be told beside each other: none where none is large enough.

    Else, if something else tells how large the whole is at least, the small groups would have to fill it.
    """
    if k > 1 and not any(each.is_counted for each in told.values()):
        return dict.fromkeys(told, NOT_SHOWN)
    return told
