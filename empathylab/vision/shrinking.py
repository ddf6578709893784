"""Pictures made smaller by a whole factor, in steps that are many times faster than one, and twice as large again."""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, FULL, PAIRS, Array, LightOfCodes, Wholes, to_linear
from empathylab.vision.strips import Step, Steps


def shrink(picture: Array, out: Array) -> None:
    """The mean of every two by two pixels."""
    cv2.resize(picture, out.shape[1::-1], out, interpolation=cv2.INTER_AREA)


def shrinking(picture: Array, out: Array) -> Step:
    """The step that fills `out` with the mean of every two by two pixels, as they are then."""
    return partial(cv2.resize, picture, out.shape[1::-1], out, interpolation=cv2.INTER_AREA)


def half_around(rows: slice, height: int) -> slice:
    """The rows of a picture of half the size that say what these rows become when it is doubled to this height."""
    if rows.stop - rows.start == height:
        return slice(0, (height + 1) // 2)
    return slice(max(rows.start // 2 - 1, 0), min(rows.stop // 2 + 1, (height + 1) // 2))


def doubled(half: Array, rows: slice, around: slice, size: tuple[int, int], scratch: Array) -> tuple[Step, Array]:
    """The step that makes rows of a picture of this height and width, and where in `scratch` they are then.

    It makes them from `half`, which lies `around` them.
    """
    height, width = size
    wide = scratch[: height if rows.stop - rows.start == height else 2 * len(half)]
    step = partial(cv2.resize, half, (width, len(wide)), wide, interpolation=cv2.INTER_LINEAR)
    return step, wide[rows.start - 2 * around.start : rows.stop - 2 * around.start]


class Shrinker:
    """Light of code values with BIAS, the mean of every `factor` × `factor` of them, in pictures of up to so many rows.

    An even factor takes the means of two pixels side by side out of a table. Then pictures are halved as often as that
    is possible, and of what is left rows are added up before columns are averaged. The table holds the part of light
    that adds up to all of it. (OpenCV averages any two by two pixels fast, other numbers slowly: a blur of which some
    points are taken needs half its time.) A lane has buffers of its own.
    """

    def __init__(self, factor: int, rows: int, columns: int) -> None:
        self.factor, self.rest = factor, factor
        sizes = []
        while self.rest % 2 == 0:
            self.rest //= 2
            sizes.append((rows * self.rest, columns * self.rest))
        light = (to_linear(np.arange(256)) * FULL + BIAS) / (self.rest * (2 if sizes else 1))
        self.single = LightOfCodes(np.rint(light).astype(np.uint16))
        self.means = np.rint(light[PAIRS].mean(axis=1)).astype(np.uint16)
        wide = columns * factor // (1 if factor % 2 else 2)
        self.light = buffer((LANES, rows * factor * wide), np.uint16)
        self.halves = [buffer((LANES, height * width), np.uint16) for height, width in sizes]
        self.added, self.smooth = (buffer((LANES, rows * columns * self.rest), np.uint16) for _ in range(2))
        self.small = buffer((LANES, rows * columns), np.uint16)

    def steps(self, codes: Array, lane: int) -> tuple[Steps, Wholes]:
        """The steps from H×W code values, for what is in that memory then, to H/factor × W/factor in a buffer."""
        steps, light = self._mean_of_two(codes, lane) if self.halves else self._light(codes, lane)
        for half in self.halves[1:]:
            smaller = _part(half[lane], len(light) // 2, light.shape[1] // 2)
            steps.append(shrinking(light, smaller))
            light = smaller
        if self.rest == 1:
            return steps, light
        rows, columns = len(light) // self.rest, light.shape[1] // self.rest
        added, smooth = (_part(buffer[lane], rows, light.shape[1]) for buffer in (self.added, self.smooth))
        small = _part(self.small[lane], rows, columns)
        steps.append(partial(np.add.reduce, light.reshape(rows, self.rest, -1), 1, np.uint16, added))
        steps.append(partial(cv2.blur, added, (self.rest, 1), smooth))
        steps.append(partial(np.copyto, small, smooth[:, self.rest // 2 :: self.rest]))
        return steps, small

    def _light(self, codes: Array, lane: int) -> tuple[list[Step], Wholes]:
        light = _part(self.light[lane], *codes.shape)
        return self.single.finding(codes, light), light

    def _mean_of_two(self, codes: Array, lane: int) -> tuple[list[Step], Wholes]:
        """Half the size: columns by the table, rows by adding."""
        rows, columns = len(codes), codes.shape[1] // 2
        light = _part(self.light[lane], rows, columns)
        half = _part(self.halves[0][lane], rows // 2, columns)
        found = partial(cv2.LUT, codes.view(np.uint16), self.means, light)
        return [found, partial(np.add, light[::2], light[1::2], half)], half


def _part(buffer: Wholes, rows: int, columns: int) -> Wholes:
    """So many rows and columns, one after the other in memory."""
    return buffer[: rows * columns].reshape(rows, columns)
