"""A voice on the telephone out of a busy office: a narrow band, and others talking behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from empathylab.domain.feature import limited
from empathylab.hearing.babble import Babble
from empathylab.hearing.simulations.base import Floats, HearingSimulation, bin_frequencies_hz

LOW_HZ, HIGH_HZ = 300.0, 3400.0
#: How steeply the line ends on both sides.
_DB_PER_OCTAVE = 48.0


@dataclass(slots=True)
class _Line:
    band: Floats
    babble: Babble

    def noise(self, count: int) -> Floats:
        return self.babble.take(count)

    def gain(self, spectra: NDArray[np.complex128]) -> Floats:
        del spectra
        return self.band


class Telephone(HearingSimulation):
    """The band of a telephone line, and the babble of an office behind the voice."""

    id: ClassVar[str] = "telephone"
    title: ClassVar[str] = "A telephone line from a busy office"
    place: ClassVar[int] = 1
    explanation: ClassVar[tuple[str, ...]] = (
        "The line carries 300 to 3,400 Hz, and others talk behind the voice, {snr_db} dB softer than it.",
    )
    source: ClassVar[str] = "Telephone band of ITU-T G.712; babble of eight synthetic voices, our own"

    snr_db: float = limited(
        5.0, -10, 60, "dB", "How much louder the voice is than those behind it.", "60 dB is a quiet room"
    )
    seed: int = limited(0, 0, 9999, "", "Where in the babble it begins.", "so many beginnings are enough")

    def stage(self, rate_hz: int, window: Floats, input_rms: float) -> _Line:
        noise_rms = input_rms * 10.0 ** (-self.snr_db / 20.0)
        return _Line(band_gain(bin_frequencies_hz(rate_hz, window)), Babble(rate_hz, noise_rms, self.seed))


def band_gain(frequencies_hz: Floats) -> Floats:
    """What the line lets through at each frequency: all between its ends, ever less beyond them."""
    octaves = np.log2(np.maximum(frequencies_hz, 1.0))
    outside = np.maximum(0.0, np.maximum(np.log2(LOW_HZ) - octaves, octaves - np.log2(HIGH_HZ)))
    return np.asarray(10.0 ** (-_DB_PER_OCTAVE * outside / 20.0))
