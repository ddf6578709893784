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
from empathylab.vision.strips import Rows, over_rows, side_by_side

#: A small picture is compared in so many bands.
_BANDS = 16


class Enlarger:
    """Frames of one size, from `small` pictures on a grid that may reach beyond them; four bytes a pixel."""

    def __init__(self, size: tuple[int, int], grid: tuple[int, int], factor: int) -> None:
        self.height, (rows, columns) = size[0], grid
        self.factor = factor
        self.small = buffer((rows, columns, 4), np.uint8)
        self.changes = Changes(self.small.shape, math.ceil(rows / _BANDS))
        #: Four rows of pixels as wide as the grid enlarged, and two pixels more, as four floats each.
        self.wide = buffer((LANES, 4, (columns * factor + 2) * 4), np.float32)

    def enlarge(self, out: Bytes, *, is_next: bool) -> Rows:
        """All of the small picture into `out`, or, as the next one, what has changed since the last; which rows."""
        changed = self.changes.of(self.small)
        if not is_next or len(changed) == len(self.changes.bands):
            over_rows(partial(self._rows, out), *out.shape[:2])
            return [slice(0, self.height)]
        reached = [self._reached(band) for band in changed]
        side_by_side(*(partial(self._rows, out, rows) for rows in reached))
        return reached

    def _reached(self, band: slice) -> slice:
        """What these rows become, and as far as they reach: halfway to the rows before and after those beside them."""
        start, stop = max(band.start - 1, 0), min(band.stop + 1, len(self.small))
        return slice(start * self.factor, min(stop * self.factor, self.height))

    def _rows(self, out: Bytes, rows: slice, lane: int) -> None:
        wide = self.wide[lane]
        passes.enlarge(
            _flat(self.small), self.factor, rows.start, rows.stop, _flat(out), wide, wide.view(np.complex128)
        )


def _flat(picture: Bytes) -> Bytes:
    return picture.reshape(len(picture), -1)
