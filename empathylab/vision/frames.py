"""Code values in, code values out: frames to linear light on the working grid, rows at a time, and back."""

from __future__ import annotations

import math
from functools import cached_property, partial
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.enlarging import Enlarger
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, DECODE_WHOLE, ENCODE, Array, LightOfCodes, Wholes
from empathylab.vision.shrinking import Shrinker
from empathylab.vision.strips import (
    Step,
    Steps,
    Target,
    once_a_strip,
    over_rows,
    run,
    shared_out,
    side_by_side,
    strip_rows,
)

Order = Literal["rgb", "bgrx"]
#: Pixels of a frame that are decoded at a time before they are shrunk: half as many fit the cache better, but need
#: Python's lock so often that two lanes take 1.3 times as long.
CELL_PX = 288_000
#: Where little of a frame has changed, cells of so many times fewer rows are decoded.
_FINE = 4
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
        #: Where light goes, if not to the grid.
        self.target: Target | None = None
        self.colours: Array | None = None
        if order == "bgrx":
            self.colours = buffer((LANES, strip_rows(self.rows, self.columns), self.columns * 3), np.uint8)

    @cached_property
    def grid(self) -> Wholes:
        """The buffer that holds a frame on the grid, made when it is first asked for: H×W×3."""
        return buffer((self.rows, self.columns, 3), np.uint16)

    def whole(self, frame: Array) -> Wholes:
        """All of a frame in a buffer that is kept: H×W×3 of the grid."""
        over_rows(partial(self.some, frame), self.rows, self.columns)
        return self.grid

    def some(self, frame: Array, rows: slice, lane: int) -> None:
        """Light of rows of a frame, where the target is; beyond its edges that of the edge."""
        below, colours, light, steps = self._finding(rows, lane)
        if self.colours is None:
            self.table.find(frame[below].reshape(len(light), -1), light)
        else:
            cv2.cvtColor(frame[below], cv2.COLOR_BGRA2BGR, colours)
        run(steps)

    @once_a_strip
    def _finding(self, rows: slice, lane: int) -> tuple[slice, Array | None, Wholes, Steps]:
        """The frame's rows, where their three channels and their light go, and the steps that are left."""
        out = self.target(rows, lane) if self.target else self.grid[rows]
        below = slice(min(rows.start, self.height - 1), min(rows.stop, self.height))
        filled = below.stop - below.start
        light = out.reshape(len(out), -1)[:filled, : self.width * 3]
        edges: list[Step] = []
        if self.width < out.shape[1]:
            edges.append(partial(np.copyto, out[:, self.width :], out[:, self.width - 1 : self.width]))
        if filled < len(out):
            edges.append(partial(np.copyto, out[filled:], out[filled - 1]))
        if self.colours is None:
            return below, None, light, edges
        colours = self.colours[lane, :filled, : self.width * 3]
        return below, colours.reshape(filled, self.width, 3), light, [*self.table.finding(colours, light), *edges]


