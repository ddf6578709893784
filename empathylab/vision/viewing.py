"""From screen to eye: how many pixels make a degree of sight."""

from __future__ import annotations

import math
from dataclasses import dataclass

from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import InputError

#: Below 5 a letter is a blob, above 300 no screen is that dense at arm's length.
MIN_PPD, MAX_PPD = 5.0, 300.0


@dataclass(frozen=True, slots=True)
class Viewing:
    """Pixels per degree of visual angle; `is_calibrated` says whether somebody measured the screen.

    Raises InputError when `ppd` is not a number between 5 and 300.
    """

    ppd: float = Calibration().ppd
    is_calibrated: bool = False

    def __post_init__(self) -> None:
        if not MIN_PPD <= self.ppd <= MAX_PPD:
            raise InputError(
                f"{self.ppd:g} pixels per degree is outside {MIN_PPD:g} to {MAX_PPD:g}.",
                "Calibrate the screen, or check the screen's size and the viewing distance.",
            )

    @classmethod
    def from_calibration(cls, calibration: Calibration) -> Viewing:
        """Of a screen as it was calibrated, or is assumed."""
        return cls(calibration.ppd, calibration.is_calibrated)

    @classmethod
    def from_screen(cls, px_per_mm: float, distance_cm: float) -> Viewing:
        """Physical pixels per millimetre, seen from a distance in centimetres."""
        return cls(distance_cm * 10 * math.tan(math.radians(1)) * px_per_mm, is_calibrated=True)

    def px_from_arcmin(self, arcmin: float) -> float:
        """Minutes of arc as pixels."""
        return arcmin / 60 * self.ppd
