"""Scales and scores of the questions to the participant.

Ease is the Single Ease Question (Sauro & Dumas 2009), 1 to 7. Effort and frustration are items of the NASA-TLX (Hart &
Staveland 1988), 0 to 100 in steps of 5. UMUX-LITE (Lewis, Utesch & Maher 2013) is two seven-point items on the
technology that helped, here from 0 to 100.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `low` to `high` in steps."""

    low: int
    high: int
    step: int = 1

    def has(self, number: int) -> bool:
        return self.low <= number <= self.high and (number - self.low) % self.step == 0


SEVEN_POINTS = Scale(1, 7)
WORKLOAD = Scale(0, 100, 5)


def umux_lite(capable: int | None, easy: int | None) -> float | None:
    """0 to 100 from two items of 1 to 7; None when either was skipped. Raise ValueError off the scale."""
    if capable is None or easy is None:
        return None
    for number in (capable, easy):
        if not SEVEN_POINTS.has(number):
            raise ValueError(f"{number} is not on the scale from {SEVEN_POINTS.low} to {SEVEN_POINTS.high}")
    return (capable + easy - 2) * 100 / 12
