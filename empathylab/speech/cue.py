"""Short sounds before a phrase, so that a change of mode is known before it is understood."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from empathylab.domain.voice import Cue
from empathylab.speech.wav import Wav

#: Two notes: up when keys go to the page from now on, down when they move the reader.
NOTES_HZ = {Cue.TYPING: (660.0, 990.0), Cue.READING: (660.0, 440.0)}
NOTE_MS, GAP_MS = 35.0, 40.0
#: Share of full scale: quieter than speech.
_LEVEL = 0.2
_FADE_MS = 5.0


def with_cue(cue: Cue, wav: Wav) -> Wav:
    """The phrase with the cue's notes and a short gap before it; the phrase itself when there is no cue."""
    notes = [_note(pitch_hz, wav.rate_hz) for pitch_hz in NOTES_HZ.get(cue, ())]
    if not notes:
        return wav
    gap = np.zeros(_samples(GAP_MS, wav.rate_hz))
    sound = np.concatenate([*notes, gap]) * _LEVEL * 32767
    before_ms = sound.size / wav.rate_hz * 1000
    words = tuple(replace(word, at_ms=word.at_ms + before_ms) for word in wav.words)
    return Wav(sound.astype("<i2").tobytes() + wav.pcm, wav.rate_hz, words)


def _note(pitch_hz: float, rate_hz: int) -> np.ndarray:
    count, fade = _samples(NOTE_MS, rate_hz), _samples(_FADE_MS, rate_hz)
    note = np.sin(2 * np.pi * pitch_hz * np.arange(count) / rate_hz)
    rise = np.linspace(0, 1, fade)
    note[:fade] *= rise
    note[-fade:] *= rise[::-1]
    return note


def _samples(milliseconds: float, rate_hz: int) -> int:
    return round(rate_hz * milliseconds / 1000)
