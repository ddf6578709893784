"""What changed between two runs of the same people, honestly.

The estimate is Hodges & Lehmann's (1963): the median of all Walsh averages of the differences. The interval is the
one that belongs to Wilcoxon's signed-rank test, from the exact distribution of its statistic. It is given only from
six pairs that differ: with fewer, no 95 % interval exists, and dots and counts say more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
FEWEST_PAIRS = 6
#: Up to here the distribution is counted out; beyond, its normal approximation is as good.
_LARGEST_EXACT = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `confidence` is what the counting gives, at least what was asked."""

    low: float
    high: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Paired:
    """Differences (after − before) of the people who have both. `interval` is None below six pairs that differ."""

    differences: tuple[float, ...]
    improved: int
    same: int
    worse: int
    shift: float | None
    median: float | None
    interval: Interval | None

    @property
    def pairs(self) -> int:
        return len(self.differences)


def compare(
    before: Sequence[float | None],
    after: Sequence[float | None],
    *,
    is_higher_better: bool = True,
) -> Paired:
    """Compare pairs; those where either value is missing are left out. Raise ValueError for unequal lengths."""
    pairs = zip(before, after, strict=True)
    return of_differences(
        [second - first for first, second in pairs if first is not None and second is not None],
        is_higher_better=is_higher_better,
    )


def of_differences(differences: Sequence[float], *, is_higher_better: bool = True) -> Paired:
    """The same from differences that are already there."""
    rises = sum(difference > 0 for difference in differences)
    falls = sum(difference < 0 for difference in differences)
    has_interval = rises + falls >= FEWEST_PAIRS
    return Paired(
        differences=tuple(differences),
        improved=rises if is_higher_better else falls,
        same=len(differences) - rises - falls,
        worse=falls if is_higher_better else rises,
        shift=hodges_lehmann(differences) if differences else None,
        median=float(np.median(differences)) if differences else None,
        interval=wilcoxon_interval(differences) if has_interval else None,
    )


def walsh_averages(differences: Sequence[float]) -> NDArray[np.float64]:
    """All (dᵢ + dⱼ)/2 with i ≤ j, sorted; n·(n+1)/2 of them."""
    values = np.asarray(differences, dtype=np.float64)
    first, second = np.triu_indices(values.size)
    return np.sort((values[first] + values[second]) / 2)


def hodges_lehmann(differences: Sequence[float]) -> float:
    return float(np.median(walsh_averages(differences)))


def wilcoxon_interval(differences: Sequence[float], confidence: float = CONFIDENCE) -> Interval:
    """The narrowest symmetric interval of Walsh averages that holds the asked confidence. Needs six pairs or more."""
    averages = walsh_averages(differences)
    below = _signed_rank_distribution(len(differences))
    rank = int(np.searchsorted(below, (1 - confidence) / 2, side="right")) - 1
    if rank < 0:
        raise ValueError(f"{len(differences)} pairs cannot give an interval of {confidence:.0%}")
    return Interval(float(averages[rank]), float(averages[-1 - rank]), float(1 - 2 * below[rank]))


def _signed_rank_distribution(pairs: int) -> NDArray[np.float64]:
    """P(W ≤ w) for w = 0, 1, … of Wilcoxon's signed-rank statistic without an effect."""
    if pairs > _LARGEST_EXACT:
        return _normal_distribution(pairs)
    ways = np.zeros(pairs * (pairs + 1) // 2 + 1)
    ways[0] = 1.0
    for rank in range(1, pairs + 1):
        ways[rank:] = (ways[rank:] + ways[:-rank]) / 2
        ways[:rank] /= 2
    return np.cumsum(ways)


def _normal_distribution(pairs: int) -> NDArray[np.float64]:
    mean = pairs * (pairs + 1) / 4
    spread = (pairs * (pairs + 1) * (2 * pairs + 1) / 24) ** 0.5
    normal = NormalDist(mean, spread)
    return np.array([normal.cdf(w + 0.5) for w in range(int(mean) + 1)])


def weighted_median(values: list[tuple[float, int]]) -> float:
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
