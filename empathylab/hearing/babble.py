"""Office babble: several people talking at once, none of whom can be followed."""

from __future__ import annotations

import io
import wave
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from empathylab.hearing.levels import rms

Floats = NDArray[np.float64]


class Babble:
    """A stream of it at `rate_hz` with this root mean square, the same for the same seed."""

    def __init__(self, rate_hz: int, loudness_rms: float, seed: int) -> None:
        self._loop = _loop(rate_hz)
        self._gain = loudness_rms
        self._next = int(np.random.default_rng(seed).integers(len(self._loop)))

    def take(self, count: int) -> Floats:
        """The next samples, round and round."""
        places = (self._next + np.arange(count)) % len(self._loop)
        self._next = (self._next + count) % len(self._loop)
        return self._loop[places] * self._gain


@cache
def _loop(rate_hz: int) -> Floats:
    """The shipped recording, which goes over into its own beginning, at another rate and a root mean square of 1."""
    recorded, recorded_hz = _recording()
    count = round(len(recorded) * rate_hz / recorded_hz)
    resampled = np.fft.irfft(_fitted(np.fft.rfft(recorded), count // 2 + 1), count)
    return np.asarray(resampled / rms(resampled))


def _fitted(spectrum: NDArray[np.complex128], bins: int) -> NDArray[np.complex128]:
    fitted = np.zeros(bins, complex)
    kept = min(bins, len(spectrum))
    fitted[:kept] = spectrum[:kept]
    return fitted


def _recording() -> tuple[Floats, int]:
    content = (resources.files("empathylab.hearing") / "sounds" / "babble.wav").read_bytes()
    with wave.open(io.BytesIO(content), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples / 32768.0, file.getframerate()
