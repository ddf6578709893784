"""Presbyopia without glasses: the eye can no longer focus as near as the screen, so points become discs."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation

#: Diameter of the defocus disc per millimetre of pupil and dioptre of defocus.
ARCMIN_PER_MM_DIOPTRE = 3.44
SCREEN_DISTANCE_CM = 60.0


def defocus_dioptres(age: float, distance_cm: float = SCREEN_DISTANCE_CM) -> float:
    """What the eye falls short at a distance: half its amplitude (Hofstetter: 18.5 − 0.3 · age) can be kept up."""
    return max(0.0, 100 / distance_cm - max(0.0, (18.5 - 0.3 * age) / 2))


class Presbyopia(SightSimulation):
    """A screen out of focus: each point a disc."""

    id: ClassVar[str] = "presbyopia"
    title: ClassVar[str] = "Old eyes without glasses"
    explanation: ClassVar[tuple[str, ...]] = (
        "The screen is out of focus, as it is at {age} years without glasses (pupil {pupil_mm} mm).",
    )
    source: ClassVar[str] = "Hofstetter 1950 (mean amplitude, half of it usable); geometrical defocus disc"

    age: float = limited(
        55, 0, 90, "years", "Age; under about 56 mild, 0 is none.", "nobody focuses less than not at all"
    )
    pupil_mm: float = limited(
        4.0, 1.5, 8, "mm", "Pupil; 4 mm is an office, 2 mm the sun.", "pupils are 1.5 to 8 mm wide"
    )

    def effect(self) -> Effect:
        return Effect(disc_arcmin=ARCMIN_PER_MM_DIOPTRE * self.pupil_mm * defocus_dioptres(self.age))
