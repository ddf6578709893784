"""How much contrast an eye needs, by spatial frequency.

Chung & Legge 2016 (shape: two half-parabolas of log sensitivity over log frequency); the constants and the way
that acuity and Pelli-Robson contrast sensitivity move it are those of the DeVAS filter (Thompson et al. 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

NORMAL_PEAK = 199.0
NORMAL_PEAK_CPD = 0.914
NORMAL_LOG_CS = math.log10((NORMAL_PEAK + 1) / 2)
WIDTH_BELOW, WIDTH_ABOVE = 0.68, 1.28
#: Where normal sensitivity has fallen to 1: 13.98 cycles per degree.
NORMAL_CUTOFF_CPD = NORMAL_PEAK_CPD * 10 ** (math.sqrt(math.log10(NORMAL_PEAK)) / WIDTH_ABOVE)


def typical_log_cs(logmar: float) -> float:
    """Pelli-Robson log contrast sensitivity that goes with an acuity when only the acuity is known (DeVAS)."""
    return 1.72 - 0.69 * logmar


def for_the_chart(logmar: float, log_cs: float) -> float:
    """The score to build the curve from, so that a template observer reads `log_cs` on the Pelli-Robson chart.

    The published relation of score and curve leaves out that the chart's letters (about 1 cycle per degree) lie
    below the peak of an eye with good acuity and above that of a poor one; measured, 0.17 − 0.5 · logMAR².
    """
    return log_cs - max(0.17 - 0.5 * logmar**2, -0.5)


@dataclass(frozen=True, slots=True)
class Csf:
    """Contrast sensitivity of an eye with this acuity (logMAR) and Pelli-Robson score (log units)."""

    logmar: float = 0.0
    log_cs: float = NORMAL_LOG_CS

    @property
    def peak(self) -> float:
        """The highest sensitivity there is, 1 / contrast (Michelson); never below 1."""
        return max(2 * 10**self.log_cs - 1, 1.0)

    @property
    def cutoff_cpd(self) -> float:
        """The finest detail that is seen at full contrast, in cycles per degree."""
        return float(NORMAL_CUTOFF_CPD * 10**-self.logmar)

    @property
    def peak_cpd(self) -> float:
        """At how many cycles per degree sensitivity is highest."""
        return float(self.cutoff_cpd * 10 ** (-math.sqrt(math.log10(self.peak)) / WIDTH_ABOVE))

    def sensitivity(self, cpd: ArrayLike) -> NDArray[np.float64]:
        """The published curve: 1 / threshold contrast at a frequency in cycles per degree."""
        octaves = np.log10(np.asarray(cpd, float)) - math.log10(self.peak_cpd)
        width = np.where(octaves < 0, WIDTH_BELOW, WIDTH_ABOVE)
        return np.asarray(10 ** (math.log10(self.peak) - (width * octaves) ** 2))

    def sustained(self, cpd: ArrayLike) -> NDArray[np.float64]:
        """The curve without its fall at low frequencies: large things do not fade for being large."""
        return self.sensitivity(np.maximum(cpd, self.peak_cpd))
