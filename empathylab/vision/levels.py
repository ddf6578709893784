"""One octave of the thresholding pyramid: halve the picture, find what of its detail is seen, put it together again.

Detail is contrast: where the coarser levels came out darker than they went in, detail gets smaller with them, so
nothing falls below black and colours keep their hue; where they came out lighter it keeps its size, so nothing glares.
A level is `up(share) · picture + up(made − share · low)` with `share = gain · min(made / low, 1)` by luminance, where
`made` is what the coarser levels became and `low` what they were. With gains of 1 everywhere that is the picture,
exactly.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, Floats, Wholes
from empathylab.vision.passes import octaves as passes
from empathylab.vision.sensitivity import FADE_FROM, FADE_TO, MOST_ENERGY, GazePx, Grid, Sensitivity, SensitivityMap
from empathylab.vision.strips import Strip, over_rows, strip_rows, with_around

#: What halving by averaging two by two pixels adds to a low-pass, in square pixels.
HALVING_VARIANCE = 0.25
#: What is around two by two pixels, in weights of their neighbours: half of what enlarging spreads, as far as the light
#: of the four follows what is around them. With it the observer reads faint letters as with every pixel compared.
NEARBY = np.array([0.0625, 1 - 2 * 0.0625, 0.0625], np.float32)
_FADE = FADE_FROM / (FADE_TO - FADE_FROM)

#: Writes rows of the picture, in a lane; takes rows of the result with BIAS added, in a lane.
Fill = Callable[[slice, int], None]
Finish = Callable[[slice, Wholes, int], None]


class Level(ABC):
    """One octave of a `picture`; everything `half` has the size of the next level, whose picture is `low`.

    `weights` turn the three planes of a picture into its luminance. Pictures are whole numbers, what is `made` of
    them has BIAS added: most of the work is bound by memory, and so is half of it.
    """

    def __init__(
        self, grid: Grid, index: int, picture: Wholes, sensitivity: Sensitivity, weights: Floats, finer: Level | None
    ) -> None:
        self.picture, self.finer = picture, finer
        #: Called before rows of the picture are looked at, and when what they become is there.
        self.fill: Fill = nothing
        self.finish: Finish = nothing
        size = (picture.shape[1], picture.shape[2])
        self.size, self.weights = size, weights
        self.made_weights = weights - np.array([0, 0, 0, BIAS * weights[:3].sum()], np.float32)
        self.half_size = half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
        self.blur_sd = math.sqrt(max(grid.low_pass_px**2 - HALVING_VARIANCE, 0.25)) / 2
        self.blur_px = _odd(math.ceil(3 * self.blur_sd))
        reach = max(1, round(grid.low_pass_px / 2.5))
        self.envelope = np.full(2 * reach + 1, 1 / (2 * reach + 1), np.float32)
        self.steepness = SensitivityMap(grid, index, half, sensitivity)
        self._make_buffers()

    def _make_buffers(self) -> None:
        """All that a frame needs, once: making it takes longer than the work."""
        (_, width), half = self.size, self.half_size
        self.low = buffer((3, *half), np.uint16)
        self.halved = buffer((3, *half), np.float32)
        self.low_light, self.energy, self.found_gain = (buffer(half, np.float32) for _ in range(3))
        #: What the next level becomes; of the last one, what is left.
        self.made_below = buffer(self.low.shape, np.uint16)
        reach = max(self.blur_px[1], len(self.envelope)) // 2
        self.around = buffer((LANES, 3, strip_rows(*half) + 2 * reach, half[1]), np.float32)
        self.lines = buffer((LANES, passes.LINES, width + 4), np.float32)

    def take_apart(self, gaze_px: GazePx) -> None:
        """`low`, the next picture, and what is seen of the detail that it lacks."""
        self.steepness.look(gaze_px)
        over_rows(self._halve, *self.size)
        over_rows(self._find_low, *self.half_size)
        if not self.steepness.is_gain:
            over_rows(self._find_contrast, *self.half_size)
        if not self.steepness.is_gain or self.finer is not None:
            over_rows(self._find_gain, *self.half_size)

    def put_together(self) -> None:
        """This level's picture as this eye sees it, from what the coarser levels became."""
        over_rows(self._put_together, *self.size)

    @abstractmethod
    def _made(self, rows: slice, lane: int) -> Strip:
        """Where these rows of what the picture becomes are written to."""

    @property
    def gain(self) -> tuple[Floats, int, int]:
        """The map that says what is seen, and where in it the corner of the picture is."""
        if self.steepness.is_gain and self.finer is None:
            return self.steepness.canvas, *self.steepness.corner
        return self.found_gain, 0, 0

    def _halve(self, rows: slice, lane: int) -> None:
        """Fill `halved` with the picture, and `energy` with its luminance squared, at half the size."""
        self.fill(rows, lane)
        first, last = rows.start // 2, (rows.stop + 1) // 2
        passes.halve(self.picture, first, last, self.halved)
        if not self.steepness.is_gain:
            passes.halve_energy(self.picture, self.weights, first, last, self.energy, self.lines[lane])

    def _find_low(self, rows: slice, lane: int) -> None:
        """To the next picture and its luminance, of the same whole numbers."""
        wide, here = with_around(rows, self.blur_px[1] // 2, self.half_size[0])
        around = self.around[lane]
        for plane, blurred in zip(self.halved, around, strict=True):
            cv2.GaussianBlur(plane[wide], self.blur_px, self.blur_sd, blurred[: wide.stop - wide.start])
        passes.settle_low(around, here.start, self.weights, rows.start, rows.stop, self.low, self.low_light)

    def _find_contrast(self, rows: slice, lane: int) -> None:
        """From `energy` to contrast squared less 1, beside what is around."""
        nearby = self._smooth(self.low_light, NEARBY, rows, lane)
        passes.find_contrast(self.halved, self.weights, nearby, rows.start, MOST_ENERGY - 1, self.energy)

    def _find_gain(self, rows: slice, lane: int) -> None:
        """What is seen here by itself, and what is seen because finer detail is."""
        canvas, corner = self.steepness.canvas, self.steepness.corner
        if self.steepness.is_gain:
            passes.copy_window(canvas, *corner, rows.start, rows.stop, self.found_gain)
        else:
            contrast = self._smooth(self.energy, self.envelope, rows, lane, 1.0)
            passes.find_gain(contrast, canvas, *corner, _FADE, rows.start, self.found_gain)
        if self.finer is not None:
            passes.keep_finer(*self.finer.gain, *self.finer.half_size, rows.start, rows.stop, self.found_gain)

    def _smooth(self, light: Floats, kernel: Floats, rows: slice, lane: int, more: float = 0.0) -> Floats:
        """Each point with something of its neighbours, and more; for what has the next level's size."""
        wide, here = with_around(rows, len(kernel) // 2, self.half_size[0])
        smooth: Floats = self.around[lane, 0, : wide.stop - wide.start]
        cv2.sepFilter2D(light[wide], cv2.CV_32F, kernel, kernel, smooth, delta=more)
        return smooth[here]

    def _put_together(self, rows: slice, lane: int) -> None:
        out, first = self._made(rows, lane)
        passes.put_together(
            self.picture, self.made_below, self.low, self.low_light, self.made_weights,
            *self.gain, rows.start, rows.stop, out, first, self.lines[lane],
        )  # fmt: skip
        self.finish(rows, out, lane)


class Octave(Level):
    """A level below the finest: its picture is what the finer level left."""

    def __init__(self, grid: Grid, index: int, finer: Level, sensitivity: Sensitivity, weights: Floats) -> None:
        super().__init__(grid, index, finer.low, sensitivity, weights, finer)
        self.made = finer.made_below

    def _made(self, rows: slice, lane: int) -> Strip:
        return Strip(self.made, rows.start)


class Finest(Level):
    """The finest level: `picture` is filled and the result handed on strip by strip, while they are at hand."""

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Floats) -> None:
        super().__init__(grid, 0, buffer((3, grid.height, grid.width), np.uint16), sensitivity, weights, None)
        self.made = buffer((LANES, 3, strip_rows(*self.size), grid.width), np.uint16)

    def apply(self, fill: Fill, finish: Finish, work: Callable[[], None]) -> None:
        """Do work with these at hand, and no longer: they hold the frame, which must not outlive its filtering."""
        self.fill, self.finish = fill, finish
        try:
            work()
        finally:
            self.fill = self.finish = nothing

    def _made(self, rows: slice, lane: int) -> Strip:
        return Strip(self.made[lane], 0)


def nothing(*_: object) -> None:
    """Neither a frame to take nor one to give."""


def _odd(reach: int) -> tuple[int, int]:
    return 2 * reach + 1, 2 * reach + 1
