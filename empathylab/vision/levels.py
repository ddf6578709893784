"""One octave of the thresholding pyramid: halve the picture, find what of its detail is seen, put it together again.

Detail is contrast: where the coarser levels came out darker than they went in, detail gets smaller with them, so
nothing falls below black and colours keep their hue; where they came out lighter it keeps its size, so nothing glares.
A level is `up(share) · picture + up(made − share · low)` with `share = gain · min(made / low, 1)` by luminance, where
`made` is what the coarser levels became and `low` what they were. With gains of 1 everywhere that is the picture,
exactly, and few passes are made at the level's full size.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, ONE, Floats, Wholes
from empathylab.vision.sensitivity import FADE_FROM, FADE_TO, MOST_ENERGY, GazePx, Grid, Sensitivity, SensitivityMap
from empathylab.vision.shrinking import doubled, half_around, shrink, shrinking
from empathylab.vision.strips import Step, Steps, once_a_strip, over_rows, run, strip_rows, with_around

#: What halving by averaging two by two pixels adds to a low-pass, in square pixels.
HALVING_VARIANCE = 0.25
#: What is around two by two pixels, in weights of their neighbours: half of what enlarging spreads, as far as the light
#: of the four follows what is around them. With it the observer reads faint letters as with every pixel compared.
NEARBY = np.array([0.0625, 1 - 2 * 0.0625, 0.0625], np.float32)

#: Writes rows of the picture, in a lane; takes rows of the result with BIAS added, in a lane.
Fill = Callable[[slice, int], None]
Finish = Callable[[slice, Wholes, int], None]


class Level(ABC):
    """One octave of a `picture`; everything `half` has the size of the next level, whose picture is `low`.

    `weights` turn the three channels of a picture into its luminance. Pictures are whole numbers, what is `made` of
    them has BIAS added: most of the work is bound by memory, and so is half of it.
    """

    def __init__(
        self, grid: Grid, index: int, picture: Wholes, sensitivity: Sensitivity, weights: Floats, finer: Level | None
    ) -> None:
        self.picture, self.finer = picture, finer
        #: Called before rows of the picture are looked at, and when what they become is there.
        self.fill: Fill = nothing
        self.finish: Finish = nothing
        size = (picture.shape[0], picture.shape[1])
        self.size, self.weights = size, weights
        self.mean_weights = -2 * weights
        self.made_weights = weights - np.array([[0, 0, 0, BIAS * weights[0, :3].sum()]], np.float32)
        self.half_size = half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
        self.blur_sd = math.sqrt(max(grid.low_pass_px**2 - HALVING_VARIANCE, 0.25)) / 2
        self.blur_px = _odd(math.ceil(3 * self.blur_sd))
        reach = max(1, round(grid.low_pass_px / 2.5))
        self.envelope = np.full(2 * reach + 1, 1 / (2 * reach + 1), np.float32)
        self.steepness = SensitivityMap(grid, index, half, sensitivity)
        self._make_buffers()

    def _make_buffers(self) -> None:
        """All that a frame needs, once: making it takes longer than the work."""
        size, half = self.size, self.half_size
        self.low = buffer((*half, 3), np.uint16)
        self.halved = buffer((*half, 3), np.float32)
        self.low_light, self.energy, self.found_gain = (buffer(half, np.float32) for _ in range(3))
        #: What the next level becomes; of the last one, what is left.
        self.made_below = buffer(self.low.shape, np.uint16)
        self.mean = buffer((LANES, strip_rows(*half), half[1]), np.float32)
        reach = max(self.blur_px[1], len(self.envelope)) // 2
        self.blurred, self.smooth = (
            buffer((LANES, strip_rows(*half) + 2 * reach, half[1], *channels), np.float32) for channels in ((3,), ())
        )
        #: Rows at work in a lane; enlarging looks at one more row of the half size on either side.
        self.rows, self.half_rows = strip_rows(*size) + 4, strip_rows(*size) // 2 + 3
        self.squares = buffer((LANES, self.rows, size[1]), np.float32)
        self.half_light = buffer((LANES, self.half_rows, half[1]), np.float32)
        self.half_wide = buffer((LANES, self.half_rows, half[1], 3), np.float32)
        self.share = buffer((LANES, self.half_rows, half[1]), np.uint16)
        self.halves, self.rest = (buffer((LANES, self.half_rows, half[1], 3), np.uint16) for _ in range(2))
        self.wide_share = buffer((LANES, self.rows, size[1]), np.uint16)
        self.wide_rest = buffer((LANES, self.rows, size[1], 3), np.uint16)

    def take_apart(self, gaze_px: GazePx) -> None:
        """`low`, the next picture, and what is seen of the detail that it lacks."""
        self.steepness.look(gaze_px)
        if strip_rows(*self.size) >= self.size[0]:  # where a picture is small, the way from step to step costs most
            whole = slice(0, self.size[0])
            self.fill(whole, 0)
            run(self._taking_apart(whole, 0))
            return
        over_rows(self._halve, *self.size)
        for part in self._parts:
            over_rows(partial(_run_part, part), *self.half_size)

    @once_a_strip
    def _taking_apart(self, whole: slice, lane: int) -> Steps:
        half = self._halved(whole)
        return [*self._halving(whole, lane), *(step for part in self._parts for step in part(half, lane))]

    @property
    def _parts(self) -> list[Callable[[slice, int], Steps]]:
        """What is done one after the other at half the size."""
        if not self.steepness.is_gain:
            return [self._finding_low, self._finding_contrast, self._finding_gain]
        return [self._finding_low] if self.finer is None else [self._finding_low, self._finding_gain]

    def put_together(self) -> None:
        """This level's picture as this eye sees it, from what the coarser levels became."""
        over_rows(self._put_together, *self.size)

    def _put_together(self, rows: slice, lane: int) -> None:
        made, steps = self._making(rows, lane)
        run(steps)
        self.finish(rows, made, lane)

    @abstractmethod
    def _light(self, rows: slice, lane: int) -> tuple[Floats, Steps]:
        """The luminance of these rows of the picture, when these steps are done."""

    @abstractmethod
    def _made(self, rows: slice, lane: int) -> Wholes:
        """Where these rows of what the picture becomes are written to."""

    def _halve(self, rows: slice, lane: int) -> None:
        """Fill `halved` with the picture, and `energy` with its luminance squared, at half the size."""
        self.fill(rows, lane)
        run(self._halving(rows, lane))

    @once_a_strip
    def _halving(self, rows: slice, lane: int) -> Steps:
        part, half = self.picture[rows], self._halved(rows)
        squaring: Steps = ()
        if not self.steepness.is_gain:
            squares = self.squares[lane, : len(part)]
            light, steps = self._light(rows, lane)
            squaring = [*steps, partial(cv2.multiply, light, light, squares), shrinking(squares, self.energy[half])]
        halves = self.halves[lane, : half.stop - half.start]
        return [*squaring, shrinking(part, halves), partial(np.copyto, self.halved[half], halves)]

    @once_a_strip
    def _finding_low(self, rows: slice, lane: int) -> Steps:
        """To the next picture and its luminance, of the same whole numbers."""
        wide, here = with_around(rows, self.blur_px[1] // 2, self.half_size[0])
        whole = self.blurred[lane, : wide.stop - wide.start]
        blurred = whole[here]
        return (
            partial(cv2.GaussianBlur, self.halved[wide], self.blur_px, self.blur_sd, whole),
            partial(np.rint, blurred, blurred),
            partial(np.copyto, self.low[rows], blurred, "unsafe"),
            partial(cv2.transform, blurred, self.weights, self.low_light[rows]),
        )

    @once_a_strip
    def _finding_contrast(self, rows: slice, lane: int) -> Steps:
        """From `energy` to contrast squared less 1: the mean of (light / around − 1)² over two by two pixels."""
        energy, (smoothing, low) = self.energy[rows], self._smoothing(self.low_light, NEARBY, rows, lane)
        mean = self.mean[lane, : len(low)]
        return (
            smoothing,
            partial(cv2.transform, self.halved[rows], self.mean_weights, mean),
            partial(cv2.divide, energy, low, energy),
            partial(cv2.add, energy, mean, energy),
            partial(cv2.divide, energy, low, energy),
            partial(cv2.threshold, energy, MOST_ENERGY - 1, MOST_ENERGY - 1, cv2.THRESH_TRUNC, energy),
        )

    @once_a_strip
    def _finding_gain(self, rows: slice, lane: int) -> Steps:
        gain = self.found_gain[rows]
        steps = [] if self.steepness.is_gain else self._seeing(rows, lane, gain)
        if self.finer is None:
            return steps
        # What is seen in fine detail is seen as a whole too, or it would get a halo.
        whole = self.mean[lane, : len(gain)]
        steps.append(self.finer.with_gain(partial(shrink, out=whole), slice(2 * rows.start, 2 * rows.stop)))
        if self.steepness.is_gain:
            steps.append(self.steepness.with_window(lambda seen: cv2.max(seen, whole, gain), rows))
        else:
            steps.append(partial(cv2.max, gain, whole, gain))
        return steps

    def _seeing(self, rows: slice, lane: int, gain: Floats) -> list[Step]:
        """From `energy` to what this level shows of its detail by itself."""
        smoothing, contrast = self._smoothing(self.energy, self.envelope, rows, lane, 1.0)
        slope, weighing = self.steepness.everywhere, []
        if self.steepness.canvas is not None:
            weigh = partial(cv2.multiply, contrast, dst=contrast)
            slope, weighing = 1.0, [self.steepness.with_window(weigh, rows)]
        return [
            smoothing,
            partial(cv2.threshold, contrast, 0.0, 0.0, cv2.THRESH_TOZERO, contrast),  # rounding may leave less
            partial(cv2.sqrt, contrast, contrast),
            *weighing,
            partial(cv2.addWeighted, contrast, slope, contrast, 0.0, -FADE_FROM / (FADE_TO - FADE_FROM), gain),
            # Between 0 and 1: thresholds of OpenCV take a fraction of the time of numpy's clip.
            partial(cv2.threshold, gain, 0.0, 0.0, cv2.THRESH_TOZERO, gain),
            partial(cv2.threshold, gain, 1.0, 1.0, cv2.THRESH_TRUNC, gain),
        ]

    def with_gain(self, work: Callable[[Floats], object], rows: slice) -> Step:
        """The step that does something with these rows of what is seen: found, or a map's window where it is known."""
        if self.steepness.is_gain and self.finer is None:
            return self.steepness.with_window(work, rows)
        return partial(work, self.found_gain[rows])

    def _smoothing(
        self, light: Floats, kernel: Floats, rows: slice, lane: int, more: float = 0.0
    ) -> tuple[Step, Floats]:
        """The step that gives each point something of its neighbours, and more; for what has the next level's size."""
        wide, here = with_around(rows, len(kernel) // 2, self.half_size[0])
        smooth = self.smooth[lane, : wide.stop - wide.start]
        step = partial(cv2.sepFilter2D, light[wide], cv2.CV_32F, kernel, kernel, smooth, delta=more)
        return step, smooth[here]

    @once_a_strip
    def _making(self, rows: slice, lane: int) -> tuple[Wholes, Steps]:
        """What these rows become, and the steps to it."""
        around = half_around(rows, self.size[0])
        made, low = self.made_below[around], self.low[around]
        share, rest = (buffer[lane, : len(made)] for buffer in (self.share, self.rest))
        doubling_share, light = doubled(share, rows, around, self.size, self.wide_share[lane])
        doubling_rest, more = doubled(rest, rows, around, self.size, self.wide_rest[lane])
        out = self._made(rows, lane)
        return out, (
            *self._sharing(around, lane, made, share),
            # `made` without what detail takes with it of `low`
            partial(cv2.cvtColor, share, cv2.COLOR_GRAY2BGR, rest),
            partial(cv2.multiply, rest, low, rest, 1 / ONE),
            partial(cv2.subtract, made, rest, rest),
            doubling_share,
            partial(cv2.cvtColor, light, cv2.COLOR_GRAY2BGR, out),
            partial(cv2.multiply, out, self.picture[rows], out, 1 / ONE),
            doubling_rest,
            partial(cv2.add, out, more, out),
        )

    def _sharing(self, around: slice, lane: int, made: Wholes, share: Wholes) -> Steps:
        """To the share (of ONE) that detail keeps of its size."""
        light, wide = (buffer[lane, : len(made)] for buffer in (self.half_light, self.half_wide))
        return (
            partial(np.copyto, wide, made),
            partial(cv2.transform, wide, self.made_weights, light),
            partial(cv2.divide, light, self.low_light[around], light),
            partial(cv2.threshold, light, 1.0, 1.0, cv2.THRESH_TRUNC, light),
            # below nothing is nothing
            self.with_gain(partial(cv2.multiply, light, dst=share, scale=ONE, dtype=cv2.CV_16U), around),
        )

    def _halved(self, rows: slice) -> slice:
        """The rows of the next level that these rows become."""
        return slice(rows.start // 2, (rows.stop + 1) // 2)


class Octave(Level):
    """A level below the finest: its picture is what the finer level left."""

    def __init__(self, grid: Grid, index: int, finer: Level, sensitivity: Sensitivity, weights: Floats) -> None:
        super().__init__(grid, index, finer.low, sensitivity, weights, finer)
        self.light = finer.low_light
        self.made = finer.made_below

    def _light(self, rows: slice, lane: int) -> tuple[Floats, Steps]:
        return self.light[rows], ()

    def _made(self, rows: slice, lane: int) -> Wholes:
        return self.made[rows]


def nothing(*_: object) -> None:
    """Neither a frame to take nor one to give."""


def _run_part(part: Callable[[slice, int], Steps], rows: slice, lane: int) -> None:
    run(part(rows, lane))


def _odd(reach: int) -> tuple[int, int]:
    return 2 * reach + 1, 2 * reach + 1
