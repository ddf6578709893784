"""Filtered pictures, one after the other, in memory that is used again: each gets what its memory lacks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from empathylab.ui.lens.frame_filter import Box, FrameFilter, Gaze, Pixels, whole

#: What has changed is told in squares with such sides.
_TILE_PX = 32
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
        #: The number of the picture that changed each tile last.
        self._changed_in = np.zeros((-(-shape[0] // _TILE_PX), -(-shape[1] // _TILE_PX)), np.int64)

    def blank(self) -> DrawnPicture:
        """Memory for the next picture."""
        return self._spare.pop() if self._spare else DrawnPicture(np.empty(self.shape, np.uint8))

    def keep(self, drawing: DrawnPicture) -> None:
        """It is no longer shown: its memory may be written again."""
        if len(self._spare) < 2 and drawing.pixels.shape == self.shape:
            self._spare.append(drawing)

    def draw(self, drawing: DrawnPicture, frame: Pixels, gaze: Gaze | None, at_s: float) -> None:
        """The next picture into this memory, as a whole."""
        is_whole = not self._brought_up(drawing)
        changed = self.drawn_by.renew(frame, gaze, drawing.pixels, at_s=at_s, is_whole=is_whole)
        drawing.number = next(_numbers)
        for rows, columns in changed if self._last else whole(self.shape):
            self._changed_in[_tiles(rows), _tiles(columns)] = drawing.number
        self._last = drawing

    def since(self, number: int) -> list[Box]:
        """The parts that have changed since the picture of this number."""
        return _boxes(self._changed_in > number)

    def _brought_up(self, drawing: DrawnPicture) -> bool:
        """Makes memory the last picture; not where it lacks more than half of it, which is made anew as quickly."""
        lacks = self._changed_in > drawing.number
        if self._last is None or np.count_nonzero(lacks) * 2 > lacks.size:
            return False
        for part in _boxes(lacks):
            np.copyto(drawing.pixels[part], self._last.pixels[part])
        return True


def _tiles(part: slice) -> slice:
    """Those that rows or columns touch."""
    return slice(part.start // _TILE_PX, -(-part.stop // _TILE_PX))


def _boxes(are_meant: NDArray[np.bool_]) -> list[Box]:
    """Tiles as parts of a picture: of each row of tiles those from the first to the last that is meant."""
    found = []
    for row in np.flatnonzero(are_meant.any(axis=1)).tolist():
        columns = np.flatnonzero(are_meant[row]).tolist()
        found.append((_pixels(row, row), _pixels(columns[0], columns[-1])))
    return found


def _pixels(first: int, last: int) -> slice:
    return slice(first * _TILE_PX, (last + 1) * _TILE_PX)
