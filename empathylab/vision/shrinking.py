"""Pictures made smaller by a whole factor, in steps that are many times faster than one, and twice as large again."""

from __future__ import annotations

import cv2
import numpy as np

from empathylab.vision.light import Array, Wholes
from empathylab.vision.strips import LANES

_MOST = 65535


def shrink(picture: Array, out: Array) -> None:
    """The mean of every two by two pixels."""
    cv2.resize(picture, out.shape[1::-1], out, interpolation=cv2.INTER_AREA)


def half_around(rows: slice, height: int) -> slice:
    """The rows of a picture of half the size that say what these rows become when it is doubled to this height."""
    if rows.stop - rows.start == height:
        return slice(0, (height + 1) // 2)
    return slice(max(rows.start // 2 - 1, 0), min(rows.stop // 2 + 1, (height + 1) // 2))


def doubled(half: Array, rows: slice, around: slice, size: tuple[int, int], scratch: Array) -> Array:
    """Rows of a picture of height and width `size` from `half`, which lies `around` them; somewhere in `scratch`."""
    height, width = size
    wide = scratch[: height if rows.stop - rows.start == height else 2 * len(half)]
    cv2.resize(half, (width, len(wide)), wide, interpolation=cv2.INTER_LINEAR)
    return wide[rows.start - 2 * around.start : rows.stop - 2 * around.start]


class Shrinker:
    """The mean of every `factor` × `factor` pixels, for pictures of up to so many rows; a lane has buffers of its own.

    Halved as often as that is possible; then rows are added up before columns are averaged, so what comes in must not
    be more than `most`, and the result has `gain` times its size.
    """

    def __init__(self, factor: int, rows: int, columns: int) -> None:
        self.rest, sizes = factor, []
        while self.rest % 2 == 0:
            self.rest //= 2
            sizes.append((rows * self.rest, columns * self.rest))
        self.most, self.gain = _MOST // self.rest, self.rest
        self.halves = [np.empty((LANES, *size, 3), np.uint16) for size in sizes]
        self.added = np.empty((LANES, rows, columns * self.rest * 3), np.uint16)
        self.small = np.empty((LANES, rows, columns, 3), np.uint16)

    def run(self, light: Wholes, lane: int) -> Wholes:
        """H×W×3 to H/factor × W/factor × 3, in a lane's buffer."""
        for half in self.halves:
            smaller = half[lane, : len(light) // 2]
            shrink(light, smaller)
            light = smaller
        if self.rest == 1:
            return light
        rows = len(light) // self.rest
        added, small = self.added[lane, :rows], self.small[lane, :rows]
        np.add.reduce(light.reshape(rows, self.rest, -1), axis=1, out=added, dtype=np.uint16)
        cv2.resize(added.reshape(rows, -1, 3), small.shape[1::-1], small, interpolation=cv2.INTER_AREA)
        return small
