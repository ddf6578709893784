"""Reports on one event that are made one after another: what the later tells and the earlier did not is of k people.

Set side by side, two reports tell what came between them: one visit more, and its answers are a line of each chart. So
visits come into a further report in company: k or more at once of each group that a report may draw together. How many
were there before has no say, for what follows from it would tell of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)


def entering(new: Mapping[Group, int], k: int) -> frozenset[Group]:
    """The groups whose new visits, so many, a further report may tell of."""
    return frozenset(group for group, visits in new.items() if visits >= k)
