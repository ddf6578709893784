"""The loudness of speech: soft at first, never above the cap, never with a click."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from empathylab.speech.wav import Wav

#: Share of full scale that no sample exceeds.
CAP = 0.7
#: Share of the cap with which a visit begins, and the seconds of speech in which it grows to all of it.
SOFT_START = 0.35
RAMP_S = 6.0
_FADE_IN_MS = 4.0
_FULL_SCALE = 32767


class Loudness:
    """The volume of one visit, in the order spoken. `reset` begins softly again for the next visitor."""

    def __init__(self, cap: float = CAP) -> None:
        self._cap = min(1.0, max(0.0, cap))
        self._spoken_s = 0.0

    def reset(self) -> None:
        """Begin softly again, for who has heard nothing yet."""
        self._spoken_s = 0.0

    def apply(self, wav: Wav) -> Wav:
        """The phrase at today's volume: the same length and rate."""
        samples = np.frombuffer(wav.pcm, dtype="<i2").astype(np.float32)
        if samples.size == 0:
            return wav
        seconds = self._spoken_s + np.arange(samples.size, dtype=np.float32) / wav.rate_hz
        self._spoken_s += samples.size / wav.rate_hz
        peak = max(1.0, float(np.abs(samples).max()) / (self._cap * _FULL_SCALE)) if self._cap else 1.0
        soft = np.minimum(1.0, SOFT_START + (1 - SOFT_START) * seconds / RAMP_S)
        gained = samples * soft / peak * (1.0 if self._cap else 0.0)
        fade = min(samples.size, int(wav.rate_hz * _FADE_IN_MS / 1000))
        gained[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
        return replace(wav, pcm=gained.astype("<i2").tobytes())
