"""One octave of the thresholding pyramid: what it holds.

Detail is contrast: where the coarser levels came out darker than they went in, detail gets smaller with them, so
nothing falls below black and colours keep their hue; where they came out lighter it keeps its size, so nothing glares.
A level is `up(share) · picture + up(made − share · low)` with `share = gain · min(made / low, 1)` by luminance, where
`made` is what the coarser levels became and `low` what they were. With gains of 1 everywhere that is the picture,
exactly.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.kernels import half_of
from empathylab.vision.light import Floats, Pairs, Wholes
from empathylab.vision.passes.octaves import Fade, Octave
from empathylab.vision.sensitivity import FADE_FROM, FADE_TO, MOST_ENERGY, GazePx, Grid, Sensitivity, SensitivityMap
from empathylab.vision.strips import beside

#: What halving by averaging two by two pixels adds to a low-pass, in square pixels.
HALVING_VARIANCE = 0.25
#: What is around two by two pixels, in weights of their neighbours: half of what enlarging spreads, as far as the light
#: of the four follows what is around them. With it the observer reads faint letters as with every pixel compared.
NEARBY = half_of(np.array([0.0625, 1 - 2 * 0.0625, 0.0625]))
#: From where on detail is seen, and what counts of contrast at most, as the passes have it.
FADE = Fade(np.float32(FADE_FROM / (FADE_TO - FADE_FROM)), np.float32(MOST_ENERGY - 1))


class Level:
    """One octave of a `picture`, of whole numbers; `half` is the size of the next level, whose picture is `low`."""

    def __init__(self, grid: Grid, index: int, picture: Wholes, sensitivity: Sensitivity) -> None:
        self.size = height, width = picture.shape[1], picture.shape[2]
        self.half_size = half = ((height + 1) // 2, (width + 1) // 2)
        self.steepness = SensitivityMap(grid, index, half, sensitivity)
        self.octave = self._octave(grid, picture, is_finest=index == 0)

    def _octave(self, grid: Grid, picture: Wholes, *, is_finest: bool) -> Octave:
        """All that a frame needs, once: making it takes longer than the work."""
        low, made = (buffer((3, *self.half_size), np.uint16) for _ in range(2))
        energy = buffer(self.half_size, np.float32)
        corner, canvas, is_gain = np.zeros(2, np.int64), self.steepness.canvas, self.steepness.is_gain
        gain = canvas if is_gain and is_finest else buffer(self.half_size, np.float32)
        gain_corner = corner if gain is canvas else np.zeros(2, np.int64)
        return Octave(
            picture, _pairs(picture), buffer((3, *self.half_size), np.float32), energy, low, made,
            canvas, corner, is_gain, gain, gain_corner, _low_pass(grid), NEARBY, _envelope(grid),
        )  # fmt: skip

    @property
    def reach(self) -> int:
        """How far the widest of its blurs looks."""
        return max(len(self.octave.blur), len(self.octave.envelope)) - 1

    def reached(self, rows: slice) -> tuple[slice, slice]:
        """Where these rows of the picture change the next one, and where what is seen."""
        height, octave = self.half_size[0], self.octave
        low = beside(halved(rows), len(octave.blur) - 1, height)
        compared = 0 if octave.is_gain else len(octave.nearby) + len(octave.envelope) - 2
        return low, beside(low, compared, height)

    def look(self, gaze_px: GazePx) -> bool:
        """Take the part of the map that lies over the picture when gaze is at these pixels of the finest level.

        Tells whether that is another part than before.
        """
        before = self.steepness.corner
        self.steepness.look(gaze_px)
        self.octave.corner[:] = self.steepness.corner
        return self.steepness.corner != before


def halved(rows: slice) -> slice:
    """The rows of half the size in which these are."""
    return slice(rows.start // 2, (rows.stop + 1) // 2)


def _pairs(picture: Wholes) -> Pairs:
    """The same memory, if rows of the picture go in pairs."""
    return np.zeros((3, 1, 1), np.uint32) if picture.shape[2] % 2 else picture.view(np.uint32)


def _low_pass(grid: Grid) -> Floats:
    sd_px = math.sqrt(max(grid.low_pass_px**2 - HALVING_VARIANCE, 0.25)) / 2
    return half_of(cv2.getGaussianKernel(2 * math.ceil(3 * sd_px) + 1, sd_px, cv2.CV_32F).ravel())


def _envelope(grid: Grid) -> Floats:
    """A mean over so many points each way."""
    side = 2 * max(1, round(grid.low_pass_px / 2.5)) + 1
    return half_of(np.full(side, 1 / side))
