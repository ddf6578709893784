"""One size of frame, one set of effects: which steps, on which grid, with which buffers."""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np

from empathylab.vision import stages
from empathylab.vision.csf import Csf, for_the_chart, typical_log_cs
from empathylab.vision.effect import Degrees, Effect
from empathylab.vision.light import DECODE, ENCODE, LUMINANCE_RGB, Array, Floats
from empathylab.vision.pyramid import BAND, OVERSAMPLING, Grid, Pyramid, Sensitivity
from empathylab.vision.simulations.colour import TRITAN_NORMAL
from empathylab.vision.strips import LANES, STRIP_PX, over_rows, strip_rows

#: A working grid a little coarser than OVERSAMPLING asks for is taken when it saves a whole factor.
TOLERANCE = 1.17
#: Scale of the blur that stands for the acuity limit, in periods of the cutoff frequency. With it a
#: template observer reads Sloan letters down to the acuity asked for (tests/unit/vision/test_acuity.py).
LIMIT = 0.3
#: A defocus disc keeps its shape with this many pixels across.
DISC_PX = 5.0
#: Where a map has no loss, a pyramid without other losses lets through this much more than a healthy eye sees.
UNHARMED = 100.0

Order = Literal["rgb", "bgrx"]


def shrink_factor(effect: Effect, ppd: float) -> int:
    """The whole factor by which the picture may shrink without losing anything that the eye could see."""
    factors = [1.0]
    if effect.logmar > 0:
        finest = Csf(effect.logmar).cutoff_cpd * (1 + effect.unevenness)
        factors.append(ppd / (OVERSAMPLING * finest / math.sqrt(2) / BAND) * TOLERANCE)
    if effect.disc_arcmin:
        factors.append(effect.disc_arcmin / 60 * ppd / DISC_PX)
    return math.floor(max(factors))


