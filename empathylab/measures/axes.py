"""The axis of a chart: where it begins and ends, its numbers, and the words at its ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, with the numbers written beside it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    low_label: str = ""
    high_label: str = ""

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high end; what lies beyond stands at the end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def place(self, value: float, from_px: float, to_px: float) -> float:
        """Where a value stands between the pixels of the low end and of the high end."""
        return from_px + (to_px - from_px) * self.share(value)


def nice_axis(highest: float, low_label: str = "", high_label: str = "") -> Axis:
    """An axis from 0 with four or five round numbers."""
    highest = max(highest, 1.0)
    step = next(
        size * 10**power for power in range(-1, 9) for size in (1, 2, 2.5, 5) if size * 10**power * 5 >= highest
    )
    count = 1
    while step * count < highest:
        count += 1
    return Axis(0, step * count, tuple(step * number for number in range(count + 1)), low_label, high_label)


def times_axis(highest: float) -> Axis:
    """Of magnifications: from 1, a number for each whole one."""
    last = int(highest) + 1
    return Axis(1, float(last), tuple(float(tick) for tick in range(1, last + 1)))
