"""Code values in, code values out: frames to linear light on the working grid, rows at a time, and back."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.light import BIAS, DECODE_WHOLE, ENCODE, Array, LightOfCodes, Wholes
from empathylab.vision.shrinking import Shrinker
from empathylab.vision.strips import LANES, over_rows, strip_rows

Order = Literal["rgb", "bgrx"]
#: Pixels of a frame that are decoded at a time before they are shrunk, so that they fit the cache.
CELL_PX = 144_000
#: Left empty beside rows of single channels where a frame does not fill them: row by row and at multiples of four
#: OpenCV writes past the cache, which takes twice as long.
ASIDE_PX = 2
#: Rows and columns of a grid are a multiple of this, so that its two finest levels halve exactly, on two threads.
MULTIPLE = 4


def grid_shape(height: int, width: int, factor: int) -> tuple[int, int]:
    """Rows and columns of the working grid that holds a frame."""
    rows, columns = (math.ceil(side / factor / MULTIPLE) * MULTIPLE for side in (height, width))
    return rows, columns


class Decoder:
    """Frames of one size to linear light with a bias, the last row and column repeated to fill the grid."""

    def __init__(self, height: int, width: int, order: Order, bias: int = BIAS) -> None:
        self.height, self.width = height, width
        self.rows, self.columns = grid_shape(height, width, 1)
        self.table = LightOfCodes(DECODE_WHOLE + np.uint16(bias))
        self.colours: Array | None = None
        if order == "bgrx":
            self.colours = np.empty((LANES, strip_rows(self.rows, self.columns), self.columns * 3), np.uint8)

    @cached_property
    def grid(self) -> Wholes:
        """The buffer that holds a frame on the grid, made when it is first asked for: H×W×3."""
        return np.empty((self.rows, self.columns, 3), np.uint16)

    def whole(self, frame: Array) -> Wholes:
        """All of a frame in a buffer that is kept: H×W×3 of the grid."""
        over_rows(lambda rows, lane: self.some(frame, rows, lane, self.grid[rows]), self.rows, self.columns)
        return self.grid

    def some(self, frame: Array, rows: slice, lane: int, out: Wholes) -> None:
        """Light of rows of a frame; beyond its edges that of the edge."""
        part = self._colours(frame[min(rows.start, self.height - 1) : min(rows.stop, self.height)], lane)
        self.table.find(part, out.reshape(len(out), -1)[: len(part), : self.width * 3])
        if self.width < out.shape[1]:
            out[:, self.width :] = out[:, self.width - 1 : self.width]
        if len(part) < len(out):
            out[len(part) :] = out[len(part) - 1]

    def _colours(self, part: Array, lane: int) -> Array:
        """The three channels of some rows of a frame."""
        if self.colours is None:
            return part.reshape(len(part), -1)
        colours = self.colours[lane, : len(part), : self.width * 3]
        cv2.cvtColor(part, cv2.COLOR_BGRA2BGR, colours.reshape(len(part), self.width, 3))
        return colours


class ShrinkingDecoder:
    """Frames of one size to linear light with BIAS on a grid smaller by a whole factor, which the edges fill."""

    def __init__(self, height: int, width: int, factor: int, order: Order) -> None:
        self.height, self.width, self.factor = height, width, factor
        self.rows, self.columns = grid_shape(height, width, factor)
        self.step = max(2, CELL_PX // (self.columns * factor * factor) // 2 * 2)
        #: Channels stay apart until they are small: all of a strip's lie one after the other.
        self.shrinker = Shrinker(factor, 3 * self.step, self.columns)
        channels = 3 if order == "rgb" else 4
        wide = self.columns * factor + (0 if width == self.columns * factor else ASIDE_PX)
        self.codes = np.empty((LANES, channels * self.step * factor, wide), np.uint8)
        self.grid = np.empty((self.rows, self.columns, 3), np.uint16)

    def whole(self, frame: Array) -> Wholes:
        """All of a frame in a buffer that is kept: H×W×3 of the grid."""

        def some(rows: slice, lane: int) -> None:
            count = rows.stop - rows.start
            light = self.shrinker.run(self._channels(frame, rows, lane), lane)
            cv2.merge([light[start : start + count] for start in range(0, 3 * count, count)], self.grid[rows])

        over_rows(some, self.rows, self.columns, self.step)
        return self.grid

    def _channels(self, frame: Array, rows: slice, lane: int) -> Array:
        """The code values of the frame below rows of the grid, one channel below the other."""
        start, stop = rows.start * self.factor, rows.stop * self.factor
        part = frame[min(start, self.height - 1) : min(stop, self.height)]
        count = stop - start
        codes = self.codes[lane]
        planes = codes[: len(codes) // (self.step * self.factor) * count].reshape(-1, count, codes.shape[1])
        cv2.split(part, [plane[: len(part), : self.width] for plane in planes])
        if self.width < self.columns * self.factor:
            planes[:, :, self.width :] = planes[:, :, self.width - 1 : self.width]
        if len(part) < count:
            planes[:, len(part) :] = planes[:, len(part) - 1 : len(part)]
        colours: Array = codes[: 3 * count, : self.columns * self.factor]
        return colours


class Encoder:
    """Linear light with BIAS, on the grid, to frames of one size."""

    def __init__(self, height: int, width: int, factor: int, order: Order) -> None:
        rows, columns = grid_shape(height, width, factor)
        self.factor = factor
        channels = 3 if order == "rgb" else 4
        self.codes: Array | None = None
        if order == "bgrx":
            self.codes = np.empty((LANES, strip_rows(rows, columns), columns, 3), np.uint8)
        if factor == 1:
            return
        self.small = np.empty((rows, columns, channels), np.uint8)
        #: Rows and columns of the grid that are enlarged into the frame itself.
        self.direct = height // factor, width // factor
        self.beside = np.empty((rows * factor, (columns - self.direct[1] + 2) * factor, channels), np.uint8)
        self.below = np.empty(((rows - self.direct[0] + 2) * factor, columns * factor, channels), np.uint8)

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
        factor, (rows, columns) = self.factor, self.direct
        _enlarge(self.small[:rows, :columns], out[: rows * factor, : columns * factor])
        # What the grid has beyond the frame is cut off; the last row and column enlarged did not see the next.
        if columns < self.small.shape[1]:
            _enlarge(self.small[:, columns - 2 :], self.beside)
            rest = out[:, (columns - 1) * factor :]
            np.copyto(rest, self.beside[: len(rest), factor : factor + rest.shape[1]])
        if rows < len(self.small):
            _enlarge(self.small[rows - 2 :], self.below)
            rest = out[(rows - 1) * factor :]
            np.copyto(rest, self.below[factor : factor + len(rest), : rest.shape[1]])


def _enlarge(small: Array, large: Array) -> None:
    cv2.resize(small, large.shape[1::-1], large, interpolation=cv2.INTER_LINEAR)
