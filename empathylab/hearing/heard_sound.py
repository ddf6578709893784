"""A whole sound, played from anywhere in it and heard under simulations, block after block."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from empathylab.hearing.listener import Listener
from empathylab.hearing.simulations.base import Floats, HearingSimulation
from empathylab.hearing.simulations.hearing_loss import TALKING_DB, HearingLoss
from empathylab.hearing.stretching import Stretched

Samples = NDArray[np.int16]

FULL_SCALE = 32768.0
#: Share of full scale (root mean square) of somebody talking to you: what the volume is set by.
TALKING_RMS = 0.05
#: Share of full scale that nothing is made louder than.
CAP = 0.7
_BLOCK_S = 0.01
_MEASURED_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Samples, channels × length, `rate_hz` of them a second; `rms` and `peak` are of all, as shares of full scale."""

    samples: Samples
    rate_hz: int
    rms: float
    peak: float

    @classmethod
    def of(cls, samples: Samples, rate_hz: int) -> Self:
        """A sound from samples, channels × length of 16 bits, and how many of them there are a second.

        Measured part by part: as fractions, a film's sound takes eight times the room.
        """
        starts = range(0, samples.shape[1], _MEASURED_AT_ONCE)
        parts = (samples[:, start : start + _MEASURED_AT_ONCE] / FULL_SCALE for start in starts)
        measured = [(float(np.square(part).sum()), float(np.abs(part).max(initial=0.0))) for part in parts]
        power, peak = sum(each for each, _ in measured), max((each for _, each in measured), default=0.0)
        return cls(samples, rate_hz, math.sqrt(power / max(1, samples.size)), peak)

    @property
    def duration_s(self) -> float:
        """How long it is, in seconds."""
        return float(self.samples.shape[1] / self.rate_hz)

    def gain(self, level_db: float) -> float:
        """By what it is multiplied for its root mean square to have this level (dB SPL), unless that is too loud."""
        if self.rms == 0.0:
            return 1.0
        wanted_rms = TALKING_RMS * math.pow(10.0, (level_db - TALKING_DB) / 20.0)
        return min(wanted_rms / self.rms, CAP / self.peak)


class HeardSound:
    """One sound from `at_s` on at `speed`, as loud as the simulations say the whole is, turned down to `volume`.

    At speed 1 from its beginning on these are the samples of `hear`; the delay of the ear is taken out, since all of
    the sound is known.
    """

    def __init__(
        self,
        sound: Sound,
        simulations: Sequence[HearingSimulation],
        at_s: float = 0.0,
        speed: float = 1.0,
        volume: float = 1.0,
    ) -> None:
        self._gain = sound.gain(level_of(simulations)) * volume
        played_rms = sound.rms * self._gain
        worn = [at_level(each, played_rms) for each in simulations]
        self._source = Stretched(sound.samples, sound.rate_hz, round(at_s * sound.rate_hz), speed)
        self._ears = [Listener(worn, sound.rate_hz, played_rms) for _ in sound.samples] if worn else []
        self._block = max(1, round(sound.rate_hz * _BLOCK_S))
        self._late = self._ears[0].delay if self._ears else 0
        self._to_give = 0
        self._ready = np.zeros((len(sound.samples), 0))
        self._is_over = False

    def take(self, count: int) -> Samples:
        """The next samples, length × channels; fewer than asked for at the end, and none after it."""
        while self._ready.shape[1] < self._late + count and not self._is_over:
            self._hear_on()
        if self._late:
            self._ready, self._late = self._ready[:, self._late :], 0
        taken = self._ready[:, : min(count, self._to_give)]
        self._ready = self._ready[:, taken.shape[1] :]
        self._to_give -= taken.shape[1]
        return quantized(taken.T)

    def _hear_on(self) -> None:
        block = self._source.take(self._block) / FULL_SCALE * self._gain
        self._to_give += block.shape[1]
        self._is_over = block.shape[1] == 0
        if self._ears:
            heard = [
                ear.rest() if self._is_over else ear.feed(part) for ear, part in zip(self._ears, block, strict=True)
            ]
            block = np.stack(heard)
        self._ready = np.concatenate((self._ready, block), axis=1)


def level_of(simulations: Sequence[HearingSimulation]) -> float:
    """How loud (dB SPL) the whole is meant to be: as an ear with a loss says, else as somebody talking."""
    return next((float(each.level_db) for each in simulations if isinstance(each, HearingLoss)), TALKING_DB)


def at_level(simulation: HearingSimulation, played_rms: float) -> HearingSimulation:
    """The same, told how loud the sound really is when played as calibrated."""
    if not isinstance(simulation, HearingLoss) or played_rms == 0.0:
        return simulation
    level_db = TALKING_DB + 20.0 * math.log10(played_rms / TALKING_RMS)
    return simulation.model_copy(update={"level_db": level_db})


def quantized(samples: Floats) -> Samples:
    """Samples as 16-bit whole numbers, as a device takes them."""
    return np.clip(np.round(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
