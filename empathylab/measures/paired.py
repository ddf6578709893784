"""The change between two runs of the same people: the Hodges–Lehmann estimate with Wilcoxon's interval.

The estimate is Hodges & Lehmann's (1963): the median of all Walsh averages of the differences. The interval is the
one that belongs to Wilcoxon's signed-rank test, from the exact distribution of its statistic up to 200 pairs and from
its normal approximation beyond. It is given only from six pairs that differ: with fewer, no 95 % interval exists, and
dots and counts say more. Of very many people the Walsh averages are counted by value instead of listed, which is the
same and fits in memory.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
FEWEST_PAIRS = 6
#: Up to here the distribution is counted out; beyond, its normal approximation is as good.
_LARGEST_EXACT = 200
#: Up to here every Walsh average is formed; above, they are counted by value.
_LARGEST_LISTED = 400
#: With more different values than this (times in seconds), values are put together in equal steps first.
_MOST_VALUES = 800


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `confidence` is what the counting gives, at least what was asked."""

    low: float
    high: float
    confidence: float

    @property
    def holds_nought(self) -> bool:
        """Whether no change at all lies in it."""
        return self.low <= 0 <= self.high


def estimate(differences: Counter[float]) -> tuple[float | None, Interval | None]:
    """The shift and its interval from how many people changed by how much; None where people are too few."""
    people = differences.total()
    if not people:
        return None, None
    has_interval = people - differences[0] >= FEWEST_PAIRS
    if people > _LARGEST_LISTED:
        shift, interval = _estimate_counted(differences)
        return shift, interval if has_interval else None
    averages = walsh_averages(list(differences.elements()))
    return _middle(averages), _interval(averages, people, CONFIDENCE) if has_interval else None


def walsh_averages(differences: Sequence[float]) -> NDArray[np.float64]:
    """All (dᵢ + dⱼ)/2 with i ≤ j, sorted; n·(n+1)/2 of them."""
    values = np.asarray(differences, dtype=np.float64)
    first, second = np.triu_indices(values.size)
    return np.sort((values[first] + values[second]) / 2)


def hodges_lehmann(differences: Sequence[float]) -> float:
    """The typical change: the median of all Walsh averages (Hodges & Lehmann 1963)."""
    return _middle(walsh_averages(differences))


def _middle(averages: NDArray[np.float64]) -> float:
    return float(averages[(averages.size - 1) // 2] + averages[averages.size // 2]) / 2


def wilcoxon_interval(differences: Sequence[float], confidence: float = CONFIDENCE) -> Interval:
    """The narrowest symmetric interval of Walsh averages that holds the asked confidence. Needs six pairs or more."""
    return _interval(walsh_averages(differences), len(differences), confidence)


def _interval(averages: NDArray[np.float64], pairs: int, confidence: float) -> Interval:
    rank, given = _rank_of(pairs, confidence)
    return Interval(float(averages[rank]), float(averages[-1 - rank]), given)


@cache
def _rank_of(pairs: int, confidence: float) -> tuple[int, float]:
    """The place of the interval's low end among the Walsh averages, and the confidence that it gives."""
    below = _signed_rank_distribution(pairs)
    rank = int(np.searchsorted(below, (1 - confidence) / 2, side="right")) - 1
    if rank < 0:
        raise ValueError(f"{pairs} pairs cannot give an interval of {confidence:.0%}")
    return rank, float(1 - 2 * below[rank])


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
    normal = NormalDist(mean, _spread(pairs))
    return np.array([normal.cdf(w + 0.5) for w in range(int(mean) + 1)])


def _spread(pairs: float) -> float:
    """The standard deviation of Wilcoxon's statistic without an effect."""
    return float((pairs * (pairs + 1) * (2 * pairs + 1) / 24) ** 0.5)


def _estimate_counted(differences: Counter[float]) -> tuple[float, Interval]:
    """The same (normal approximation) from the number of Walsh averages at each value."""
    values, people = _in_few_values(differences)
    first, second = np.triu_indices(values.size)
    averages = (values[first] + values[second]) / 2
    weights = np.where(first == second, people[first] * (people[first] + 1) / 2, people[first] * people[second])
    order = np.argsort(averages)
    averages, reached = averages[order], np.cumsum(weights[order])
    n, total = float(people.sum()), int(reached[-1])
    least = math.floor(n * (n + 1) / 4 - NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * _spread(n) - 0.5) + 1

    def at(place: int) -> float:
        """The average at a place counted from 1."""
        return float(averages[np.searchsorted(reached, place)])

    shift = (at((total + 1) // 2) + at(total // 2 + 1)) / 2
    return shift, Interval(at(least), at(total - least + 1), CONFIDENCE)


def _in_few_values(differences: Counter[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    values = np.array(sorted(differences), dtype=np.float64)
    people = np.array([differences[value] for value in values.tolist()], dtype=np.float64)
    if values.size <= _MOST_VALUES:
        return values, people
    step = (values[-1] - values[0]) / _MOST_VALUES
    places, together = np.unique(np.round(values / step), return_inverse=True)
    return places * step, np.bincount(together, weights=people).astype(np.float64)
