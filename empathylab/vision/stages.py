"""The steps before the pyramid other than optics: floaters, warp and cones, each with its buffers, on the working grid.

A stage takes a picture (3×H×W linear light) and gives one back: the same array or its own buffer. Where a pixel
depends on that pixel alone, it changes rows in place, while they are in the processor's cache.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.buffers import buffer
from empathylab.vision.effect import Displacement, Matrix, Shade
from empathylab.vision.light import BIAS, LUMINANCE_RGB, ONE, Floats, Wholes
from empathylab.vision.passes import colours as passes
from empathylab.vision.strips import Strip, Then, over_rows

#: Shadows in the eye are soft; they are drawn no finer than this.
SHADE_PPD = 14.0

GazePx = tuple[float, float]


class PixelStage(ABC):
    """A stage whose pixels depend on that pixel alone: rows are changed in place as they are at hand."""

    @abstractmethod
    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        """Change these rows of the picture, which this strip holds."""


class Patch:
    """A square around gaze, in pixels, and the part of it that lies over the picture."""

    def __init__(self, shape: tuple[int, int], ppd: float, reach_deg: float) -> None:
        self.shape, self.ppd = shape, ppd
        self.reach_px = math.ceil(reach_deg * ppd)
        axis = (np.arange(2 * self.reach_px + 1) - self.reach_px) / ppd
        self.x_deg, self.y_deg = axis[None, :], -axis[:, None]

    def over(self, gaze_px: GazePx) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        """Where the patch lies: its part of the picture, and the picture's part of it."""
        pairs = [self._side(gaze_px[1], self.shape[0]), self._side(gaze_px[0], self.shape[1])]
        (rows, patch_rows), (columns, patch_columns) = pairs
        return (rows, columns), (patch_rows, patch_columns)

    def _side(self, gaze: float, length: int) -> tuple[slice, slice]:
        start = round(gaze) - self.reach_px
        low, high = max(start, 0), min(start + 2 * self.reach_px + 1, length)
        return slice(low, high), slice(low - start, high - start)


class Shadow(PixelStage):
    """Something in the eye takes light away around gaze; light has this bias added."""

    def __init__(self, patch: Patch, shades: tuple[Shade, ...], bias: int = BIAS) -> None:
        self.patch, self.bias = patch, bias
        coarse = Patch(patch.shape, min(patch.ppd, SHADE_PPD), patch.reach_px / patch.ppd)
        light = np.prod([shade(coarse.x_deg, coarse.y_deg) for shade in shades], axis=0, dtype=np.float32)
        side = 2 * patch.reach_px + 1
        large = cv2.resize(light, (side, side), interpolation=cv2.INTER_LINEAR)
        #: Shares of ONE: whole numbers are multiplied by whole numbers in half the time.
        self.pieces = _pieces(np.rint(large * ONE).astype(np.uint16))

    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        planes = [strip.plane(index, rows.stop - rows.start) for index in range(3)]
        (here, across), (patch_rows, patch_columns) = self.patch.over(gaze_px)
        down, right = here.start - patch_rows.start, across.start - patch_columns.start
        for top, left, light in self.pieces:
            lit_rows, light_rows = _common(rows, top + down, len(light))
            lit_columns, light_columns = _common(across, left + right, light.shape[1])
            for plane in planes:
                self._darken(plane[lit_rows, across][:, lit_columns], light[light_rows, light_columns])

    def _darken(self, lit: Wholes, light: Wholes) -> None:
        if not lit.size:
            return
        if self.bias:
            cv2.subtract(lit, self.bias, lit)  # type: ignore[call-overload]  # a scalar is fine
        cv2.multiply(lit, light, lit, 1 / ONE)
        if self.bias:
            cv2.add(lit, self.bias, lit)  # type: ignore[call-overload]  # a scalar is fine


