"""How sensitive an eye is to the detail of one octave, everywhere or place by place around gaze."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.effect import Degrees
from empathylab.vision.light import Floats

#: Bandwidth of a level: its low-pass has a standard deviation of BAND · (pixels per cycle of its frequency).
BAND = 0.34
#: Detail is lost over envelope · sensitivity from FADE_FROM to FADE_TO.
FADE_FROM, FADE_TO = 0.375, 0.625
#: Contrast squared, at most: white on black has no bound.
MOST_ENERGY = 16.0

#: From this steepness on a lonely pixel two code values from white is seen; below the other not even white on black.
ALL_SEEN = 500.0
NONE_SEEN = FADE_FROM / (FADE_TO - FADE_FROM) / math.sqrt(MOST_ENERGY)

GazePx = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Sensitivity by frequency (cpd), and the factor by which it falls at degrees right of and above gaze."""

    at: Callable[[float], float]
    following: Callable[[Degrees, Degrees], Degrees] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The working grid: its size in pixels, its pixels per degree, and the frequency (cpd) of the finest level."""

    height: int
    width: int
    ppd: float
    top_cpd: float

    @property
    def low_pass_px(self) -> float:
        """The standard deviation of the first level's low pass, in pixels."""
        return BAND * self.ppd / self.top_cpd


class SensitivityMap:
    """What turns the root mean square of detail into (envelope · sensitivity) / (FADE_TO − FADE_FROM), in one octave.

    `size` is that of the next level. Where a map says by itself that all is seen, or nothing, it `is_gain` already.
    """

    def __init__(self, grid: Grid, index: int, size: tuple[int, int], sensitivity: Sensitivity) -> None:
        self.size = size
        self.everywhere = math.sqrt(2) / (FADE_TO - FADE_FROM) * sensitivity.at(grid.top_cpd / 2**index)
        self.spacing_px = 2.0 ** (index + 1)
        #: The part of the map over the picture has its corner here, row and column.
        self.corner = (0, 0)
        self.is_gain = False
        self._follows_gaze = sensitivity.following is not None
        if sensitivity.following is None:
            self.canvas: Floats = np.full(size, self.everywhere, np.float32)
            return
        self.canvas = self._around_gaze(sensitivity.following, grid.ppd)
        self.is_gain = bool(((self.canvas >= ALL_SEEN) | (self.canvas <= NONE_SEEN)).all())
        if self.is_gain:
            np.copyto(self.canvas, self.canvas >= ALL_SEEN)

    def look(self, gaze_px: GazePx) -> None:
        """The part of the map is wanted that lies over the picture when gaze is at these pixels of the finest level."""
        if not self._follows_gaze:
            return
        top, left = (
            length - min(max(round((at + 0.5) / self.spacing_px - 0.5), 0), length)
            for length, at in zip(self.size, gaze_px[::-1], strict=True)
        )
        self.corner = (top, left)

    def _around_gaze(self, following: Callable[[Degrees, Degrees], Degrees], ppd: float) -> Floats:
        """Twice as large as the picture, so that any gaze is a window of it."""
        rows, columns = self.size
        x_deg = (np.arange(2.0 * columns + 1) - columns)[None, :] * self.spacing_px / ppd
        y_deg = (rows - np.arange(2.0 * rows + 1))[:, None] * self.spacing_px / ppd
        canvas = buffer((y_deg.size, x_deg.size), np.float32)
        np.multiply(following(x_deg, y_deg), np.float32(self.everywhere), out=canvas)
        return canvas
