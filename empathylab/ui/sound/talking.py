"""The voice by which a facilitator sets the volume, at its level."""

from __future__ import annotations

from importlib import resources

import numpy as np

from empathylab.hearing.heard_sound import FULL_SCALE, Sound, quantized
from empathylab.hearing.simulations.hearing_loss import TALKING_DB
from empathylab.speech.wav import Wav, read_wav


def talking() -> Wav:
    """Six seconds of a synthetic voice; its root mean square is that of somebody talking to you."""
    wav = read_wav((resources.files("empathylab.hearing") / "sounds" / "talking.wav").read_bytes())
    sound = Sound.of(np.frombuffer(wav.pcm, "<i2")[None], wav.rate_hz)
    return Wav(quantized(sound.samples / FULL_SCALE * sound.gain(TALKING_DB)).tobytes(), wav.rate_hz)
