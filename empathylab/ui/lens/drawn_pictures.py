"""Filtered pictures, one after the other, in memory that is used again: each gets the rows that its memory lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from empathylab.ui.lens.frame_filter import FrameFilter, Gaze, Pixels

#: One sequence for all: what another eye drew is older than anything that this one draws.
_numbers = count(1)


@dataclass(slots=True, eq=False)
class DrawnPicture:
    """Memory for a picture, and the number of the one that it holds; 0 for none."""

    pixels: Pixels
    number: int = 0


class DrawnPictures:
    """The pictures of one eye in one size. One thread draws; whoever calls `blank` and `keep` holds a lock."""

    def __init__(self, drawn_by: FrameFilter, shape: tuple[int, ...]) -> None:
        self.drawn_by, self.shape = drawn_by, shape
        self._spare: list[DrawnPicture] = []
        #: Whole, and written over by nobody but as the next one.
        self._last: DrawnPicture | None = None
        #: The number of the picture that changed each row last.
        self._changed_in = np.zeros(shape[0], np.int64)

    def blank(self) -> DrawnPicture:
        """Memory for the next picture."""
        return self._spare.pop() if self._spare else DrawnPicture(np.empty(self.shape, np.uint8))

    def keep(self, drawing: DrawnPicture) -> None:
        """It is no longer shown: its memory may be written again."""
        if len(self._spare) < 2 and drawing.pixels.shape == self.shape:
            self._spare.append(drawing)

    def draw(self, drawing: DrawnPicture, frame: Pixels, gaze: Gaze | None, at_s: float) -> None:
        """The next picture into this memory, as a whole."""
        held, last, eye = drawing.number, self._last, self.drawn_by
        written: Sequence[slice] = [slice(0, self.shape[0])]
        if last is None:
            eye.apply_bgrx(frame, gaze, drawing.pixels, at_s=at_s)
        else:
            written = eye.renew(frame, gaze, drawing.pixels, at_s=at_s)
            _copy_rows(last.pixels, drawing.pixels, self._lacking(held, written))
        drawing.number = next(_numbers)
        for rows in written:
            self._changed_in[rows] = drawing.number
        self._last = drawing

    def rows_since(self, number: int) -> slice:
        """All rows that have changed since the picture of this number, from the first to the last of them."""
        changed = np.flatnonzero(self._changed_in > number)
        return slice(int(changed[0]), int(changed[-1]) + 1) if len(changed) else slice(0, 0)

    def _lacking(self, held: int, written: Sequence[slice]) -> list[slice]:
        """Rows that memory lacks which holds the picture of that number, without those that are written."""
        lacks = self._changed_in > held
        for rows in written:
            lacks[rows] = False
        edges = np.flatnonzero(np.diff(lacks, prepend=False, append=False)).tolist()
        return [slice(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _copy_rows(source: Pixels, to: Pixels, parts: Sequence[slice]) -> None:
    for rows in parts:
        np.copyto(to[rows], source[rows])
