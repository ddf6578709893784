"""Whether two orders have to do with each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's, as SciPy has it, whose statistics take longer to be loaded than all that is asked here."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    """From one; those that are equal have the middle of theirs."""
    _, places, people = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(people) - (people - 1) / 2)[places]
    return ranks
