"""Sound as it is heard under one or several simulations: a whole recording, or block after block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from empathylab.domain.errors import InputError
from empathylab.hearing.frames import Frames
from empathylab.hearing.levels import rms
from empathylab.hearing.simulations.base import Floats, HearingSimulation

LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 8_000, 192_000


class Listener:
    """Hears one stream of mono sound under `simulations`, each at its place on the way to the ear.

    `input_rms` is the root mean square (full scale is 1) of sound that is as loud as the simulations say the input
    is. What `feed` gives is `delay` samples late; `rest` gives what is still on its way.
    """

    def __init__(self, simulations: Sequence[HearingSimulation], rate_hz: int, input_rms: float) -> None:
        if not LOWEST_RATE_HZ <= rate_hz <= HIGHEST_RATE_HZ:
            raise InputError(
                f"{rate_hz} samples a second cannot be worked with.",
                f"Give a sound with {LOWEST_RATE_HZ:,} to {HIGHEST_RATE_HZ:,} of them.",
            )
        self._frames = Frames(rate_hz, self._change)
        ordered = sorted(simulations, key=lambda each: each.place) if input_rms > 0 else []
        self._stages = [each.stage(rate_hz, self._frames.window, input_rms) for each in ordered]

    @property
    def delay(self) -> int:
        """How many samples later than it came in a sound goes out."""
        return self._frames.delay

    def feed(self, block: Floats) -> Floats:
        """What is heard by now; as long, over the whole stream, as what was fed."""
        return self._frames.feed(self._mixed(block))

    def rest(self) -> Floats:
        """What is left at the end of the stream, and up to a frame of silence after it."""
        return self._frames.feed(np.zeros(self._frames.length))

    def _mixed(self, block: Floats) -> Floats:
        for stage in self._stages:
            noise = stage.noise(len(block))
            if noise is not None:
                block = np.clip(block + noise, -1.0, 1.0)
        return block

    def _change(self, spectra: NDArray[np.complex128]) -> NDArray[np.complex128]:
        for stage in self._stages:
            spectra = spectra * stage.gain(spectra)
        return spectra


def hear(samples: ArrayLike, rate_hz: int, simulations: Sequence[HearingSimulation]) -> Floats:
    """Mono `samples` (−1 to 1) as they are heard; as many, and in time with them.

    How loud they are is what a simulation says of the whole (`level_db`). InputError for what is no mono sound.
    """
    sound = np.asarray(samples, dtype=np.float64)
    if sound.ndim != 1:
        raise InputError("That is no mono sound.", "Give one row of samples from −1 to 1.")
    return np.asarray(hear_channels(sound[None, :], rate_hz, simulations)[0])


def hear_channels(channels: Floats, rate_hz: int, simulations: Sequence[HearingSimulation]) -> Floats:
    """As `hear`, for channels × samples: each ear has its own, and how loud they are is said of all together."""
    if not np.isfinite(channels).all():
        raise InputError("That is no sound.", "Give samples that are numbers from −1 to 1.")
    if not simulations:
        return channels.copy()
    return np.stack([_whole(Listener(simulations, rate_hz, rms(channels)), sound) for sound in channels])


def _whole(listener: Listener, sound: Floats) -> Floats:
    heard = np.concatenate((listener.feed(sound), listener.rest()))
    return heard[listener.delay : listener.delay + len(sound)]