class Plan:
    """Decode → shrink → stages → pyramid → encode → enlarge, for frames of one size and channel order."""

    def __init__(self, effect: Effect, ppd: float, height: int, width: int, order: Order) -> None:
        self.order = order
        self.factor = min(shrink_factor(effect, ppd), max(1, min(height, width) // 8))
        self.size = (width, height)
        rows, columns = math.ceil(height / self.factor), math.ceil(width / self.factor)
        self.grid_size = (columns, rows)
        self.padded = (columns * self.factor, rows * self.factor)
        self._make_buffers(rows, columns)
        grid_ppd = ppd / self.factor
        self.stages = list(_stages(effect, grid_ppd, (rows, columns), self.factor, order == "bgrx"))
        self.pyramid: Pyramid | None = None
        if effect.limits_sensitivity:
            weights = LUMINANCE_RGB[::-1] if order == "bgrx" else LUMINANCE_RGB
            self.pyramid = Pyramid(*_pyramid_plan(effect, grid_ppd, rows, columns), weights)

    def _make_buffers(self, rows: int, columns: int) -> None:
        width, height = self.size
        self.grid = np.empty((rows, columns, 3), np.float32)
        #: Rows of the grid that are decoded at a time, so that their pixels fit the cache.
        self.cell_rows = max(2, STRIP_PX // (self.padded[0] * self.factor) // 2 * 2)
        fine_rows = self.cell_rows * self.factor
        self.light = np.empty((LANES, fine_rows, self.padded[0], 3), np.float32)
        strip = strip_rows(rows, columns)
        self.linear = np.empty((LANES, strip, columns, 3), np.uint16)
        channels = 3 if self.order == "rgb" else 4
        self.small = np.full((rows, columns, channels), 255, np.uint8)
        if self.order == "bgrx":
            self.colours = np.empty((LANES, fine_rows, width, 3), np.uint8)
            self.codes = np.empty((LANES, strip, columns, 3), np.uint8)
        if self.size != self.padded:
            self.large = np.empty((self.padded[1], self.padded[0], channels), np.uint8)

    def run(self, frame: Array, gaze: tuple[float, float], out: Array) -> None:
        """Filter a frame into `out`; `gaze` in pixels of the frame."""
        picture = self._decode(frame)
        at = (gaze[0] / self.factor, gaze[1] / self.factor)
        for stage in self.stages:
            picture = stage.run(picture, at)
        if self.pyramid is None:
            over_rows(lambda rows, lane: self._finish(rows, picture[rows], lane, out), *self.grid_size[::-1])
        else:
            self.pyramid.apply(picture, at, lambda rows, made, lane: self._finish(rows, made, lane, out))
        self._enlarge(out)

    def _decode(self, frame: Array) -> Floats:
        """Linear light on the working grid; the last row and column repeated up to a whole number of cells."""
        width, height = self.size
        factor, cells = self.factor, self.cell_rows

        def light(rows: slice, lane: int) -> None:
            part = frame[rows.start * factor : min(rows.stop * factor, height)]
            if self.order == "bgrx":
                part = cv2.cvtColor(part, cv2.COLOR_BGRA2BGR, self.colours[lane, : len(part)])
            if factor == 1:
                cv2.LUT(part, DECODE, self.grid[rows])
                return
            fine = self.light[lane, : (rows.stop - rows.start) * factor]
            cv2.LUT(part, DECODE, fine[: len(part), :width])
            fine[:, width:] = fine[:, width - 1 : width]
            fine[len(part) :] = fine[len(part) - 1]
            cv2.resize(fine, (self.grid_size[0], rows.stop - rows.start), self.grid[rows], interpolation=cv2.INTER_AREA)

        over_rows(light, self.grid_size[1], self.grid_size[0], cells)
        return self.grid

    def _finish(self, rows: slice, made: Floats, lane: int, out: Array) -> None:
        """Code values of some rows: into `out` when the grid is the frame's, else into `small`."""
        linear = self.linear[lane, : len(made)]
        cv2.add(made, 0.0, linear, dtype=cv2.CV_16U)  # type: ignore[call-overload]  # a scalar is fine
        if self.order == "rgb":
            cv2.LUT(linear, ENCODE, (out if self.factor == 1 else self.small)[rows])
        else:
            codes = self.codes[lane, : len(made)]
            cv2.LUT(linear, ENCODE, codes)
            cv2.cvtColor(codes, cv2.COLOR_BGR2BGRA, (out if self.factor == 1 else self.small)[rows])

    def _enlarge(self, out: Array) -> None:
        """From the working grid to the frame's size."""
        if self.factor == 1:
            return
        if self.size == self.padded:
            cv2.resize(self.small, self.size, out, interpolation=cv2.INTER_LINEAR)
        else:
            cv2.resize(self.small, self.padded, self.large, interpolation=cv2.INTER_LINEAR)
            np.copyto(out, self.large[: self.size[1], : self.size[0]])


def _stages(effect: Effect, ppd: float, shape: tuple[int, int], factor: int, is_bgr: bool) -> list[stages.Stage]:
    """The steps that this effect needs, in the order in which light meets them."""
    found: list[stages.Stage] = []
    if effect.disc_arcmin:
        found.append(stages.Defocus(shape, effect.disc_arcmin / 60 * ppd))
    if effect.streak_arcmin:
        found.append(stages.Streak(shape, effect.streak_arcmin / 60 * ppd))
    if effect.straylight_s:
        found.append(stages.Veil(shape, ppd, effect.straylight_s))
    if effect.shades:
        found.append(stages.Shadow(stages.Patch(shape, ppd, effect.reach_deg), effect.shades))
    if effect.warps:
        found.append(stages.Warp(stages.Patch(shape, ppd, effect.reach_deg), effect.warps))
    if effect.matrices:
        found.append(stages.Cones(shape, effect.matrix, is_bgr))
    if effect.tritan:
        found.append(stages.Tritan(shape, effect.tritan, TRITAN_NORMAL, is_bgr))
    if effect.logmar > 0:
        sd_px = LIMIT * ppd / Csf(effect.logmar).cutoff_cpd
        already = 1 / 12 if factor > 1 else 0.0
        found.append(stages.AcuityLimit(shape, ppd, math.sqrt(max(0.01, sd_px**2 - already)), effect.unevenness))
    return found


def _pyramid_plan(effect: Effect, grid_ppd: float, rows: int, columns: int) -> tuple[Grid, Sensitivity]:
    """The grid's finest level at the eye's limit or the grid's, and what may be seen on it."""
    has_curve = effect.logmar > 0 or effect.log_cs is not None
    log_cs = typical_log_cs(effect.logmar) if effect.log_cs is None else effect.log_cs
    curve = Csf(effect.logmar, for_the_chart(effect.logmar, log_cs))
    finest = curve.cutoff_cpd * (1 + effect.unevenness) / math.sqrt(2)
    grid = Grid(rows, columns, grid_ppd, min(finest, BAND * grid_ppd / OVERSAMPLING * TOLERANCE))

    def at(cpd: float) -> float:
        return max(float(curve.sustained(cpd)), 1.0)

    def following(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        loss = np.minimum(sum(loss(x_deg, y_deg) for loss in effect.losses), 0).astype(np.float32)
        spared = np.float32(0) if has_curve else math.log10(UNHARMED) * np.clip(1 + loss, 0, 1)
        return np.asarray(np.exp(math.log(10) * (loss / 10 + spared)))

    return grid, Sensitivity(at, following if effect.losses else None)
