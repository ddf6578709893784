"""Reports on one event that are made one after another: what the later tells and the earlier did not is of k people.

Set side by side, two reports tell what came between them: one visit more, and its answers are a line of each chart. So
visits come into a further report in company: those with a persona that was told of already only with k - 1 others who
wore it, and at each place (machine, host, lot) with k - 1 others at all. A persona of whom few were there before has no
line in the earlier report, from which its people could be taken away; it comes in with whoever else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

Group = TypeVar("Group", bound=Hashable)


class Visits(NamedTuple):
    """How many visits of a group an earlier report told of, and how many came since."""

    told: int
    new: int


def entering(groups: Mapping[Group, Visits], place_of: Callable[[Group], Hashable], k: int) -> frozenset[Group]:
    """The groups whose new visits a further report may tell of."""
    at_place: defaultdict[Hashable, dict[Group, int]] = defaultdict(dict)
    for group, visits in groups.items():
        if visits.new and (visits.told < k or visits.new >= k):
            at_place[place_of(group)][group] = visits.new
    return frozenset(group for there in at_place.values() if sum(there.values()) >= k for group in there)
