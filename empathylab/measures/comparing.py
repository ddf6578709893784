"""Before and after of each person, compared: how many are better and worse, by how much, and what may be said of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto

from empathylab.domain.summary import PersonaPairs, Scale
from empathylab.measures.paired import FEWEST_PAIRS, Interval, estimate
from empathylab.measures.scales import SCALES


class Verdict(Enum):
    """Whether people are better or worse off as a whole; NOT_TOLD where the interval holds nought, or there is none."""

    BETTER = auto()
    WORSE = auto()
    NOT_TOLD = auto()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from before to after.

    `shift` is the typical change, None without any pair; `interval` is None below six pairs that differ. `left_out`
    are the people who were there and have not both values.
    """

    scale: Scale
    people: int
    better: int
    same: int
    worse: int
    shift: float | None
    interval: Interval | None
    left_out: int = 0

    @property
    def verdict(self) -> Verdict:
        """Better or worse, as the scale has it, where the interval leaves no doubt; else not told."""
        if self.interval is None or self.interval.holds_nought:
            return Verdict.NOT_TOLD
        is_up = self.interval.low > 0
        return Verdict.BETTER if is_up is SCALES[self.scale].is_higher_better else Verdict.WORSE


def compare(pairs: PersonaPairs, scale: Scale, people: int | None = None) -> Comparison:
    """Compare before and after within each person; better and worse as the scale has it.

    `people` is how many were there: those without both values are counted as left out.
    """
    differences = Counter[float]()
    for pair in pairs.pairs:
        differences[pair.change] += pair.people
    left_out = 0 if people is None else max(0, people - pairs.people)
    return Comparison(scale, pairs.people, *people_by_way(pairs, scale), *estimate(differences), left_out)


def people_by_way(pairs: PersonaPairs, scale: Scale) -> tuple[int, int, int]:
    """How many are better, the same and worse, as the scale has it."""
    rises = sum(pair.people for pair in pairs.pairs if pair.change > 0)
    falls = sum(pair.people for pair in pairs.pairs if pair.change < 0)
    better, worse = (rises, falls) if SCALES[scale].is_higher_better else (falls, rises)
    return better, pairs.people - rises - falls, worse


def are_enough(people_who_differ: int) -> bool:
    """Whether so many people who differ give an interval."""
    return people_who_differ >= FEWEST_PAIRS
