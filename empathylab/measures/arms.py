"""Whether groups that were drawn by lot changed differently: Kruskal and Wallis's test (1952).

Its chance is counted over permutations of who was in which group, which holds whatever the ties; of very many people
it comes from the distribution that the statistic tends to.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 1_999
#: Above so many people the limit is as good.
_MOST_PERMUTED = 600
_SEED = 1952


def chance_of_difference(groups: Sequence[Counter[float]], permutations: int = PERMUTATIONS) -> float:
    """How likely groups are to differ so much or more if the lot alone made them differ; 1.0 without any people.

    Each of two or three groups is how many people changed by how much. The same people give the same number.
    """
    changes = [np.array(sorted(group.elements())) for group in groups if group.total()]
    if len(changes) < 2:
        return 1.0
    sizes = np.array([each.size for each in changes])
    ranks = _ranks(np.concatenate(changes))
    if np.ptp(ranks) == 0:
        return 1.0
    if ranks.size > _MOST_PERMUTED:
        half = max(0.0, _statistic(ranks, sizes)) / 2
        return math.exp(-half) if sizes.size == 3 else math.erfc(math.sqrt(half))
    observed = _between(ranks[np.newaxis], sizes)[0]
    shuffled = np.random.default_rng(_SEED).permuted(np.tile(ranks, (permutations, 1)), axis=1)
    as_much = int(np.count_nonzero(_between(shuffled, sizes) >= observed - 1e-9))
    return (1 + as_much) / (1 + permutations)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 1; equal values share the middle of theirs."""
    _values, places, ties = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(ties) - (ties - 1) / 2)[places], dtype=np.float64)


def _between(ranks: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of each row, how far the groups' ranks lie apart; rises as the statistic does."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    sums = np.add.reduceat(ranks, starts, axis=1)
    return np.asarray((sums**2 / sizes).sum(axis=1))


def _statistic(ranks: NDArray[np.float64], sizes: NDArray[np.int64]) -> float:
    """H, with its correction for ties."""
    n = ranks.size
    _values, ties = np.unique(ranks, return_counts=True)
    tied = 1 - float((ties**3 - ties).sum()) / (n**3 - n)
    return float((12 / (n * (n + 1)) * _between(ranks[np.newaxis], sizes)[0] - 3 * (n + 1)) / tied)
