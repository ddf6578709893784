"""One measured figure, and how samples become one."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

#: Takes one sample: does the work once and gives what it cost.
Sample = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its unit; `goal` is an upper bound in the same unit, `peers` the same work by others.

    `times` says how many times the first peer's work it took, and `goal_times` how many at most: what a busy computer
    does to both alike is not in it.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    peers: tuple[tuple[str, float], ...] = ()
    note: str = ""
    times: float | None = None
    goal_times: float | None = None


@dataclass(frozen=True, slots=True)
class PairedMedians:
    """Work and its peer, measured by turns: the median of each, and the median of the pairs' ratios."""

    ours: float
    peer: float
    times: float


def by_turns(ours: Sample, peer: Sample, turns: int, warm_up: int = 1) -> PairedMedians:
    """Measure a peer and our work by turns, so that whatever else the computer does, it does to both."""
    for _ in range(warm_up):
        peer()
        ours()
    pairs = [(peer(), ours()) for _ in range(turns)]
    return PairedMedians(
        ours=statistics.median(mine for _, mine in pairs),
        peer=statistics.median(other for other, _ in pairs),
        times=statistics.median(mine / other for other, mine in pairs),
    )


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times a peer's percentile ours is, and between what 95 of 100 such measurements would lie."""

    times: float
    least: float
    most: float


_RESAMPLES = 400


def ratio_at(percent: float, turns: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Ratio:
    """The ratio of a percentile over all turns, each of which has samples of ours and of a peer.

    Its interval is found by drawing turns anew, whole ones: what disturbs a turn disturbs its samples together.
    """
    chance = random.Random(1)
    drawn = sorted(_ratio(percent, chance.choices(turns, k=len(turns))) for _ in range(_RESAMPLES))
    return Ratio(_ratio(percent, turns), percentile(drawn, 2.5), percentile(drawn, 97.5))


def _ratio(percent: float, turns: Sequence[tuple[Sequence[float], Sequence[float]]]) -> float:
    ours, peer = (percentile([each for turn in turns for each in turn[place]], percent) for place in (0, 1))
    return ours / peer


def wall_ms(work: Callable[[], object]) -> float:
    """Milliseconds by the clock on the wall."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def wall_s(work: Callable[[], object]) -> float:
    """Seconds by the clock on the wall."""
    return wall_ms(work) / 1000


def cpu_s(work: Callable[[], object]) -> float:
    """Processor seconds of this process, all its threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def of_wall(work: Callable[[], object]) -> Sample:
    """Work as a sample in milliseconds."""
    return partial(wall_ms, work)


def percentile(samples: Sequence[float], percent: float) -> float:
    """The value that `percent` of the samples do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]


def median_ms(work: Callable[[], object], repeats: int = 15, warm_up: int = 3) -> float:
    """Median wall-clock milliseconds of `work`, after warm-up calls that do not count."""
    for _ in range(warm_up):
        work()
    return statistics.median(wall_ms(work) for _ in range(repeats))
