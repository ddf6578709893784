"""Code values in, code values out: frames to linear light on the working grid, rows at a time, and back."""

from __future__ import annotations

import math
from functools import cached_property, partial

import numpy as np

from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.enlarging import Enlarger
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, Array, Bytes, Pixels, Wholes, pixels, pixels_to_read
from empathylab.vision.passes import frames as passes
from empathylab.vision.strips import Boxes, Target, Then, over_rows, shared_out, side_by_side, spanned, whole

#: Pixels of a frame that are decoded at a time before they are shrunk.
CELL_PX = 288_000
#: Where little of a frame has changed, cells of so many rows of the grid are decoded.
_FINE_ROWS = 4
#: Rows and columns of a grid are a multiple of this, so that its two finest levels halve exactly.
MULTIPLE = 4


def grid_shape(height: int, width: int, factor: int) -> tuple[int, int]:
    """Rows and columns of the working grid that holds a frame."""
    rows, columns = (math.ceil(side / factor / MULTIPLE) * MULTIPLE for side in (height, width))
    return rows, columns


class Decoder:
    """Frames of one size to linear light with a bias, the last row and column repeated to fill the grid."""

    def __init__(self, height: int, width: int, bias: int = BIAS) -> None:
        self.rows, self.columns = grid_shape(height, width, 1)
        self.bias = bias
        #: Where light goes, if not to the grid.
        self.target: Target | None = None

    @cached_property
    def grid(self) -> Wholes:
        """The buffer that holds a frame on the grid, made when it is first asked for: 3×H×W."""
        return buffer((3, self.rows, self.columns), np.uint16)

    def whole(self, frame: Array, then: Then | None = None) -> Wholes:
        """All of a frame in a buffer that is kept: 3×H×W of the grid; `then` is done with rows at hand."""

        def make(rows: slice, lane: int) -> None:
            self.some(frame, rows, lane)
            if then:
                then(self.grid, rows, lane)

        over_rows(make, self.rows, self.columns)
        return self.grid

    def some(self, frame: Array, rows: slice, lane: int) -> None:
        """Light of rows of a frame, where the target is; beyond its edges that of the edge."""
        out, first = self.target(rows, lane) if self.target else (self.grid, rows.start)
        passes.decode(pixels_to_read(frame), rows.start, rows.stop, self.bias, out, first)


class ShrinkingDecoder:
    """Frames of one size to linear light with BIAS on a grid smaller by a whole factor, which the edges fill."""

    def __init__(self, height: int, width: int, factor: int) -> None:
        self.height, self.factor = height, factor
        self.rows, self.columns = grid_shape(height, width, factor)
        self.step = shared_out(self.rows, CELL_PX // (self.columns * factor * factor))
        self.grid = buffer((3, self.rows, self.columns), np.uint16)
        self.light = buffer((LANES, 4, self.columns * factor), np.float32)
        self.changes = Changes((height, width, 4), _FINE_ROWS * factor)
        #: Whether the grid stays as it was decoded, so that no more than what has changed is decoded.
        self.is_grid_kept = False
        #: The rows of the grid that may not be what they were, from the first to the last.
        self.changed = slice(0, self.rows)

    def whole(self, frame: Array, then: Then | None = None) -> Wholes:
        """All of a frame in a buffer that is kept: 3×H×W of the grid; `then` is done with rows at hand."""
        changed = self.changes.of(frame) if self.is_grid_kept else self.changes.bands
        if len(changed) < len(self.changes.bands):
            parts = [self._on_grid(rows) for rows, _ in changed]
            works = (partial(self._some, frame, then, rows) for rows in parts)
            side_by_side(*works, size_px=sum(rows.stop - rows.start for rows, _ in changed) * frame.shape[1])
            self.changed = spanned(*parts)
        else:
            over_rows(partial(self._some, frame, then), self.rows, self.columns, self.step)
            self.changed = slice(0, self.rows)
        return self.grid

    def _on_grid(self, rows: slice) -> slice:
        """The rows of the grid that are made of these of the frame, the last of which fill it."""
        stop = self.rows if rows.stop == self.height else rows.stop // self.factor
        return slice(rows.start // self.factor, stop)

    def _some(self, frame: Array, then: Then | None, rows: slice, lane: int) -> None:
        light = self.light[lane]
        passes.decode_smaller(pixels_to_read(frame), self.factor, rows.start, rows.stop, BIAS, self.grid, light)
        if then:
            then(self.grid, rows, lane)


class Encoder:
    """Linear light with BIAS, on the grid, to frames of one size, strip by strip."""

    def __init__(self, height: int, width: int, factor: int) -> None:
        rows, columns = grid_shape(height, width, factor)
        self.codes = buffer((LANES, 3, columns), np.int32)
        self.enlarger = Enlarger((height, width), (rows, columns), factor) if factor > 1 else None

    def some(self, rows: slice, light: Wholes, lane: int, out: Bytes) -> None:
        """Code values of some rows: into `out` when the grid is the frame's, else kept until `finish`."""
        passes.encode(light, rows.stop - rows.start, rows.start, self.there(out), self.codes[lane])

    def there(self, out: Bytes) -> Pixels:
        """Where code values of the grid go: into `out`, or kept until `finish`."""
        return pixels(self.enlarger.small if self.enlarger else out)

    def finish(self, out: Bytes, *, is_whole: bool) -> Boxes:
        """From the working grid to the frame's size, when all rows are there: what has changed, or all; what has."""
        return self.enlarger.enlarge(out, is_whole=is_whole) if self.enlarger else whole(out)
