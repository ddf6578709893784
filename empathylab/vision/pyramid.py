"""The thresholding pyramid: takes away what an eye could not detect and keeps the contrast of what it could.

Peli's band-limited contrast (1990) with the contrast thresholds of `csf`, made fast enough for a live screen.
Per octave, detail is compared with the light around it; detail below threshold goes, detail above it stays as it
is (contrast constancy: large strong things do not look faded to people with low vision). Sensitivity may differ
from place to place: field loss in dB is nothing but less sensitivity there, so a deep loss fills in from its
surroundings and never turns black.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.levels import Fill, Finest, Finish, Level, Octave
from empathylab.vision.light import BIAS, FULL, Array, Wholes
from empathylab.vision.sensitivity import GazePx, Grid, Sensitivity

#: The least standard deviation of a level's low-pass in pixels, which sets how coarse the working grid may be.
OVERSAMPLING = 1.5
#: Light that a black screen still gives, as a share of white; keeps contrast on black finite.
SCREEN_BLACK = 1e-4
SMALLEST_PX = 4


class Pyramid:
    """Filters pictures of one size. Buffers are made once; `apply` makes none.

    `weights` are the luminance weights of the picture's three planes.
    """

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Array) -> None:
        to_light = np.append(weights, SCREEN_BLACK * FULL).astype(np.float32)
        self.finest = Finest(grid, sensitivity, to_light)
        self.octaves: list[Octave] = []
        level: Level = self.finest
        while min(level.half_size) >= SMALLEST_PX:
            level = Octave(grid, len(self.octaves) + 1, level, sensitivity, to_light)
            self.octaves.append(level)

    @property
    def picture(self) -> Wholes:
        """Linear light from 0 to FULL, for `fill` to write into: 3×H×W."""
        return self.finest.picture

    def apply(self, fill: Fill, gaze_px: GazePx, finish: Finish) -> None:
        """Filter the picture that `fill` writes, strip by strip; `finish` takes the result, with BIAS."""
        self.finest.apply(fill, finish, lambda: self._apply(gaze_px))

    def _apply(self, gaze_px: GazePx) -> None:
        for level in (self.finest, *self.octaves):
            level.take_apart(gaze_px)
        coarsest = self.octaves[-1] if self.octaves else self.finest
        np.add(coarsest.low, np.uint16(BIAS), out=coarsest.made_below)
        for level in (*reversed(self.octaves), self.finest):
            level.put_together()
