"""Pictures made larger by a whole factor; of one that is much like the last, only what has changed."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.light import Bytes
from empathylab.vision.passes import frames as passes
from empathylab.vision.strips import Boxes, beside, over_rows, side_by_side, size_px

#: A small picture is compared in so many bands.
_BANDS = 16


class Enlarger:
    """Frames of one size, from `small` pictures on a grid that may reach beyond them; four bytes a pixel."""

    def __init__(self, size: tuple[int, int], grid: tuple[int, int], factor: int) -> None:
        rows, columns = grid
        self.size, self.factor = size, factor
        self.small = buffer((rows, columns, 4), np.uint8)
        self.changes = Changes(self.small.shape, math.ceil(rows / _BANDS))
        #: So many times a code value is what a row holds of it that is made wider; see `_scale`.
        self.scale = _scale(factor)
        #: A row of the grid, and two pixels more; three rows of it enlarged, of four whole numbers a pixel.
        self.line = buffer((LANES, (columns + 2) * 4), np.float32)
        self.wide = buffer((LANES, 3, columns * factor * 4), np.uint16)

    def enlarge(self, out: Bytes, *, is_whole: bool) -> Boxes:
        """What differs from the last small picture into `out`, or all of it; what it is that differs."""
        changed = self.changes.of(self.small)
        height, width = self.small.shape[:2]
        # Halfway to the rows and columns beside them.
        reached = [(beside(rows, 1, height), beside(columns, 1, width)) for rows, columns in changed]
        if is_whole or changed is self.changes.bands:
            over_rows(lambda rows, lane: self._some(out, rows, slice(0, width), lane), *out.shape[:2])
        else:
            works = (partial(self._some, out, self._in_frame(rows, 0), columns) for rows, columns in reached)
            side_by_side(*works, size_px=size_px(reached) * self.factor**2)
        return [(self._in_frame(rows, 0), self._in_frame(columns, 1)) for rows, columns in reached]

    def _in_frame(self, part: slice, axis: int) -> slice:
        """What these rows or columns of the small picture become."""
        start, stop = (min(each * self.factor, self.size[axis]) for each in (part.start, part.stop))
        return slice(start, stop)

    def _some(self, out: Bytes, rows: slice, columns: slice, lane: int) -> None:
        """Rows of the frame, of what these columns of the small picture become."""
        wide = self.wide[lane]
        passes.enlarge(
            _flat(self.small), self.factor, self.scale, rows.start, rows.stop, columns.start, columns.stop,
            _flat(out), self.line[lane], wide, wide.view(np.uint64),
        )  # fmt: skip


def _scale(factor: int) -> float:
    """Rows are weighed by whole numbers that add up to twice the factor: so much of a code value makes 256 of it.

    From factor 128 on a little less, since what is added up has 16 bits.
    """
    weights = 2 * factor
    return min(256 / weights, (2**16 - 1 - 128) // weights / 255)


def _flat(picture: Bytes) -> Bytes:
    return picture.reshape(len(picture), -1)