def _pieces(light: Wholes) -> list[tuple[int, int, Wholes]]:
    """Top, left and light of each piece where less than all light is let through."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((light < ONE).astype(np.uint8))
    found = []
    for index, (left, top, width, height) in enumerate(boxes[1:count, :4], start=1):
        box = slice(top, top + height), slice(left, left + width)
        own = np.where(labels[box] == index, light[box], ONE).astype(np.uint16)
        found.append((int(top), int(left), own))
    return found


def _common(within: slice, start: int, length: int) -> tuple[slice, slice]:
    """What `within` and so many from `start` have in common: counted from the one's start, and from the other's."""
    low, high = max(within.start, start), min(within.stop, start + length)
    high = max(low, high)
    return slice(low - within.start, high - within.start), slice(low - start, high - start)


class Warp:
    """Around gaze the picture bends: what is seen at a point comes from a little beside it."""

    def __init__(self, patch: Patch, warps: tuple[Displacement, ...]) -> None:
        self.patch = patch
        moves = [warp(patch.x_deg, patch.y_deg) for warp in warps]
        side = np.arange(2 * patch.reach_px + 1)
        self.from_x = (side[None, :] + sum(right for right, _ in moves) * patch.ppd).astype(np.float32)
        self.from_y = (side[:, None] - sum(up for _, up in moves) * patch.ppd).astype(np.float32)
        self.bent = buffer(self.from_x.shape, np.uint16)
        self.padded = buffer(self.bent.shape, np.uint16)

    def run(self, picture: Wholes, gaze_px: GazePx, then: Then | None = None) -> Wholes:
        """The picture, bent; `then` is done with all its rows afterwards."""
        here, part = self.patch.over(gaze_px)
        (top, bottom), (left, right) = (
            (cut.start, side - cut.stop) for cut, side in zip(part, self.bent.shape, strict=False)
        )
        for plane in picture:
            cv2.copyMakeBorder(plane[here], top, bottom, left, right, cv2.BORDER_REPLICATE, self.padded)
            cv2.remap(self.padded, self.from_x, self.from_y, cv2.INTER_LINEAR, self.bent, cv2.BORDER_REPLICATE)
            plane[here] = self.bent[part]
        if then:
            over_rows(partial(then, picture), *picture.shape[1:])
        return picture


class WithoutBias(PixelStage):
    """Light as the pyramid takes it."""

    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        for index in range(3):
            plane = strip.plane(index, rows.stop - rows.start)
            cv2.subtract(plane, BIAS, plane)  # type: ignore[call-overload]  # a scalar is fine


class Cones(PixelStage):
    """One matrix on linear light, given for red, green and blue."""

    def __init__(self, matrix: NDArray[np.float64]) -> None:
        self.matrix = turned(matrix)

    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        passes.mix(*strip, rows.stop - rows.start, self.matrix)


class AdaptedLens(PixelStage):
    """The lens and the adaptation to it, as one matrix.

    A dim and deep blue would need less red and green than none: such colours are paled to what a screen can show,
    without a change of brightness.
    """

    def __init__(self, matrix: NDArray[np.float64]) -> None:
        self.matrix = turned(matrix)
        self.weights = LUMINANCE_RGB[::-1].astype(np.float32)
        self.leaves_screen = bool((matrix < 0).any())

    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        if self.leaves_screen:
            passes.mix_and_pale(*strip, rows.stop - rows.start, self.matrix, self.weights)
        else:
            passes.mix(*strip, rows.stop - rows.start, self.matrix)


class Tritan(PixelStage):
    """Brettel's model: another matrix on either side of a plane through the greys."""

    def __init__(self, sides: tuple[Matrix, Matrix], normal: NDArray[np.float64]) -> None:
        self.first, self.second = (turned(np.array(side)) for side in sides)
        self.normal = normal[::-1].astype(np.float32)

    def change(self, strip: Strip, rows: slice, gaze_px: GazePx) -> None:
        passes.mix_either(*strip, rows.stop - rows.start, self.first, self.second, self.normal)


def turned(matrix: NDArray[np.float64]) -> Floats:
    """A matrix for red, green and blue as one for blue, green and red."""
    return np.ascontiguousarray(matrix[::-1, ::-1], np.float32)
