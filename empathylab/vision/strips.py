"""Work on large pictures in strips that fit the processor's cache, side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from empathylab.vision.lanes import LANES, in_lanes
from empathylab.vision.light import Array, Wholes

#: Rows times columns of a strip: small enough for the cache. Below the other size splitting costs more than it brings.
STRIP_PX = 200_000
WORTH_IT_PX = 60_000

#: So many rows are in the same strip, for what makes one of them.
_TOGETHER = 4

#: A part of a picture: rows and columns from here to there; and several, in no order.
Box = tuple[slice, slice]
Boxes = list[Box]
#: Work on some rows, in a lane.
Work = Callable[[slice, int], None]


class Strip(NamedTuple):
    """Where rows of a picture are: from which row on, in three planes of light."""

    light: Wholes
    first: int

    def plane(self, index: int, count: int) -> Wholes:
        """So many of the rows of one plane."""
        rows: Wholes = self.light[index, self.first : self.first + count]
        return rows


#: What is done in a lane with rows of a picture while they are at hand.
Then = Callable[[Wholes, slice, int], None]
#: Where these rows go to, in a lane.
Target = Callable[[slice, int], Strip]


def whole(picture: Array) -> Boxes:
    """All of it, as one part."""
    return [(slice(0, picture.shape[0]), slice(0, picture.shape[1]))]


def size_px(parts: Boxes) -> int:
    """How large these are together."""
    return sum((rows.stop - rows.start) * (columns.stop - columns.start) for rows, columns in parts)


def spanned(*parts: slice) -> slice:
    """From the first of these rows to the last; those that are none do not count."""
    some = [part for part in parts if part.start < part.stop]
    return slice(min((part.start for part in some), default=0), max((part.stop for part in some), default=0))


def beside(part: slice, reach: int, length: int) -> slice:
    """These rows and so many before and after them, as far as there are any."""
    return slice(max(part.start - reach, 0), min(part.stop + reach, length)) if part.start < part.stop else part


def in_picture(picture: Wholes) -> Target:
    """Rows go to where they are in this picture."""
    return lambda rows, _lane: Strip(picture, rows.start)


def in_strip_of_lane(buffers: Wholes) -> Target:
    """Rows go to the memory of their lane, for as long as they are at hand."""
    return lambda _rows, lane: Strip(buffers[lane], 0)


def strip_rows(rows: int, columns: int) -> int:
    """How many rows a strip has at most, shared out evenly; all if few or odd."""
    return rows if rows * columns < WORTH_IT_PX or rows % 2 else shared_out(rows, STRIP_PX // columns)


def shared_out(rows: int, most: int) -> int:
    """About so many rows at most, a multiple of four, such that each lane gets as many strips."""
    return math.ceil(rows / (LANES * math.ceil(rows / LANES / max(most, 2))) / _TOGETHER) * _TOGETHER


def over_rows(work: Work, rows: int, columns: int, step: int = 0) -> None:
    """Call `work` with slices of rows that together are all rows; returns when all is done."""
    step = step or strip_rows(rows, columns)
    if step >= rows:
        work(slice(0, rows), 0)
        return
    strips = iter([slice(row, min(row + step, rows)) for row in range(0, rows, step)])
    in_lanes(lambda lane: _take_all(strips, work, lane))


def side_by_side(*works: Callable[[int], None], size_px: int = WORTH_IT_PX) -> None:
    """Each of these once, in some lane; returns when all are done. With little to do no other lane is woken."""
    if size_px < WORTH_IT_PX:
        for work in works:
            work(0)
        return
    waiting = iter(works)

    def take_all(lane: int) -> None:
        for work in waiting:
            work(lane)

    in_lanes(take_all)


def _take_all(strips: Iterator[slice], work: Work, lane: int) -> None:
    """A lane takes the next strip when it has done one, so that none waits long for another."""
    for rows in strips:
        work(rows, lane)
