"""Levels of sound by frequency, each within one auditory filter around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: The narrowest that a frame can tell apart: the main lobe of its window, to both sides.
_MAIN_LOBE_BINS = 2
#: So that silence has a level.
_NOTHING = 1e-30


def rms(samples: Floats) -> float:
    """Root of the mean square; 0 for nothing."""
    return float(np.sqrt(np.mean(np.square(samples)))) if samples.size else 0.0


def filter_width_hz(frequency_hz: Floats) -> Floats:
    """Equivalent rectangular bandwidth of the auditory filter there (Glasberg & Moore 1990)."""
    return 24.7 * (4.37e-3 * frequency_hz + 1.0)


class FilterLevels:
    """Levels of spectra, in dB re a mean square of 1, in the auditory filter around each of the `bins`."""

    def __init__(self, frequencies_hz: Floats, window: Floats) -> None:
        count = len(frequencies_hz)
        width_hz = frequencies_hz[1] - frequencies_hz[0]
        half = np.maximum(_MAIN_LOBE_BINS, np.round(filter_width_hz(frequencies_hz) / width_hz / 2)).astype(int)
        self._low = np.maximum(0, np.arange(count) - half)
        self._high = np.minimum(count, np.arange(count) + half + 1)
        self._scale = 2.0 / (len(window) * float(np.sum(window**2)))

    def of(self, spectra: NDArray[np.complex128]) -> Floats:
        """Frames × bins in, the same out."""
        power = spectra.real**2 + spectra.imag**2
        summed = np.concatenate((np.zeros((len(power), 1)), np.cumsum(power, axis=1)), axis=1)
        around = (summed[:, self._high] - summed[:, self._low]) * self._scale
        return 10.0 * np.log10(np.maximum(around, _NOTHING))
