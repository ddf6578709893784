"""What a microphone gives, at its own rate, as the recogniser wants it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from empathylab.voice_control.utterances import RATE_HZ, Pcm

SampleType = Literal["int16", "int32", "float32"]
_FULL_SCALE = {"int16": 32768.0, "int32": 2147483648.0, "float32": 1.0}


class Converter:
    """Any rate and any number of channels to 16 bits mono at 16 kHz, block by block."""

    def __init__(self, rate_hz: int, channels: int, kind: SampleType) -> None:
        self._step = rate_hz / RATE_HZ
        self._channels, self._kind = channels, np.dtype(kind)
        # A mean over about one new sample's time keeps most of what the new rate cannot have out of it.
        self._width = max(1, round(self._step))
        self._bytes = b""
        self._kept: NDArray[np.float64] = np.zeros(self._width - 1)
        self._last, self._at = 0.0, 0.0

    def feed(self, content: bytes) -> Pcm:
        """More of what the microphone gives; a frame that is not whole yet waits for its rest."""
        stream = self._bytes + content
        size = self._kind.itemsize * self._channels
        whole = len(stream) // size * size
        self._bytes = stream[whole:]
        frames = np.frombuffer(stream[:whole], self._kind).reshape(-1, self._channels)
        mono = frames.mean(axis=1, dtype=np.float64) / _FULL_SCALE[self._kind.name]
        return self._resampled(self._smoothed(mono)) if len(mono) else np.zeros(0, np.int16)

    def _smoothed(self, mono: NDArray[np.float64]) -> NDArray[np.float64]:
        stream = np.concatenate((self._kept, mono))
        self._kept = stream[len(stream) - self._width + 1 :]
        return np.convolve(stream, np.full(self._width, 1 / self._width), "valid")

    def _resampled(self, mono: NDArray[np.float64]) -> Pcm:
        """`_at` is where the next sample lies, in old ones; 0 is the last one of the block before."""
        places = np.arange(self._at, len(mono), self._step)
        found = np.interp(places, np.arange(len(mono) + 1), np.concatenate(([self._last], mono)))
        self._at += len(places) * self._step - len(mono)
        self._last = float(mono[-1])
        return np.asarray(np.clip(found * 32767, -32768, 32767), np.int16)
