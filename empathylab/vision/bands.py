"""What of a frame differs from the last one, band by band, and filters that need no more of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.light import Array, Bytes, pixels, pixels_to_read
from empathylab.vision.strips import Boxes

#: A frame is compared and filtered in so many bands: a key changes one or two, and each is work enough for two lanes.
BANDS = 8
#: One row in so many tells whether a picture is another one altogether.
SAMPLED = 32
#: What differs in no more than one in so many of these rows is little.
_LITTLE = 8
#: Filters some rows of a frame into the same rows of another.
Filter = Callable[[Bytes, Bytes], None]


class Changes:
    """Holds the last picture, of one shape, and tells in which bands of rows the next one differs from it, and where.

    After a picture that is another one altogether nothing is held, until one comes that is much like the one before:
    what scrolls is not copied in vain.
    """

    def __init__(self, shape: tuple[int, ...], step: int = 0) -> None:
        height, width = shape[:2]
        self.picture = buffer(shape, np.uint8)
        self.step = step or max(2, -(-height // BANDS) // 2 * 2 + 2)
        tops = range(0, height, self.step)
        self.bands: Boxes = [(slice(top, min(top + self.step, height)), slice(0, width)) for top in tops]
        self.is_held = False
        self._columns = np.empty((len(self.bands), 2), np.int32)
        #: Which rows of the picture are as those above them, as the pass finds it.
        self._repeats = np.empty(height, np.uint8)
        self._sample = np.zeros((-(-height // SAMPLED), width), np.int32)
        self._has_sample = False
        #: How many sampled rows of the picture that was looked at last differ, until `of` needs it.
        self._differing: int | None = None

    def are_few(self, picture: Array) -> bool:
        """Whether little of the picture that `of` is asked about next has changed, as far as sampled rows tell."""
        self._differing = self._look(picture)
        return self.is_held and self._differing * _LITTLE <= len(self._sample)

    def of(self, picture: Array) -> Boxes:
        """What may have changed, all bands where the last picture was not held; this one becomes the last one.

        In one lane: two wait for the same memory.
        """
        from empathylab.vision.passes import changes as passes  # with the compiler, as all that a frame needs

        new, had_sample = pixels_to_read(picture), self._has_sample
        differing = self._look(picture) if self._differing is None else self._differing
        self._has_sample, self._differing = True, None
        if had_sample and differing * 2 > len(self._sample):
            self.is_held = False
            return self.bands
        if not self.is_held:
            np.copyto(self.picture, picture)
            self._repeats.fill(passes.UNKNOWN)
            self.is_held = True
            return self.bands
        passes.take_changes(new, pixels(self.picture), self.step, self._columns, self._repeats)
        found = zip(self.bands, self._columns.tolist(), strict=True)
        return [(rows, slice(left, right)) for (rows, _), (left, right) in found if left < right]

    def _look(self, picture: Array) -> int:
        """In how many of the sampled rows it differs from the one that was looked at before."""
        from empathylab.vision.passes import changes as passes

        return passes.take_sample(pixels_to_read(picture), self._sample, SAMPLED)


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
