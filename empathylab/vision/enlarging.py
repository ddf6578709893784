"""Pictures made larger by a whole factor; of one that is much like the last, only what has changed."""

from __future__ import annotations

import math
from functools import partial

import cv2
import numpy as np

from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.light import Array
from empathylab.vision.strips import over_rows, shared_out, side_by_side, with_around

#: A small picture is compared in so many bands.
_BANDS = 16


class Enlarger:
    """Frames of one size, from `small` pictures on a grid that may reach beyond them."""

    def __init__(self, size: tuple[int, int], grid: tuple[int, int], factor: int, channels: int) -> None:
        (height, width), (rows, columns) = size, grid
        self.factor = factor
        self.small = buffer((rows, columns, channels), np.uint8)
        #: Rows and columns of the grid that are enlarged into the frame itself.
        self.direct = height // factor, width // factor
        self.step = shared_out(self.direct[0], self.direct[0])
        self.across = buffer((2 * factor, columns * factor, channels), np.uint8)
        self.beside = buffer((rows * factor, (columns - self.direct[1] + 2) * factor, channels), np.uint8)
        self.below = buffer(((rows - self.direct[0] + 2) * factor, columns * factor, channels), np.uint8)
        band = math.ceil(rows / _BANDS)
        self.changes = Changes(self.small.shape, band)
        #: The last frame, where the small picture that it came from is held.
        self.made = buffer((height, width, channels), np.uint8)
        self.part = buffer((LANES, (band + 4) * factor, self.direct[1] * factor, channels), np.uint8)

    def enlarge(self, out: Array) -> None:
        """From the small picture to a frame: a strip for each lane."""
        changed = self.changes.of(self.small)
        if len(changed) < len(self.changes.bands):
            side_by_side(*(partial(self._renew, rows) for rows in changed))
            self._fill_edges(self.made)
            _copy(self.made, out)
            return
        self._enlarge_whole(out)
        self._fill_edges(out)
        if self.changes.is_held:
            _copy(out, self.made)

    def _renew(self, band: slice, lane: int) -> None:
        """What these rows become, and as far as they reach: a row more on either side, which sees one more."""
        factor, (height, columns) = self.factor, self.direct
        rows = slice(max(band.start - 1, 0), min(band.stop + 1, height))
        if rows.start >= rows.stop:
            return
        wide, here = with_around(rows, 1, height)
        part = self.part[lane, : (wide.stop - wide.start) * factor]
        _resize(self.small[wide, :columns], part)
        made = self.made[rows.start * factor : rows.stop * factor, : columns * factor]
        np.copyto(made, part[here.start * factor : here.stop * factor])

    def _enlarge_whole(self, out: Array) -> None:
        factor, (rows, columns) = self.factor, self.direct
        over_rows(partial(self._enlarge_rows, out), rows, columns, self.step)
        for seam in range(self.step, rows, self.step):  # between two strips, which did not see each other
            across = self.across[:, : columns * factor]
            _resize(self.small[seam - 1 : seam + 1, :columns], across)
            nearest = (factor + 1) // 2
            between = out[seam * factor - nearest : seam * factor + nearest, : columns * factor]
            np.copyto(between, across[factor - nearest : factor + nearest])

    def _enlarge_rows(self, out: Array, rows: slice, _lane: int) -> None:
        columns = self.direct[1]
        large = out[rows.start * self.factor : rows.stop * self.factor, : columns * self.factor]
        _resize(self.small[rows, :columns], large)

    def _fill_edges(self, out: Array) -> None:
        """What the grid has beyond the frame is cut off; the last row and column enlarged did not see the next."""
        factor, (rows, columns) = self.factor, self.direct
        if columns < self.small.shape[1]:
            _resize(self.small[:, columns - 2 :], self.beside)
            rest = out[:, (columns - 1) * factor :]
            np.copyto(rest, self.beside[: len(rest), factor : factor + rest.shape[1]])
        if rows < len(self.small):
            _resize(self.small[rows - 2 :], self.below)
            rest = out[(rows - 1) * factor :]
            np.copyto(rest, self.below[factor : factor + len(rest), : rest.shape[1]])


def _copy(made: Array, out: Array) -> None:
    over_rows(lambda rows, _lane: np.copyto(out[rows], made[rows]), *out.shape[:2])


def _resize(small: Array, large: Array) -> None:
    cv2.resize(small, large.shape[1::-1], large, interpolation=cv2.INTER_LINEAR)
