"""The thresholding pyramid: takes away what an eye could not detect and keeps the contrast of what it could.

Peli's band-limited contrast (1990) with the contrast thresholds of `csf`, made fast enough for a live screen.
Per octave, detail is compared with the light around it; detail below threshold goes, detail above it stays as it
is (contrast constancy: large strong things do not look faded to people with low vision). Sensitivity may differ
from place to place: field loss in dB is nothing but less sensitivity there, so a deep loss fills in from its
surroundings and never turns black.

A level is put together as `gain · picture + up(rest)`, where `rest`, at half the size, is what the coarser levels
made minus the share of them that the picture already holds. Gains of 1 everywhere so give the picture back exactly,
and only four passes are needed at full size.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from empathylab.vision.effect import Degrees
from empathylab.vision.light import FULL, Array, Floats

#: Bandwidth of a level: its low-pass has a standard deviation of BAND · (pixels per cycle of its frequency).
BAND = 0.34
#: The least standard deviation of that low-pass in pixels, which sets how coarse the working grid may be.
OVERSAMPLING = 1.5
#: Detail is lost over envelope · sensitivity from FADE_FROM to FADE_TO.
FADE_FROM, FADE_TO = 0.375, 0.625
#: Light that a black screen still gives, as a share of white; keeps contrast on black finite.
SCREEN_BLACK = 1e-4
SMALLEST_PX = 4


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
        sd = grid.low_pass_px
        self.blur_sd = math.sqrt(max(sd * sd - 1, 0.25)) / 2
        reach = math.ceil(3 * self.blur_sd)
        self.blur_px = (2 * reach + 1, 2 * reach + 1)
        reach = max(1, round(sd / 2.5))
        self.envelope_px = (2 * reach + 1, 2 * reach + 1)
        self.low = np.empty((*half, 3), np.float32)
        self.reduced = np.empty((*half, 3), np.float32)
        self.light = np.empty((height, width), np.float32)
        self.light_below = np.empty((height, width), np.float32)
        self.low_light = np.empty(half, np.float32)
        self.envelope, self.energy = np.empty(half, np.float32), np.empty(half, np.float32)
        self.gain3 = np.empty((*half, 3), np.float32)
        self.wide_gain = np.empty_like(picture)
        self.wide_rest = np.empty_like(picture)
        self.rest = np.empty((*half, 3), np.float32)
        self.made = np.empty_like(picture)
        cpd = grid.top_cpd / 2**index
        #: Turns the envelope's root mean square into (envelope · sensitivity − FADE_FROM) / (FADE_TO − FADE_FROM).
        scale = math.sqrt(2) / (FADE_TO - FADE_FROM)
        self.steepness = scale * sensitivity.at(cpd)
        self.canvas: Floats | None = None
        self.spacing_px = 2 ** (index + 1)
        if sensitivity.following is not None:
            x_deg, y_deg = _degrees(half, self.spacing_px / grid.ppd)
            factor = np.broadcast_to(sensitivity.following(x_deg, y_deg), (y_deg.size, x_deg.size))
            self.canvas = np.ascontiguousarray(factor * np.float32(self.steepness), np.float32)

    def window(self, gaze_px: tuple[float, float]) -> Floats:
        """The part of the gaze map that lies over the picture when gaze is at these pixels of the finest level."""
        assert self.canvas is not None
        height, width = self.envelope.shape
        left = width - min(max(round(gaze_px[0] / self.spacing_px), 0), width)
        top = height - min(max(round(gaze_px[1] / self.spacing_px), 0), height)
        return self.canvas[top : top + height, left : left + width]


def _degrees(half: tuple[int, int], spacing_deg: float) -> tuple[Degrees, Degrees]:
    """Coordinates (right, up) of a canvas twice as large as the picture, with zero in its middle."""
    height, width = half
    x, y = np.arange(2.0 * width + 1) - width, np.arange(2.0 * height + 1) - height
    return x[None, :] * spacing_deg, -y[:, None] * spacing_deg


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

    def apply(self, picture: Floats, out: Array, gaze_px: tuple[float, float]) -> None:
        """Filter a picture (linear light, 0 to FULL) into `out` (uint16)."""
        self.levels[0].picture = picture
        for level in self.levels:
            self._go_down(level, gaze_px)
        made = self.levels[-1].low
        for level in reversed(self.levels[1:]):
            self._come_up(level, made, level.made, cv2.CV_32F)
            made = level.made
        self._come_up(self.levels[0], made, out, cv2.CV_16U)

    def _go_down(self, level: Level, gaze_px: tuple[float, float]) -> None:
        """The next picture, and how much of this level's detail can be seen."""
        cv2.pyrDown(level.picture, level.reduced, level.half_size)
        cv2.GaussianBlur(level.reduced, level.blur_px, level.blur_sd, level.low)
        cv2.transform(level.picture, self.weights, level.light)
        cv2.transform(level.low, self.weights, level.low_light)
        cv2.pyrUp(level.low_light, level.light_below, level.size)
        cv2.divide(level.light, level.light_below, level.light)
        np.subtract(level.light, 1, out=level.light)
        cv2.multiply(level.light, level.light, level.light)
        cv2.pyrDown(level.light, level.energy, level.half_size)
        cv2.blur(level.energy, level.envelope_px, level.envelope)
        self._gain(level, gaze_px)

    def _gain(self, level: Level, gaze_px: tuple[float, float]) -> None:
        gain = level.envelope
        cv2.sqrt(gain, gain)
        np.multiply(gain, level.steepness if level.canvas is None else level.window(gaze_px), out=gain)
        np.subtract(gain, FADE_FROM / (FADE_TO - FADE_FROM), out=gain)
        np.clip(gain, 0, 1, out=gain)
        cv2.merge((gain, gain, gain), level.gain3)

    def _come_up(self, level: Level, made_below: Floats, out: Array, depth: int) -> None:
        cv2.multiply(level.gain3, level.low, level.rest)
        cv2.subtract(made_below, level.rest, level.rest)
        cv2.pyrUp(level.gain3, level.wide_gain, level.size)
        cv2.pyrUp(level.rest, level.wide_rest, level.size)
        cv2.multiply(level.wide_gain, level.picture, level.wide_gain)
        cv2.add(level.wide_gain, level.wide_rest, out, dtype=depth)
