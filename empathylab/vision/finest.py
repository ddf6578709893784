"""The finest octave: most of the pyramid's work, and bound by memory, so its picture is whole numbers of 16 bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import cv2
import numpy as np

from empathylab.vision.levels import Grid, Level, Sensitivity
from empathylab.vision.light import BIAS, ONE, Floats, Wholes
from empathylab.vision.shrinking import shrink
from empathylab.vision.strips import LANES

#: Writes rows of the picture, in a lane; takes rows of the result with BIAS added, in a lane.
Fill = Callable[[slice, int], None]
Finish = Callable[[slice, Wholes, int], None]


class Finest(Level):
    """`picture` is filled and the result handed on strip by strip, while they are in the processor's cache."""

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Floats) -> None:
        super().__init__(grid, 0, (grid.height, grid.width), sensitivity, weights)
        width, half_width = self.size[1], self.half_size[1]
        self.picture = np.empty((*self.size, 3), np.uint16)
        self.share_whole, self.rest = (
            np.empty((LANES, self.half_rows, half_width, *channels), np.uint16) for channels in ((), (3,))
        )
        self.halved_whole = np.empty((LANES, self.half_rows, half_width, 3), np.uint16)
        self.wide_light = np.empty((LANES, self.rows, width), np.uint16)
        self.made, self.wide_rest = (np.empty((LANES, self.rows, width, 3), np.uint16) for _ in range(2))
        self.fill: Fill = _nothing
        self.finish: Finish = _nothing

    @contextmanager
    def at_work(self, fill: Fill, finish: Finish) -> Iterator[None]:
        """With these at hand, and no longer: they hold the frame, which must not outlive its filtering."""
        self.fill, self.finish = fill, finish
        try:
            yield
        finally:
            self.fill = self.finish = _nothing

    def _halve(self, rows: slice, lane: int) -> None:
        self.fill(rows, lane)
        if not self.is_known:
            part = self.wide[lane, : rows.stop - rows.start]
            np.copyto(part, self.picture[rows])
            self._energy_of(part, rows, lane)
        halved = self.halved[self._halved(rows)]
        halved_whole = self.halved_whole[lane, : len(halved)]
        shrink(self.picture[rows], halved_whole)
        np.copyto(halved, halved_whole)

    def _add_up(self, rows: slice, around: slice, share: Floats, made: Floats, kept: Floats, lane: int) -> None:
        share_whole, rest = self.share_whole[lane, : len(share)], self.rest[lane, : len(share)]
        np.multiply(share, ONE, out=share)
        np.copyto(share_whole, share, casting="unsafe")
        cv2.addWeighted(made, 1.0, kept, -1.0, BIAS, rest, cv2.CV_16U)
        light = self._enlarged(share_whole, rows, around, self.wide_light[lane])
        out = self.made[lane, : len(light)]
        cv2.cvtColor(light, cv2.COLOR_GRAY2BGR, out)
        cv2.multiply(out, self.picture[rows], out, scale=1 / ONE)
        cv2.add(out, self._enlarged(rest, rows, around, self.wide_rest[lane]), out)
        self.finish(rows, out, lane)


def _nothing(*_: object) -> None:
    """Neither a frame to take nor one to give."""
