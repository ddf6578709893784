"""Filters only those bands of a frame that differ from the last frame, where a pixel depends on that pixel alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.light import Array, Bytes
from empathylab.vision.strips import Rows, side_by_side

#: A frame is compared and filtered in so many bands: a key changes one or two, and each is work enough for two lanes.
BANDS = 8
#: One row in so many tells whether a picture is another one altogether.
SAMPLED = 32
#: Filters some rows of a frame into the same rows of another.
Filter = Callable[[Bytes, Bytes], None]


class Changes:
    """Holds the last picture, of one shape, and tells in which bands of rows the next one differs from it.

    After a picture that is another one altogether nothing is held, until one comes that is much like the one before:
    what scrolls is not copied in vain.
    """

    def __init__(self, shape: tuple[int, ...], step: int = 0) -> None:
        self.picture = buffer(shape, np.uint8)
        step = step or max(2, -(-shape[0] // BANDS) // 2 * 2 + 2)
        self.bands = [slice(top, min(top + step, shape[0])) for top in range(0, shape[0], step)]
        self.is_held = False
        self._sample: Array | None = None

    def of(self, picture: Array) -> Rows:
        """The bands that may have changed, all where the last picture was not held; this one becomes the last one."""
        if self._is_another(picture):
            self.is_held = False
            return self.bands
        changed: Rows = []

        def look(rows: slice, _lane: int) -> None:
            if not self.is_held or cv2.norm(picture[rows], self.picture[rows], cv2.NORM_INF) > 0:
                np.copyto(self.picture[rows], picture[rows])
                changed.append(rows)

        side_by_side(*(partial(look, rows) for rows in self.bands))
        self.is_held = True
        return changed

    def _is_another(self, picture: Array) -> bool:
        """Whether more than half of the rows that are looked at differ from those of the picture before."""
        sample = picture[::SAMPLED]
        if self._sample is None:
            self._sample = sample.copy()
            return False
        differ = (sample != self._sample).reshape(len(sample), -1).any(axis=1)
        np.copyto(self._sample, sample)
        return int(np.count_nonzero(differ)) * 2 > len(sample)


class Bands:
    """Filters frames of one shape, band by band."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.changes = Changes(shape)

    def apply(self, frame: Bytes, out: Bytes, filtered: Filter, *, is_next: bool) -> Rows:
        """The whole frame filtered into `out`, or, as the next one, bands that differ from the last; which they are."""
        changed = self.changes.of(frame)
        bands = changed if is_next else self.changes.bands
        for rows in bands:
            filtered(frame[rows], out[rows])
        return bands
