"""What is the same as in the last frame is not filtered again, where a pixel depends on that pixel alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from empathylab.vision.light import Array

#: A frame is compared and filtered in so many bands: a key changes one or two, and each is work enough for two lanes.
BANDS = 8
#: Filters some rows of a frame into the same rows of another.
Filter = Callable[[Array, Array], None]


class Bands:
    """The last frame and what became of it, for frames of one shape."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.frame, self.made = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self.step = max(2, -(-shape[0] // BANDS) // 2 * 2 + 2)
        self.is_first = True

    def apply(self, frame: Array, out: Array, filtered: Filter) -> None:
        """The whole frame filtered into `out`; only bands that differ from the last frame are worked on."""
        for top in range(0, len(frame), self.step):
            rows = slice(top, top + self.step)
            if self.is_first or cv2.norm(frame[rows], self.frame[rows], cv2.NORM_INF) > 0:
                np.copyto(self.frame[rows], frame[rows])
                filtered(frame[rows], self.made[rows])
        self.is_first = False
        np.copyto(out, self.made)
