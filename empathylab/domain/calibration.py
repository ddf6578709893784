"""How large a degree of sight is on this screen, how loud sound is here, and how we know."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

BANK_CARD_WIDTH_MM = 85.60
BANK_CARD_HEIGHT_MM = 53.98
DEFAULT_DISTANCE_CM = 60.0
#: The window that every screen is drawn for, and that a page is read in by commands: width and height.
WINDOW_PX = (1280, 800)
#: A 24-inch 1080p screen, what is assumed until somebody calibrates.
DEFAULT_PX_PER_MM = 1920 / 531.4


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """Where sound goes: the system's own id for it, and what people call it."""

    id: str
    name: str


class CalibrationSource(StrEnum):
    """Where the pixels per millimetre come from."""

    BANK_CARD = "bank-card"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Physical pixels per millimetre of one screen and the viewing distance in centimetres.

    `pixel_ratio` is how many of its pixels the system makes one CSS pixel of. `is_loudness_set`: has somebody set the
    volume, so that a voice is as loud as somebody talking?
    """

    px_per_mm: float = DEFAULT_PX_PER_MM
    distance_cm: float = DEFAULT_DISTANCE_CM
    source: CalibrationSource = CalibrationSource.ASSUMED
    pixel_ratio: float = 1.0
    is_loudness_set: bool = False

    @property
    def is_calibrated(self) -> bool:
        """Whether somebody measured the screen; else its figures are assumed."""
        return self.source is CalibrationSource.BANK_CARD

    @property
    def ppd(self) -> float:
        """Pixels per degree of visual angle."""
        return self.distance_cm * 10 * math.tan(math.radians(1)) * self.px_per_mm

    def as_large_as(self, css_px: float) -> int:
        """CSS pixels that look here as large as so many on the assumed screen; never fewer than those."""
        denser = self.ppd / self.pixel_ratio / Calibration().ppd
        return round(css_px * max(1.0, denser))
