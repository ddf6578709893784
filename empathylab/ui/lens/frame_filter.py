"""What the lens asks of the eyes that it shows a page through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Gaze = tuple[float, float]
Pixels = NDArray[np.uint8]
#: Rows and columns of a picture from here to there.
Box = tuple[slice, slice]


class FrameFilter(Protocol):
    """What a lens does to a picture. `gaze` is in the picture's own pixels, None when unknown."""

    @property
    def follows_gaze(self) -> bool:
        """Whether the picture depends on where somebody looks."""

    @property
    def moves(self) -> bool:
        """Whether the picture depends on the time."""

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float) -> object:
        """Filter `frame` (H×W×4 uint8, BGRx) into `out` of the same shape, as it is at a time in seconds."""

    def renew(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float, is_whole: bool) -> Sequence[Box]:
        """The same, telling which parts may differ from what the last call made; only they are written, or all."""
        self.apply_bgrx(frame, gaze, out, at_s=at_s)
        return whole(out.shape)

    def is_little(self, frame: Pixels) -> bool:
        """Whether this frame, the next one, is so much like the last that it need not wait for a thread."""
        return False


def whole(shape: tuple[int, ...]) -> list[Box]:
    """A picture of this shape as one part."""
    return [(slice(0, shape[0]), slice(0, shape[1]))]
