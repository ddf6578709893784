"""Filters only those bands of a frame that differ from the last frame, where a pixel depends on that pixel alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.light import Array
from empathylab.vision.strips import over_rows, side_by_side

#: A frame is compared and filtered in so many bands: a key changes one or two, and each is work enough for two lanes.
BANDS = 8
#: Filters some rows of a frame into the same rows of another.
Filter = Callable[[Array, Array], None]


class Changes:
    """Holds the last frame, of one shape, and tells in which bands of rows the next one differs from it."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.frame = buffer(shape, np.uint8)
        step = max(2, -(-shape[0] // BANDS) // 2 * 2 + 2)
        self.bands = [slice(top, min(top + step, shape[0])) for top in range(0, shape[0], step)]
        self.is_first = True

    def of(self, frame: Array) -> list[slice]:
        """The bands that changed; this frame becomes the last one."""
        changed: list[slice] = []

        def look(rows: slice, _lane: int) -> None:
            if self.is_first or cv2.norm(frame[rows], self.frame[rows], cv2.NORM_INF) > 0:
                np.copyto(self.frame[rows], frame[rows])
                changed.append(rows)

        side_by_side(*(partial(look, rows) for rows in self.bands))
        self.is_first = False
        return changed


class Bands:
    """Filters frames of one shape, band by band."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.changes, self.made = Changes(shape), buffer(shape, np.uint8)

    def apply(self, frame: Array, out: Array, filtered: Filter) -> None:
        """The whole frame filtered into `out`; only bands that differ from the last frame are worked on."""
        for rows in self.changes.of(frame):
            filtered(frame[rows], self.made[rows])
        over_rows(lambda rows, _lane: np.copyto(out[rows], self.made[rows]), len(out), out.shape[1])
