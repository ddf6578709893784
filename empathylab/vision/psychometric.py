"""From answers to a threshold: a Bayesian fit of the psychometric function on a grid, with its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Spreads of the logistic function considered (log units), and the share of slips of the finger.
SPREADS = (0.01, 0.02, 0.04, 0.08)
LAPSES = 0.02


@dataclass(frozen=True, slots=True)
class Estimate:
    """Where half of the answers are knowledge and not guessing (log units), and one standard deviation of that."""

    threshold: float
    uncertainty: float
    answers: int

    def __str__(self) -> str:
        return f"{self.threshold:.2f} ± {self.uncertainty:.2f}"


class Psychometric:
    """Belief about a threshold between two limits; `guess` is the share that is right by chance."""

    def __init__(self, low: float, high: float, guess: float, spreads: Sequence[float] = SPREADS) -> None:
        self.thresholds = np.arange(low, high + 0.005, 0.01)
        self.guess = guess
        self.answers = 0
        self._spreads = np.array(spreads)
        self._log_belief = np.zeros((len(spreads), len(self.thresholds)))

    def observe(self, size: float, right: int, of: int = 1) -> None:
        """Take in that so many answers at this size were right."""
        known = 1 / (1 + np.exp(np.clip((self.thresholds[None, :] - size) / self._spreads[:, None], -50, 50)))
        chance = self.guess + (1 - self.guess - LAPSES) * known
        self._log_belief += right * np.log(chance) + (of - right) * np.log(1 - chance)
        self.answers += of

    def estimate(self) -> Estimate:
        """The likeliest threshold by all answers, and how sure that is."""
        belief = self._belief()
        mean = float(belief @ self.thresholds)
        spread = float(np.sqrt(belief @ (self.thresholds - mean) ** 2))
        return Estimate(mean, spread, self.answers)

    def _belief(self) -> NDArray[np.float64]:
        belief = np.exp(self._log_belief - self._log_belief.max()).sum(axis=0)
        return np.asarray(belief / belief.sum())
