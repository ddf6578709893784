"""Fatigue: the load grows with each press and goes with rest (`motor.strength`). Illustrative."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel


class Fatigue(HandModel):
    """A hand that tires, and how."""

    id: ClassVar[str] = "fatigue"
    title: ClassVar[str] = "The hand tires"
    explanation: ClassVar[tuple[str, ...]] = (
        "All of this grows by {growth:percent} with every hundred keys; {rest_s} seconds of rest take half of that "
        "away.",
    )

    growth: float = limited(0.5, 0, 5, "", "Growth of every probability per 100 keys, 0.5 = half.")
    rest_s: float = limited(30, 1, 600, "s", "Rest in which half the load goes.")
