"""One measured figure, and how samples become one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its unit; `goal` is an upper bound in the same unit, `peers` the same work by others."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    peers: tuple[tuple[str, float], ...] = ()
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        return None if self.goal is None else self.value <= self.goal


def percentile(samples: Sequence[float], percent: float) -> float:
    """The value that `percent` of the samples do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]


def median_ms(work: Callable[[], object], repeats: int = 15, warm_up: int = 3) -> float:
    """Median wall-clock milliseconds of `work`, after warm-up calls that do not count."""
    for _ in range(warm_up):
        work()
    samples = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        samples.append((time.perf_counter() - started) * 1000)
    return statistics.median(samples)
