"""Differences within people, also of very many people: the estimate and interval of `measures.paired` from counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from empathylab.domain.records import PersonaPairs, Scale
from empathylab.measures.paired import CONFIDENCE, of_differences

#: Up to here every Walsh average is formed; above, they are counted by value, which is the same and fits in memory.
_LARGEST_LISTED = 400
#: With more different values than this (times in seconds), values are put together in equal steps first.
_MOST_VALUES = 800

HIGHER_IS_BETTER = frozenset({Scale.EASE, Scale.CONFIDENCE, Scale.CAPABLE})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from before to after. `interval` is None below six pairs that differ; `shift` without any pair."""

    people: int
    better: int
    same: int
    worse: int
    shift: float | None
    interval: tuple[float, float] | None


def compare(pairs: PersonaPairs, scale: Scale) -> Comparison:
    """Compare before and after within each person; better and worse as the scale has it."""
    differences = Counter[float]()
    for pair in pairs.pairs:
        differences[pair.after - pair.before] += pair.people
    people = differences.total()
    rises = sum(count for value, count in differences.items() if value > 0)
    falls = sum(count for value, count in differences.items() if value < 0)
    better, worse = (rises, falls) if scale in HIGHER_IS_BETTER else (falls, rises)
    shift, interval = _estimate(differences) if people else (None, None)
    return Comparison(people, better, people - rises - falls, worse, shift, interval)


def _estimate(differences: Counter[float]) -> tuple[float, tuple[float, float] | None]:
    if differences.total() <= _LARGEST_LISTED:
        paired = of_differences(list(differences.elements()))
        assert paired.shift is not None
        return paired.shift, (paired.interval.low, paired.interval.high) if paired.interval else None
    return _estimate_counted(differences)


def _estimate_counted(differences: Counter[float]) -> tuple[float, tuple[float, float]]:
    """Hodges-Lehmann and Wilcoxon's interval (normal approximation) from the number of Walsh averages at each value."""
    values, people = _in_few_values(differences)
    first, second = np.triu_indices(values.size)
    averages = (values[first] + values[second]) / 2
    weights = np.where(first == second, people[first] * (people[first] + 1) / 2, people[first] * people[second])
    order = np.argsort(averages)
    averages, reached = averages[order], np.cumsum(weights[order])
    n = float(people.sum())
    spread = (n * (n + 1) * (2 * n + 1) / 24) ** 0.5
    low_rank = n * (n + 1) / 4 - NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * spread

    def at(rank: float) -> float:
        return float(averages[min(np.searchsorted(reached, rank), averages.size - 1)])

    return at(reached[-1] / 2), (at(low_rank), at(reached[-1] - low_rank))


def _in_few_values(differences: Counter[float]) -> tuple[np.ndarray, np.ndarray]:
    values = np.array(sorted(differences), dtype=np.float64)
    people = np.array([differences[value] for value in values.tolist()], dtype=np.float64)
    if values.size <= _MOST_VALUES:
        return values, people
    step = (values[-1] - values[0]) / _MOST_VALUES
    places, together = np.unique(np.round(values / step), return_inverse=True)
    return places * step, np.bincount(together, weights=people)
