"""No sound at all, for somebody to whom sound says nothing."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from empathylab.hearing.simulations.base import Floats, HearingSimulation


class _Silence:
    def noise(self, count: int) -> None:
        del count

    def gain(self, spectra: NDArray[np.complex128]) -> Floats:
        del spectra
        return np.zeros(1)


class Mute(HearingSimulation):
    """No sound at all."""

    id: ClassVar[str] = "mute"
    title: ClassVar[str] = "No sound"
    place: ClassVar[int] = 0
    explanation: ClassVar[tuple[str, ...]] = ("The sound is off. Nothing here imitates what deafness is like.",)

    def stage(self, rate_hz: int, window: Floats, input_rms: float) -> _Silence:
        del rate_hz, window, input_rms
        return _Silence()
