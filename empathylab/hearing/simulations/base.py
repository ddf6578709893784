"""What every simulation of hearing is: a feature that makes a stage on the way from a sound to an ear."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from empathylab.domain.explanation import tell
from empathylab.domain.feature import FeatureModel, Group

Floats = NDArray[np.float64]


class HearingStage(Protocol):
    """A simulation at work on one stream of sound."""

    def noise(self, count: int) -> Floats | None:
        """The next `count` samples of what is heard besides; None where there is nothing."""

    def gain(self, spectra: NDArray[np.complex128]) -> Floats:
        """By what each bin of each frame is multiplied; broadcasts to the spectra."""


class HearingSimulation(FeatureModel, ABC):
    """One kind of simulation with its parameters."""

    group: ClassVar[Group] = Group.HEARING
    #: Where on the way it stands: what carries the sound comes before the ear.
    place: ClassVar[int]

    @abstractmethod
    def stage(self, rate_hz: int, window: Floats, input_rms: float) -> HearingStage:
        """At work on sound at `rate_hz` in frames under `window`, whose whole has this root mean square."""

    def explain(self) -> str:
        """Its sentences alone: they begin with what is heard."""
        return tell(self.explanation, self.figures())


def bin_frequencies_hz(rate_hz: int, window: Floats) -> Floats:
    """The middle of each bin of a frame."""
    return np.asarray(np.fft.rfftfreq(len(window), 1.0 / rate_hz))
