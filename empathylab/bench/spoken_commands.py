"""Commands as two synthetic voices say them, in a room that hums: what voice control is measured and tested with."""

from __future__ import annotations

import io
import subprocess
import wave

import numpy as np
from numpy.typing import NDArray

from empathylab.voice_control.utterances import RATE_HZ, Pcm

#: Of espeak-ng.
VOICES = ("en-us", "en-gb")
_LOUD = 0.01
_BEFORE_S, _AFTER_S = 0.5, 0.9
_HEADROOM = 0.5

Floats = NDArray[np.float64]


def spoken(words: str, voice: str = VOICES[0], snr_db: float = 20.0, seed: int = 0) -> Pcm:
    """16 bits mono at 16 kHz: white noise all along, `snr_db` below the words, which begin after half a second."""
    speech = _spoken(words, voice)
    loudness = float(np.sqrt(np.mean(speech[np.abs(speech) > _LOUD] ** 2)))
    around = np.concatenate((np.zeros(round(_BEFORE_S * RATE_HZ)), speech, np.zeros(round(_AFTER_S * RATE_HZ))))
    noise = np.random.default_rng(seed).normal(0, loudness / 10 ** (snr_db / 20), len(around))
    mixed = (around + noise) * _HEADROOM
    return np.asarray(np.clip(mixed, -1, 1) * 32767, np.int16)


def _spoken(words: str, voice: str) -> Floats:
    command = ["espeak-ng", "-v", voice, "-s", "150", "--stdout", words]
    sound = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    with wave.open(io.BytesIO(sound), "rb") as file:
        rate_hz = file.getframerate()
        # What espeak writes into a pipe does not know its own length.
        samples = np.frombuffer(sound[44:], np.int16) / 32768
    return _resampled(samples, rate_hz)


def _resampled(samples: Floats, rate_hz: int) -> Floats:
    """At RATE_HZ, with nothing above half of that."""
    length = round(len(samples) * RATE_HZ / rate_hz)
    return np.fft.irfft(np.fft.rfft(samples)[: length // 2 + 1], length) * (length / len(samples))
