"""How well people tell what holds a barrier from what holds none, all answers of an event together.

Signal detection (Green & Swets 1966): d′ is how far apart the two kinds lie for those who answer, in standard
deviations; the bias c is below 0 where people say "a barrier" too readily, above 0 where they hold back. With the
log-linear correction (Hautus 1995) neither is without end where everybody was always right.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Answers:
    """How often a barrier was said to be there: of items that hold one, and of items that hold none."""

    with_barrier: int = 0
    hits: int = 0
    without: int = 0
    false_alarms: int = 0

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.with_barrier + other.with_barrier,
            self.hits + other.hits,
            self.without + other.without,
            self.false_alarms + other.false_alarms,
        )


@dataclass(frozen=True, slots=True)
class Detection:
    """`d_prime` in standard deviations; `bias` (c) in the same unit."""

    d_prime: float
    bias: float


def detection(answers: Answers) -> Detection:
    """From the answers of all; 0 and 0 where there are none."""
    hits = _z((answers.hits + 0.5) / (answers.with_barrier + 1))
    alarms = _z((answers.false_alarms + 0.5) / (answers.without + 1))
    return Detection(hits - alarms, -(hits + alarms) / 2)


def _z(share: float) -> float:
    return _NORMAL.inv_cdf(share)
