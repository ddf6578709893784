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
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from empathylab.vision.effect import Degrees
from empathylab.vision.light import BIAS, ONE, Floats, Wholes
from empathylab.vision.shrinking import doubled, half_around, shrink
from empathylab.vision.strips import LANES, over_rows, strip_rows, with_around

#: Bandwidth of a level: its low-pass has a standard deviation of BAND · (pixels per cycle of its frequency).
BAND = 0.34
#: Detail is lost over envelope · sensitivity from FADE_FROM to FADE_TO.
FADE_FROM, FADE_TO = 0.375, 0.625
#: Contrast squared, at most: white on black has no bound.
MOST_ENERGY = 16.0
#: What halving by averaging two by two pixels adds to a low-pass, in square pixels.
HALVING_VARIANCE = 0.25
#: What is around two by two pixels, in weights of their neighbours: half of what enlarging spreads, as far as the light
#: of the four follows what is around them. With it the observer reads faint letters as with every pixel compared.
NEARBY = np.array([0.0625, 1 - 2 * 0.0625, 0.0625], np.float32)

#: From this steepness on a lonely pixel two code values from white is seen; below the other not even white on black.
ALL_SEEN = 500.0
NONE_SEEN = FADE_FROM / (FADE_TO - FADE_FROM) / math.sqrt(MOST_ENERGY)

GazePx = tuple[float, float]
#: Writes rows of the picture, in a lane; takes rows of the result with BIAS added, in a lane.
Fill = Callable[[slice, int], None]
Finish = Callable[[slice, Wholes, int], None]


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


