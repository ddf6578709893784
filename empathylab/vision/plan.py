"""One size of frame, one set of effects: which steps, on which grid, with which buffers."""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.csf import Csf, typical_log_cs
from empathylab.vision.effect import Degrees, Effect
from empathylab.vision.light import DECODE, ENCODE, LUMINANCE_RGB, Array
from empathylab.vision.pyramid import BAND, OVERSAMPLING, Grid, Pyramid, Sensitivity

#: A working grid a little coarser than OVERSAMPLING asks for is taken when it saves a whole factor.
TOLERANCE = 1.06
#: A pyramid alone sees at least this; sensitivity without loss, for places where a map has none.
UNHARMED = 100.0


def shrink_factor(effect: Effect, ppd: float) -> int:
    """The whole factor by which the picture may shrink without losing anything that the eye could see."""
    if effect.logmar <= 0:
        return 1
    needed = OVERSAMPLING * Csf(effect.logmar).cutoff_cpd * (1 + effect.unevenness) / math.sqrt(2) / BAND
    return max(1, math.floor(ppd / needed * TOLERANCE))


class Plan:
    """Decode → shrink → filter → encode → enlarge, for frames of one size and channel order."""

    def __init__(self, effect: Effect, ppd: float, height: int, width: int, order: Literal["rgb", "bgrx"]) -> None:
        self.effect, self.order = effect, order
        self.factor = min(shrink_factor(effect, ppd), max(1, min(height, width) // 8))
        self.size = (width, height)
        rows, columns = math.ceil(height / self.factor), math.ceil(width / self.factor)
        self.grid_size = (columns, rows)
        self.padded = (columns * self.factor, rows * self.factor)
        self.light = np.empty((self.padded[1], self.padded[0], 3), np.float32)
        self.colours = np.empty((height, width, 3), np.uint8)
        weights = LUMINANCE_RGB if order == "rgb" else LUMINANCE_RGB[::-1]
        self.pyramid = Pyramid(*_pyramid_plan(effect, ppd / self.factor, rows, columns), weights)
        self.linear = np.empty((rows, columns, 3), np.uint16)
        self.small = np.empty((rows, columns, 3), np.uint8)
        self.small4 = np.full((rows, columns, 4), 255, np.uint8)
        self.large = np.empty((self.padded[1], self.padded[0], 3 if order == "rgb" else 4), np.uint8)

    def run(self, frame: Array, gaze: tuple[float, float], out: Array) -> None:
        source = frame
        if self.order == "bgrx":
            source = cv2.cvtColor(frame, cv2.COLOR_BGRA2BGR, self.colours)
        self._decode(source)
        at = (gaze[0] / self.factor, gaze[1] / self.factor)
        if self.factor > 1:
            cv2.resize(self.light, self.grid_size, self.pyramid.source, interpolation=cv2.INTER_AREA)
        self.pyramid.apply(self.linear, at)
        self._encode(out)

    def _decode(self, source: Array) -> None:
        """Linear light of the frame, its last row and column repeated up to a whole number of cells."""
        width, height = self.size
        target = self.light if self.factor > 1 else self.pyramid.source
        cv2.LUT(source, DECODE, target[:height, :width])
        if (width, height) != self.padded:
            target[height:, :width] = target[height - 1, :width]
            target[:, width:] = target[:, width - 1 : width]

    def _encode(self, out: Array) -> None:
        width, height = self.size
        cv2.LUT(self.linear, ENCODE, self.small)
        small = self.small
        if self.order == "bgrx":
            small = cv2.cvtColor(self.small, cv2.COLOR_BGR2BGRA, self.small4)
        if self.factor == 1:
            np.copyto(out, small)
        elif self.size == self.padded:
            cv2.resize(small, self.size, out, interpolation=cv2.INTER_LINEAR)
        else:
            cv2.resize(small, self.padded, self.large, interpolation=cv2.INTER_LINEAR)
            np.copyto(out, self.large[:height, :width])


def _pyramid_plan(effect: Effect, grid_ppd: float, rows: int, columns: int) -> tuple[Grid, Sensitivity]:
    """The grid's finest level at the eye's limit or the grid's, and what may be seen on it."""
    log_cs = effect.log_cs
    has_csf = effect.logmar > 0 or log_cs is not None
    csf = Csf(effect.logmar, typical_log_cs(effect.logmar) if log_cs is None else log_cs)
    finest = csf.cutoff_cpd * (1 + effect.unevenness) / math.sqrt(2)
    top = min(finest, BAND * grid_ppd / OVERSAMPLING * TOLERANCE)
    grid = Grid(rows, columns, grid_ppd, top)

    def at(cpd: float) -> float:
        return max(float(csf.sustained(cpd)), 1.0)

    def following(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        loss = sum((np.minimum(loss(x_deg, y_deg), 0) for loss in effect.losses), np.zeros_like(x_deg))
        spared = np.zeros_like(loss) if has_csf else np.log10(UNHARMED) * np.clip(1 + loss, 0, 1)
        return np.asarray(10 ** (loss / 10 + spared))

    return grid, Sensitivity(at, following=following if effect.losses else None)
