"""How strongly the hand models act at a moment: the hand tires, recovers, and has worse minutes.

Fatigue: the load grows by one with each press and halves in every `rest_s` of time, so that steady typing tires
and a pause helps. Fluctuation: a slow swing about the middle, with a phase of its own for each seed. No published
figures fit a visit of minutes, so both are illustrative.
"""

from __future__ import annotations

import math
import random


class Strength:
    """The factor on every probability; 1.0 with neither growth (fatigue) nor amplitude (fluctuation)."""

    def __init__(
        self, seed: int, *, growth: float = 0.0, rest_s: float = 30.0, amplitude: float = 0.0, period_s: float = 40.0
    ) -> None:
        self._growth, self._rest_s = growth, rest_s
        self._amplitude, self._period_s = amplitude, period_s
        self._load = 0.0
        self._loaded_at_ms = 0.0
        self._phase = random.Random(f"{seed}:fluctuation").uniform(0, math.tau)

    def count_press(self, now_ms: float) -> None:
        """Another intended press has cost strength."""
        self._load = self._load_at(now_ms) + 1
        self._loaded_at_ms = now_ms

    def scale(self, now_ms: float) -> float:
        """By how much every error is likelier now than for a rested hand on an even day; 1 is as it is."""
        turns = now_ms / 1000 / self._period_s
        swing = 1 + self._amplitude * math.sin(math.tau * turns + self._phase)
        return (1 + self._growth * self._load_at(now_ms) / 100) * swing

    def _load_at(self, now_ms: float) -> float:
        rested_s = max(0.0, now_ms - self._loaded_at_ms) / 1000
        return float(self._load * 0.5 ** (rested_s / self._rest_s))
