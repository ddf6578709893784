"""Code values in, code values out: frames to linear light on the working grid, rows at a time, and back."""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.light import BIAS, DECODE_WHOLE, ENCODE, FULL, Array, Wholes, to_linear
from empathylab.vision.shrinking import Shrinker
from empathylab.vision.strips import LANES, over_rows, strip_rows

Order = Literal["rgb", "bgrx"]
#: Pixels of a frame that are decoded at a time before they are shrunk, so that they fit the cache.
CELL_PX = 96_000
#: Rows and columns of a grid are a multiple of this, so that its two finest levels halve exactly, on two threads.
MULTIPLE = 4


def grid_shape(height: int, width: int, factor: int) -> tuple[int, int]:
    """Rows and columns of the working grid that holds a frame."""
    rows, columns = (math.ceil(side / factor / MULTIPLE) * MULTIPLE for side in (height, width))
    return rows, columns


def weighted(light: Wholes, share: float, more: float, out: Wholes) -> None:
    """A share of light and some more of it; what whole numbers cannot hold becomes the nearest that they can."""
    flat = light.reshape(len(light), -1)  # one channel is faster than three
    cv2.addWeighted(flat, share, flat, 0.0, more, out.reshape(len(out), -1))


class Decoder:
    """Frames of one size to a grid smaller by a whole factor, the last row and column repeated to fill it."""

    def __init__(self, height: int, width: int, factor: int, order: Order, bias: int = BIAS) -> None:
        self.height, self.width, self.factor = height, width, factor
        self.rows, self.columns = grid_shape(height, width, factor)
        self.step = max(2, CELL_PX // (self.columns * factor * factor) // 2 * 2)
        most = self.step * factor if factor > 1 else strip_rows(self.rows, self.columns)
        self.light = np.empty((LANES, most if factor > 1 else 0, self.columns * factor, 3), np.uint16)
        self.shrinker = Shrinker(factor, self.step, self.columns)
        #: As large as may be added up: the finest steps of light that sixteen bits allow.
        self.table = np.rint(to_linear(np.arange(256)) * self.shrinker.most).astype(np.uint16)
        if factor == 1:
            self.table = DECODE_WHOLE + np.uint16(bias)
        self.to_light = FULL / (self.shrinker.most * self.shrinker.gain)
        self.colours = np.empty((LANES, most, width, 3), np.uint8) if order == "bgrx" else None
        self._grid: Wholes | None = None

    def whole(self, frame: Array) -> Wholes:
        """All of a frame, with BIAS, in a buffer that is kept: H×W×3 of the grid."""
        if self._grid is None:
            self._grid = np.empty((self.rows, self.columns, 3), np.uint16)
        grid = self._grid

        def some(rows: slice, lane: int) -> None:
            if self.factor == 1:
                self.some(frame, rows, lane, grid[rows])
                return
            fine = slice(rows.start * self.factor, rows.stop * self.factor)
            light = self.light[lane, : fine.stop - fine.start]
            self.some(frame, fine, lane, light)
            weighted(self.shrinker.run(light, lane), self.to_light, BIAS, grid[rows])

        over_rows(some, self.rows, self.columns, self.step if self.factor > 1 else 0)
        return grid

    def some(self, frame: Array, rows: slice, lane: int, out: Wholes) -> None:
        """Light of rows of a frame; beyond its edges that of the edge."""
        part = self._colours(frame[min(rows.start, self.height - 1) : min(rows.stop, self.height)], lane)
        cv2.LUT(part, self.table, out[: len(part), : self.width])
        if self.width < out.shape[1]:
            out[:, self.width :] = out[:, self.width - 1 : self.width]
        if len(part) < len(out):
            out[len(part) :] = out[len(part) - 1]

    def _colours(self, part: Array, lane: int) -> Array:
        """The three channels of some rows of a frame."""
        if self.colours is None:
            return part
        return cv2.cvtColor(part, cv2.COLOR_BGRA2BGR, self.colours[lane, : len(part)])


class Encoder:
    """Linear light with BIAS, on the grid, to frames of one size."""

    def __init__(self, height: int, width: int, factor: int, order: Order) -> None:
        rows, columns = grid_shape(height, width, factor)
        self.factor, self.size, self.padded = factor, (width, height), (columns * factor, rows * factor)
        channels = 3 if order == "rgb" else 4
        self.codes: Array | None = None
        if order == "bgrx":
            self.codes = np.empty((LANES, strip_rows(rows, columns), columns, 3), np.uint8)
        if factor > 1:
            self.small = np.empty((rows, columns, channels), np.uint8)
        if factor > 1 and self.size != self.padded:
            self.large = np.empty((self.padded[1], self.padded[0], channels), np.uint8)

    def some(self, rows: slice, light: Wholes, lane: int, out: Array) -> None:
        """Code values of some rows: into `out` when the grid is the frame's, else kept until `enlarge`."""
        if self.factor == 1:  # beyond the frame's edges there is nothing to write to
            out = out[rows]
            light = light[: len(out), : out.shape[1]]
        else:
            out = self.small[rows]
        if not len(out):
            return
        if self.codes is None:
            cv2.LUT(light, ENCODE, out)
        else:
            codes = self.codes[lane, : len(light), : light.shape[1]]
            cv2.LUT(light, ENCODE, codes)
            cv2.cvtColor(codes, cv2.COLOR_BGR2BGRA, out)

    def enlarge(self, out: Array) -> None:
        """From the working grid to the frame's size, when all rows are there."""
        if self.factor == 1:
            return
        if self.size == self.padded:
            cv2.resize(self.small, self.size, out, interpolation=cv2.INTER_LINEAR)
        else:
            cv2.resize(self.small, self.padded, self.large, interpolation=cv2.INTER_LINEAR)
            np.copyto(out, self.large[: self.size[1], : self.size[0]])
