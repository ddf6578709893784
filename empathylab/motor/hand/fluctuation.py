"""Fluctuation: a slow swing between better and worse moments (`motor.strength`). Illustrative."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel


class Fluctuation(HandModel):
    """A day that swings, and how."""

    id: ClassVar[str] = "fluctuation"
    title: ClassVar[str] = "Better and worse moments"
    explanation: ClassVar[tuple[str, ...]] = (
        "All of this swings up and down by as much as {amplitude:percent}, once in {period_s} seconds.",
    )

    amplitude: float = limited(0.5, 0, 1, "", "Largest change of every probability, 0.5 = ±50 %.")
    period_s: float = limited(40, 5, 600, "s", "From one bad moment to the next.")
