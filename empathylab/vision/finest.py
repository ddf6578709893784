"""The finest octave of the pyramid, whose pixels come in and go out strip by strip."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.levels import Fill, Finish, Level, nothing
from empathylab.vision.light import Floats, Wholes
from empathylab.vision.sensitivity import Grid, Sensitivity
from empathylab.vision.strips import Steps


class Finest(Level):
    """`picture` is filled and the result handed on strip by strip, while they are in the processor's cache."""

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Floats) -> None:
        picture = buffer((grid.height, grid.width, 3), np.uint16)
        super().__init__(grid, 0, picture, sensitivity, weights, None)
        self.made = buffer((LANES, self.rows, grid.width, 3), np.uint16)
        self.wide = buffer((LANES, self.rows, grid.width, 3), np.float32)

    @contextmanager
    def at_work(self, fill: Fill, finish: Finish) -> Iterator[None]:
        """With these at hand, and no longer: they hold the frame, which must not outlive its filtering."""
        self.fill, self.finish = fill, finish
        try:
            yield
        finally:
            self.fill = self.finish = nothing

    def _light(self, rows: slice, lane: int) -> tuple[Floats, Steps]:
        part, light = self.wide[lane, : rows.stop - rows.start], self.squares[lane, : rows.stop - rows.start]
        return light, (partial(np.copyto, part, self.picture[rows]), partial(cv2.transform, part, self.weights, light))

    def _made(self, rows: slice, lane: int) -> Wholes:
        return self.made[lane, : rows.stop - rows.start]
