"""The thresholding pyramid: takes away what an eye could not detect and keeps the contrast of what it could.

Peli's band-limited contrast (1990) with the contrast thresholds of `csf`, made fast enough for a live screen.
Per octave, detail is compared with the light around it; detail below threshold goes, detail above it stays as it
is (contrast constancy: large strong things do not look faded to people with low vision). Sensitivity may differ
from place to place: field loss in dB is nothing but less sensitivity there, so a deep loss fills in from its
surroundings and never turns black.

Detail is contrast: where the coarser levels came out darker than they went in, detail gets smaller with them, so
nothing falls below black and colours keep their hue; where they came out lighter it keeps its size, so nothing glares.
A level is `up(share) · picture + up(made − share · low)` with `share = gain · min(made / low, 1)` by luminance, where
`made` is what the coarser levels became and `low` what they were. With gains of 1 everywhere that is the picture,
exactly, and few passes are made at the level's full size.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from empathylab.vision.effect import Degrees
from empathylab.vision.light import FULL, Array, Floats
from empathylab.vision.strips import LANES, over_rows, strip_rows

#: Bandwidth of a level: its low-pass has a standard deviation of BAND · (pixels per cycle of its frequency).
BAND = 0.34
#: The least standard deviation of that low-pass in pixels, which sets how coarse the working grid may be.
OVERSAMPLING = 1.5
#: Detail is lost over envelope · sensitivity from FADE_FROM to FADE_TO.
FADE_FROM, FADE_TO = 0.375, 0.625
#: Light that a black screen still gives, as a share of white; keeps contrast on black finite.
SCREEN_BLACK = 1e-4
SMALLEST_PX = 4
#: Contrast squared, at most: white on black has no bound, and running sums would round its neighbours away.
MOST_ENERGY = 16.0
#: What halving by averaging two by two pixels adds to a low-pass, in square pixels.
HALVING_VARIANCE = 0.25


#: Takes finished rows of the picture, in a lane.
Finish = Callable[[slice, Floats, int], None]
NOTHING: Floats = np.empty((0, 0, 3), np.float32)


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
        return BAND * self.ppd / self.top_cpd


class Level:
    """One octave and its buffers. Sizes: `picture` is the level's own, everything `half` belongs to the next."""

    def __init__(self, grid: Grid, index: int, picture: Floats, sensitivity: Sensitivity) -> None:
        height, width = picture.shape[:2]
        half = ((height + 1) // 2, (width + 1) // 2)
        self.picture = picture
        self.size, self.half_size = (width, height), (half[1], half[0])
        self.blur_sd = math.sqrt(max(grid.low_pass_px**2 - HALVING_VARIANCE, 0.25)) / 2
        self.blur_px = _odd(math.ceil(3 * self.blur_sd))
        self.envelope_px = _odd(max(1, round(grid.low_pass_px / 2.5)))
        self.low, self.halved, self.rest = (np.empty((*half, 3), np.float32) for _ in range(3))
        self.low_light, self.energy, self.gain, self.share = (np.empty(half, np.float32) for _ in range(4))
        self.made = np.empty((height, width, 3), np.float32) if index else NOTHING
        strip = strip_rows(height, width) + 4
        self.light, self.light_below = (np.empty((LANES, strip, width), np.float32) for _ in range(2))
        self.wide_share, self.wide_rest = (np.empty((LANES, strip, width, 3), np.float32) for _ in range(2))
        #: Turns the envelope's root mean square into (envelope · sensitivity) / (FADE_TO − FADE_FROM).
        self.steepness = math.sqrt(2) / (FADE_TO - FADE_FROM) * sensitivity.at(grid.top_cpd / 2**index)
        self.spacing_px = grid.width / half[1], grid.height / half[0]
        self.canvas: Floats | None = None
        if sensitivity.following is not None:
            self.canvas = self._canvas(sensitivity.following, grid.ppd)

    def enlarged(self, half: Floats, rows: slice, scratch: Floats) -> Floats:
        """Some rows of a picture of half the size, at this level's size; written somewhere into `scratch`."""
        width, height = self.size
        if rows.stop - rows.start == height:
            return np.asarray(cv2.resize(half, self.size, scratch[:height], interpolation=cv2.INTER_LINEAR))
        first, last = max(rows.start // 2 - 1, 0), min(rows.stop // 2 + 1, len(half))
        wide = scratch[: 2 * (last - first)]
        cv2.resize(half[first:last], (width, len(wide)), wide, interpolation=cv2.INTER_LINEAR)
        return wide[rows.start - 2 * first : rows.stop - 2 * first]

    def halved_rows(self, rows: slice) -> slice:
        """The rows of the next level that these rows become."""
        return slice(rows.start // 2, (rows.stop + 1) // 2)

    def _canvas(self, following: Callable[[Degrees, Degrees], Degrees], ppd: float) -> Floats:
        """Steepness around gaze, twice as large as the picture, so that any gaze is a window of it."""
        columns, rows = self.half_size
        x_deg = (np.arange(2.0 * columns + 1) - columns)[None, :] * self.spacing_px[0] / ppd
        y_deg = (rows - np.arange(2.0 * rows + 1))[:, None] * self.spacing_px[1] / ppd
        factor = np.broadcast_to(following(x_deg, y_deg), (y_deg.size, x_deg.size))
        return np.ascontiguousarray(factor * np.float32(self.steepness), np.float32)

    def window(self, gaze_px: tuple[float, float]) -> Floats:
        """The part of the gaze map that lies over the picture when gaze is at these pixels of the finest level."""
        assert self.canvas is not None
        left, top = (
            length - min(max(round((at + 0.5) / spacing - 0.5), 0), length)
            for length, at, spacing in zip(self.half_size, gaze_px, self.spacing_px, strict=True)
        )
        columns, rows = self.half_size
        return self.canvas[top : top + rows, left : left + columns]


def _odd(reach: int) -> tuple[int, int]:
    return 2 * reach + 1, 2 * reach + 1


class Pyramid:
    """Filters pictures of one size. Buffers are made once; `apply` makes none.

    `weights` are the luminance weights of the three channels in the picture's order.
    """

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Array) -> None:
        self.weights = np.append(weights, SCREEN_BLACK * FULL).astype(np.float32).reshape(1, 4)
        picture = np.empty((grid.height, grid.width, 3), np.float32)
        self.levels: list[Level] = []
        while min(picture.shape[:2]) >= SMALLEST_PX or not self.levels:
            level = Level(grid, len(self.levels), picture, sensitivity)
            self.levels.append(level)
            picture = level.low

    def apply(self, picture: Floats, gaze_px: tuple[float, float], finish: Finish) -> None:
        """Filter a picture (linear light, 0 to FULL); `finish` takes the result, strip by strip."""
        self.levels[0].picture = picture
        finer = None
        for level in self.levels:
            self._halve(level)
            self._find_gain(level, gaze_px, finer)
            finer = level
        made = self.levels[-1].low
        for level in reversed(self.levels):
            self._put_together(level, made, finish if level is self.levels[0] else None)
            made = level.made

    def _halve(self, level: Level) -> None:
        """The next picture, and the contrast of this level's detail, squared and halved in size."""
        width, height = level.size

        def halve(rows: slice, lane: int) -> None:
            target = level.halved[level.halved_rows(rows)]
            cv2.resize(level.picture[rows], target.shape[1::-1], target, interpolation=cv2.INTER_AREA)

        over_rows(halve, height, width)
        cv2.GaussianBlur(level.halved, level.blur_px, level.blur_sd, level.low)
        cv2.transform(level.low, self.weights, level.low_light)

        def contrast(rows: slice, lane: int) -> None:
            light = level.light[lane, : rows.stop - rows.start]
            below = level.enlarged(level.low_light, rows, level.light_below[lane])
            cv2.transform(level.picture[rows], self.weights, light)
            cv2.subtract(light, below, light)
            cv2.divide(light, below, light)
            cv2.multiply(light, light, light)
            cv2.threshold(light, MOST_ENERGY, MOST_ENERGY, cv2.THRESH_TRUNC, light)
            target = level.energy[level.halved_rows(rows)]
            cv2.resize(light, target.shape[::-1], target, interpolation=cv2.INTER_AREA)

        over_rows(contrast, height, width)

    def _find_gain(self, level: Level, gaze_px: tuple[float, float], finer: Level | None) -> None:
        """Gain per place; what is seen in fine detail is seen as a whole too, or it would get a halo."""
        gain = level.gain
        cv2.blur(level.energy, level.envelope_px, gain)
        np.maximum(gain, 0, out=gain)  # running sums round below zero
        cv2.sqrt(gain, gain)
        np.multiply(gain, level.steepness if level.canvas is None else level.window(gaze_px), out=gain)
        np.subtract(gain, FADE_FROM / (FADE_TO - FADE_FROM), out=gain)
        np.clip(gain, 0, 1, out=gain)
        if finer is not None:
            cv2.resize(finer.gain, level.half_size, level.energy, interpolation=cv2.INTER_AREA)
            cv2.max(gain, level.energy, gain)

    def _put_together(self, level: Level, made_below: Floats, finish: Finish | None) -> None:
        """This level's picture as this eye sees it, into `made` or to `finish`."""

        def at_half(rows: slice, lane: int) -> None:
            made, share, rest = made_below[rows], level.share[rows], level.rest[rows]
            cv2.transform(made, self.weights, share)
            cv2.divide(share, level.low_light[rows], share)
            np.minimum(share, 1, out=share)
            cv2.multiply(share, level.gain[rows], share)
            cv2.merge((share, share, share), rest)
            cv2.multiply(rest, level.low[rows], rest)
            cv2.subtract(made, rest, rest)

        over_rows(at_half, level.half_size[1], level.half_size[0])

        def at_full(rows: slice, lane: int) -> None:
            light = level.enlarged(level.share, rows, level.light[lane])
            share = level.wide_share[lane, : len(light)]
            cv2.merge((light, light, light), share)
            rest = level.enlarged(level.rest, rows, level.wide_rest[lane])
            made = share if finish is not None else level.made[rows]
            cv2.multiply(share, level.picture[rows], made)
            cv2.add(made, rest, made)
            if finish is not None:
                finish(rows, made, lane)

        over_rows(at_full, level.size[1], level.size[0])
