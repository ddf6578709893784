"""What of a frame differs from the last one, band by band, and filters that need no more of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.light import Array, Bytes, pixels, pixels_to_read
from empathylab.vision.strips import Boxes, over_rows, side_by_side

#: A frame is compared and filtered in so many bands: a key changes one or two, and each is work enough for two lanes.
BANDS = 8
#: One row in so many tells whether a picture is another one altogether.
SAMPLED = 32
#: Filters some rows of a frame into the same rows of another.
Filter = Callable[[Bytes, Bytes], None]


class Changes:
    """Holds the last picture, of one shape, and tells in which bands of rows the next one differs from it, and where.

    After a picture that is another one altogether nothing is held, until one comes that is much like the one before:
    what scrolls is not copied in vain.
    """

    def __init__(self, shape: tuple[int, ...], step: int = 0) -> None:
        self.picture = buffer(shape, np.uint8)
        step = step or max(2, -(-shape[0] // BANDS) // 2 * 2 + 2)
        across = slice(0, shape[1])
        self.bands: Boxes = [(slice(top, min(top + step, shape[0])), across) for top in range(0, shape[0], step)]
        self.is_held = False
        self._sample: Array | None = None

    def of(self, picture: Array) -> Boxes:
        """What may have changed, all bands where the last picture was not held; this one becomes the last one."""
        from empathylab.vision.passes import changes as passes  # with the compiler, as all that a frame needs

        if self._is_another(picture):
            self.is_held = False
            return self.bands
        if not self.is_held:
            over_rows(lambda rows, _lane: np.copyto(self.picture[rows], picture[rows]), *picture.shape[:2])
            self.is_held = True
            return self.bands
        changed: Boxes = []
        new, held = pixels_to_read(picture), pixels(self.picture)

        def look(rows: slice, _lane: int) -> None:
            left, right = passes.take_changes(new, held, rows.start, rows.stop)
            if left < right:
                changed.append((rows, slice(left, right)))

        side_by_side(*(partial(look, rows) for rows, _ in self.bands))
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

    def apply(self, frame: Bytes, out: Bytes, filtered: Filter, *, is_whole: bool) -> Boxes:
        """What differs from the last frame filtered into `out`, or all of the frame; what it is that differs."""
        changed = self.changes.of(frame)
        for rows, _ in self.changes.bands if is_whole else changed:
            filtered(frame[rows], out[rows])
        return changed