class ShrinkingDecoder:
    """Frames of one size to linear light with BIAS on a grid smaller by a whole factor, which the edges fill."""

    def __init__(self, height: int, width: int, factor: int, order: Order) -> None:
        self.height, self.width, self.factor = height, width, factor
        self.rows, self.columns = grid_shape(height, width, factor)
        fine = math.ceil(shared_out(self.rows, CELL_PX // (self.columns * factor * factor)) / _FINE)
        self.step = _FINE * fine
        #: Channels stay apart until they are small: all of a strip's lie one after the other.
        self.shrinker = Shrinker(factor, 3 * self.step, self.columns)
        channels = 3 if order == "rgb" else 4
        wide = self.columns * factor + (0 if width == self.columns * factor else ASIDE_PX)
        self.codes = buffer((LANES, channels * self.step * factor, wide), np.uint8)
        self.grid = buffer((self.rows, self.columns, 3), np.uint16)
        self.changes = Changes((height, width, channels), fine * factor)
        #: Whether the grid stays as it was decoded, so that no more than what has changed is decoded.
        self.is_grid_kept = False

    def whole(self, frame: Array) -> Wholes:
        """All of a frame in a buffer that is kept: H×W×3 of the grid."""
        changed = self.changes.of(frame) if self.is_grid_kept else self.changes.bands
        if len(changed) < len(self.changes.bands):
            side_by_side(*(partial(self._some, frame, self._on_grid(rows)) for rows in changed))
        else:
            over_rows(partial(self._some, frame), self.rows, self.columns, self.step)
        return self.grid

    def _on_grid(self, rows: slice) -> slice:
        """The rows of the grid that are made of these of the frame, the last of which fill it."""
        stop = self.rows if rows.stop == self.height else rows.stop // self.factor
        return slice(rows.start // self.factor, stop)

    def _some(self, frame: Array, rows: slice, lane: int) -> None:
        below, inside, steps = self._shrinking(rows, lane)
        cv2.split(frame[below], inside)
        run(steps)

    @once_a_strip
    def _shrinking(self, rows: slice, lane: int) -> tuple[slice, list[Array], Steps]:
        """The frame's rows below these rows of the grid, where their channels go, and the steps from there."""
        start, stop = rows.start * self.factor, rows.stop * self.factor
        below = slice(min(start, self.height - 1), min(stop, self.height))
        planes = self._planes(stop - start, lane)
        filled = below.stop - below.start
        edges: list[Step] = []
        if self.width < self.columns * self.factor:
            edges.append(partial(np.copyto, planes[:, :, self.width :], planes[:, :, self.width - 1 : self.width]))
        if filled < stop - start:
            edges.append(partial(np.copyto, planes[:, filled:], planes[:, filled - 1 : filled]))
        colours = planes[:3].reshape(-1, planes.shape[2])[:, : self.columns * self.factor]
        steps, light = self.shrinker.steps(colours, lane)
        merging = partial(cv2.merge, np.split(light, 3), self.grid[rows])
        return below, [plane[:filled, : self.width] for plane in planes], [*edges, *steps, merging]

    def _planes(self, count: int, lane: int) -> Array:
        """One channel below the other, of so many rows."""
        codes = self.codes[lane]
        channels = len(codes) // (self.step * self.factor)
        planes: Array = codes[: channels * count].reshape(channels, count, -1)
        return planes


class Encoder:
    """Linear light with BIAS, on the grid, to frames of one size, strip by strip."""

    def __init__(self, height: int, width: int, factor: int, order: Order) -> None:
        rows, columns = grid_shape(height, width, factor)
        channels = 3 if order == "rgb" else 4
        self.codes: Array | None = None
        if order == "bgrx":
            self.codes = buffer((LANES, strip_rows(rows, columns), columns, 3), np.uint8)
        self.enlarger = Enlarger((height, width), (rows, columns), factor, channels) if factor > 1 else None

    def some(self, rows: slice, light: Wholes, lane: int, out: Array) -> None:
        """Code values of some rows: into `out` when the grid is the frame's, else kept until `finish`."""
        if self.enlarger:
            self._encode(light, lane, self.enlarger.small[rows])
        else:  # beyond the frame's edges there is nothing to write to
            out = out[rows]
            self._encode(light[: len(out), : out.shape[1]], lane, out)

    def _encode(self, light: Wholes, lane: int, out: Array) -> None:
        if not len(out):
            return
        if self.codes is None:
            cv2.LUT(light, ENCODE, out)
        else:
            codes = self.codes[lane, : len(light), : light.shape[1]]
            cv2.LUT(light, ENCODE, codes)
            cv2.cvtColor(codes, cv2.COLOR_BGR2BGRA, out)

    def finish(self, out: Array) -> None:
        """From the working grid to the frame's size, when all rows are there."""
        if self.enlarger:
            self.enlarger.enlarge(out)
