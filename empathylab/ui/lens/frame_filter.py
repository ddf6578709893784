"""What the lens asks of the eyes that it shows a page through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Gaze = tuple[float, float]
Pixels = NDArray[np.uint8]


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

    def renew(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float) -> Sequence[slice]:
        """The same, but only rows that may differ from what the last call made, if it can tell; which they are."""
        self.apply_bgrx(frame, gaze, out, at_s=at_s)
        return [slice(0, len(out))]
