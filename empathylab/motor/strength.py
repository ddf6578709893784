"""How strongly the hand models act at a moment: the hand tires, recovers, and has worse minutes.

Fatigue: the load grows by one with each press and halves in every `rest_s` of time, so that steady typing tires
and a pause helps. Fluctuation: a slow swing about the middle, with a phase of its own for each seed. No published
figures fit a visit of minutes, so both are illustrative.
"""

from __future__ import annotations

import math
import random

from pydantic import Field

from empathylab.domain.persona import DataModel


class FatigueParams(DataModel):
    """How the hand tires."""

    growth: float = Field(default=0.5, ge=0, le=5, description="Growth of every probability per 100 keys, 0.5 = half.")
    rest_s: float = Field(default=30, ge=1, le=600, description="Seconds of rest in which half the load goes.")


class FluctuationParams(DataModel):
    """How the day swings."""

    amplitude: float = Field(default=0.5, ge=0, le=1, description="Largest change of every probability, 0.5 = ±50 %.")
    period_s: float = Field(default=40, ge=5, le=600, description="Seconds from one bad moment to the next.")


class Strength:
    """The factor on every probability; 1.0 with neither fatigue nor fluctuation."""

    def __init__(self, seed: int, fatigue: FatigueParams | None, fluctuation: FluctuationParams | None) -> None:
        self._fatigue = fatigue
        self._fluctuation = fluctuation
        self._load = 0.0
        self._loaded_at_ms = 0.0
        self._phase = random.Random(f"{seed}:fluctuation").uniform(0, math.tau)

    def count_press(self, now_ms: float) -> None:
        """Another intended press has cost strength."""
        self._load = self._load_at(now_ms) + 1
        self._loaded_at_ms = now_ms

    def scale(self, now_ms: float) -> float:
        factor = 1.0
        if self._fatigue is not None:
            factor += self._fatigue.growth * self._load_at(now_ms) / 100
        if self._fluctuation is not None:
            turns = now_ms / 1000 / self._fluctuation.period_s
            factor *= 1 + self._fluctuation.amplitude * math.sin(math.tau * turns + self._phase)
        return factor

    def _load_at(self, now_ms: float) -> float:
        if self._fatigue is None:
            return 0.0
        rested_s = max(0.0, now_ms - self._loaded_at_ms) / 1000
        return float(self._load * 0.5 ** (rested_s / self._fatigue.rest_s))
