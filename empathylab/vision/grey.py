"""Rows of a picture that are grey, as most of a form is: one channel instead of three, a third of the work."""

from __future__ import annotations

import cv2
import numpy as np

from empathylab.vision.light import DECODE, Array, Floats
from empathylab.vision.strips import LANES, strip_rows

#: Channels that differ by no more than this are the same: inks such as #0b0c0c are black.
SAME_CODE = 1
#: The same for linear light (0 to FULL): half a code value near black, and as a share of the light elsewhere.
SAME_LIGHT, SAME_SHARE = 10.0, 0.004


class Grey:
    """One channel of those strips of a frame that have no colour; not for strips other than those of `strip_rows`."""

    def __init__(self, rows: int, columns: int) -> None:
        strip, half = strip_rows(rows, columns), (columns + 1) // 2
        self.light = np.empty((rows, columns), np.float32)
        self.is_grey = np.zeros(rows, bool)
        self.codes = np.empty((LANES, 3, strip, columns), np.uint8)
        self.planes = np.empty((LANES, 2, strip // 2 + 3, half), np.float32)

    def decode(self, codes: Array, rows: slice, lane: int) -> Floats | None:
        """Linear light of a strip (H×W×3 uint8) in one channel; None when it has colours."""
        first, green, last = planes = self.codes[lane, :, : len(codes)]
        for channel, plane in enumerate(planes):
            cv2.extractChannel(codes, channel, plane)
        self.is_grey[rows] = is_grey = all(cv2.norm(green, side, cv2.NORM_INF) <= SAME_CODE for side in (first, last))
        return np.asarray(cv2.LUT(green, DECODE, self.light[rows])) if is_grey else None

    def plane(self, rows: slice) -> Floats | None:
        """The strip in one channel, None when it has colours."""
        return self.light[rows] if self.is_grey[rows.start] else None

    def one_channel(self, picture: Floats, lane: int) -> Floats | None:
        """Rows at half the size (H×W×3 linear light) as one channel; None when they have colours."""
        green, side = self.planes[lane, :, : len(picture)]
        cv2.extractChannel(picture, 1, green)
        for channel in (0, 2):
            cv2.extractChannel(picture, channel, side)
            cv2.absdiff(side, green, side)
            cv2.scaleAdd(green, -SAME_SHARE, side, side)
            if side.max() > SAME_LIGHT:
                return None
        return np.asarray(green)