class Level(ABC):
    """One octave of a `picture`; everything `half` has the size of the next level, whose picture is `low`.

    `weights` turn the three channels of a picture into its luminance. Pictures are whole numbers, what is `made` of
    them has BIAS added: most of the work is bound by memory, and so is half of it.
    """

    def __init__(self, grid: Grid, index: int, picture: Wholes, sensitivity: Sensitivity, weights: Floats) -> None:
        self.picture = picture
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
        #: Turns the envelope's root mean square into (envelope · sensitivity) / (FADE_TO − FADE_FROM).
        self.steepness = math.sqrt(2) / (FADE_TO - FADE_FROM) * sensitivity.at(grid.top_cpd / 2**index)
        self.spacing_px = grid.width / half[1], grid.height / half[0]
        self.canvas: Floats | None = None
        #: Whether the canvas holds gains: nobody has to look whether all is seen, or nothing.
        self.is_known = False
        if sensitivity.following is not None:
            canvas = self._canvas(sensitivity.following, grid.ppd)
            self.is_known = bool(((canvas >= ALL_SEEN) | (canvas <= NONE_SEEN)).all())
            self.canvas = (canvas >= ALL_SEEN).astype(np.float32) if self.is_known else canvas
        self._make_buffers()

    def _make_buffers(self) -> None:
        """All that a frame needs, once: making it takes longer than the work."""
        size, half = self.size, self.half_size
        self.low = np.empty((*half, 3), np.uint16)
        self.halved = np.empty((*half, 3), np.float32)
        self.low_light, self.energy, self.gain = (np.empty(half, np.float32) for _ in range(3))
        self.mean = np.empty((LANES, strip_rows(*half), half[1]), np.float32)
        reach = max(self.blur_px[1], len(self.envelope)) // 2
        self.blurred, self.smooth = (
            np.empty((LANES, strip_rows(*half) + 2 * reach, half[1], *channels), np.float32) for channels in ((3,), ())
        )
        #: Rows at work in a lane; enlarging looks at one more row of the half size on either side.
        self.rows, self.half_rows = strip_rows(*size) + 4, strip_rows(*size) // 2 + 3
        self.squares = np.empty((LANES, self.rows, size[1]), np.float32)
        self.half_light = np.empty((LANES, self.half_rows, half[1]), np.float32)
        self.half_wide = np.empty((LANES, self.half_rows, half[1], 3), np.float32)
        self.share = np.empty((LANES, self.half_rows, half[1]), np.uint16)
        self.halves, self.rest = (np.empty((LANES, self.half_rows, half[1], 3), np.uint16) for _ in range(2))
        self.wide_share = np.empty((LANES, self.rows, size[1]), np.uint16)
        self.wide_rest = np.empty((LANES, self.rows, size[1], 3), np.uint16)

    def take_apart(self, gaze_px: GazePx, finer: Level | None) -> None:
        """`low`, the next picture, and `gain`, what is seen of the detail that it lacks."""
        over_rows(self._halve, *self.size)
        over_rows(self._find_low, *self.half_size)
        seen = self._seen(self._steepness(gaze_px))
        if finer is None:
            self.gain = seen
        else:  # what is seen in fine detail is seen as a whole too, or it would get a halo
            cv2.resize(finer.gain, self.half_size[::-1], self.energy, interpolation=cv2.INTER_AREA)
            cv2.max(seen, self.energy, self.gain)

    def _seen(self, steepness: Floats | float) -> Floats:
        """The gain of this level by itself: known from the map, or found from the contrast of the detail."""
        if self.is_known and not isinstance(steepness, float):
            return steepness
        over_rows(self._find_contrast, *self.half_size)
        over_rows(partial(self._find_gain, steepness), *self.half_size)
        return self.gain

    def put_together(self, made_below: Wholes) -> None:
        """This level's picture as this eye sees it, from what the coarser levels became."""

        def some(rows: slice, lane: int) -> None:
            around = half_around(rows, self.size[0])
            share, rest = self._kept(made_below[around], around, lane)
            light = doubled(share, rows, around, self.size, self.wide_share[lane])
            out = self._made(rows, lane)
            cv2.cvtColor(light, cv2.COLOR_GRAY2BGR, out)
            cv2.multiply(out, self.picture[rows], out, scale=1 / ONE)
            cv2.add(out, doubled(rest, rows, around, self.size, self.wide_rest[lane]), out)
            self.finish(rows, out, lane)

        over_rows(some, *self.size)

    @abstractmethod
    def _light(self, rows: slice, lane: int) -> Floats:
        """The luminance of these rows of the picture."""

    @abstractmethod
    def _made(self, rows: slice, lane: int) -> Wholes:
        """Where these rows of what the picture becomes are written to."""

    def _halve(self, rows: slice, lane: int) -> None:
        """Fill `halved` with the picture, and `energy` with its luminance squared, at half the size."""
        self.fill(rows, lane)
        part, half = self.picture[rows], self._halved(rows)
        if not self.is_known:
            squares = self.squares[lane, : len(part)]
            light = self._light(rows, lane)
            cv2.multiply(light, light, squares)
            shrink(squares, self.energy[half])
        halves = self.halves[lane, : half.stop - half.start]
        shrink(part, halves)
        np.copyto(self.halved[half], halves)

    def _find_low(self, rows: slice, lane: int) -> None:
        """The next picture and its luminance, of the same whole numbers."""
        wide, here = with_around(rows, self.blur_px[1] // 2, self.half_size[0])
        blurred = self.blurred[lane, : wide.stop - wide.start]
        cv2.GaussianBlur(self.halved[wide], self.blur_px, self.blur_sd, blurred)
        blurred = blurred[here]
        np.rint(blurred, out=blurred)
        np.copyto(self.low[rows], blurred, casting="unsafe")
        cv2.transform(blurred, self.weights, self.low_light[rows])

    def _find_contrast(self, rows: slice, lane: int) -> None:
        """From `energy` to contrast squared less 1: the mean of (light / around − 1)² over two by two pixels."""
        energy, low = self.energy[rows], self._smooth(self.low_light, NEARBY, rows, lane)
        mean = self.mean[lane, : len(low)]
        cv2.transform(self.halved[rows], self.mean_weights, mean)
        cv2.divide(energy, low, energy)
        cv2.add(energy, mean, energy)
        cv2.divide(energy, low, energy)
        cv2.threshold(energy, MOST_ENERGY - 1, MOST_ENERGY - 1, cv2.THRESH_TRUNC, energy)

    def _find_gain(self, steepness: Floats | float, rows: slice, lane: int) -> None:
        contrast, gain, slope = self._smooth(self.energy, self.envelope, rows, lane, 1.0), self.gain[rows], 1.0
        cv2.threshold(contrast, 0.0, 0.0, cv2.THRESH_TOZERO, contrast)  # rounding may leave less
        cv2.sqrt(contrast, contrast)
        if isinstance(steepness, float):
            slope = steepness
        else:
            cv2.multiply(contrast, steepness[rows], contrast)
        cv2.addWeighted(contrast, slope, contrast, 0.0, -FADE_FROM / (FADE_TO - FADE_FROM), gain)
        within_one(gain)

    def _smooth(self, light: Floats, kernel: Floats, rows: slice, lane: int, more: float = 0.0) -> Floats:
        """Rows of what has the size of the next level, each point among its neighbours, and some more."""
        wide, here = with_around(rows, len(kernel) // 2, self.half_size[0])
        smooth = self.smooth[lane, : wide.stop - wide.start]
        cv2.sepFilter2D(light[wide], cv2.CV_32F, kernel, kernel, smooth, delta=more)
        return smooth[here]

    def _kept(self, made: Wholes, around: slice, lane: int) -> tuple[Wholes, Wholes]:
        """The share (of ONE) that detail keeps of its size, and `made` without what it takes with it of `low`."""
        light, wide, share, rest = (
            buffer[lane, : len(made)] for buffer in (self.half_light, self.half_wide, self.share, self.rest)
        )
        np.copyto(wide, made)
        cv2.transform(wide, self.made_weights, light)
        cv2.divide(light, self.low_light[around], light)
        cv2.threshold(light, 1.0, 1.0, cv2.THRESH_TRUNC, light)
        cv2.multiply(light, self.gain[around], share, ONE, cv2.CV_16U)  # below nothing is nothing
        cv2.cvtColor(share, cv2.COLOR_GRAY2BGR, rest)
        cv2.multiply(rest, self.low[around], rest, 1 / ONE)
        cv2.subtract(made, rest, rest)
        return share, rest

    def _halved(self, rows: slice) -> slice:
        """The rows of the next level that these rows become."""
        return slice(rows.start // 2, (rows.stop + 1) // 2)

    def _steepness(self, gaze_px: GazePx) -> Floats | float:
        """The part of the gaze map that lies over the picture when gaze is at these pixels of the finest level."""
        if self.canvas is None:
            return self.steepness
        top, left = (
            length - min(max(round((at + 0.5) / spacing - 0.5), 0), length)
            for length, at, spacing in zip(self.half_size, gaze_px[::-1], self.spacing_px[::-1], strict=True)
        )
        return self.canvas[top : top + self.half_size[0], left : left + self.half_size[1]]

    def _canvas(self, following: Callable[[Degrees, Degrees], Degrees], ppd: float) -> Floats:
        """Steepness around gaze, twice as large as the picture, so that any gaze is a window of it."""
        rows, columns = self.half_size
        x_deg = (np.arange(2.0 * columns + 1) - columns)[None, :] * self.spacing_px[0] / ppd
        y_deg = (rows - np.arange(2.0 * rows + 1))[:, None] * self.spacing_px[1] / ppd
        factor = np.broadcast_to(following(x_deg, y_deg), (y_deg.size, x_deg.size))
        return np.ascontiguousarray(factor * np.float32(self.steepness), np.float32)


class Octave(Level):
    """A level below the finest: its picture is what the finer level left."""

    def __init__(self, grid: Grid, index: int, finer: Level, sensitivity: Sensitivity, weights: Floats) -> None:
        super().__init__(grid, index, finer.low, sensitivity, weights)
        self.light = finer.low_light
        self.made = np.empty_like(finer.low)

    def _light(self, rows: slice, lane: int) -> Floats:
        return self.light[rows]

    def _made(self, rows: slice, lane: int) -> Wholes:
        return self.made[rows]


def nothing(*_: object) -> None:
    """Neither a frame to take nor one to give."""


def within_one(share: Floats) -> None:
    """Between 0 and 1, in place: thresholds of OpenCV take a fraction of the time of numpy's clip."""
    cv2.threshold(share, 0.0, 0.0, cv2.THRESH_TOZERO, share)
    cv2.threshold(share, 1.0, 1.0, cv2.THRESH_TRUNC, share)


def _odd(reach: int) -> tuple[int, int]:
    return 2 * reach + 1, 2 * reach + 1
