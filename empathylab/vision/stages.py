"""The steps before the pyramid: optics, floaters, warp and cones, each with its buffers, on the working grid.

A stage takes a picture (H×W×3 float32 linear light) and gives one back: the same array or its own buffer. Where a pixel
depends on that pixel alone, it changes rows in place, while they are in the processor's cache.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import ClassVar, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.effect import Displacement, Matrix, Shade
from empathylab.vision.light import ONE, Array, Floats
from empathylab.vision.strips import LANES, over_rows, strip_rows, with_around

#: The veil of straylight is computed on a grid this coarse: 16 pixels of a usual screen at 60 cm.
VEIL_CELL_DEG = 16 / 37.8
#: Shadows in the eye are soft; they are drawn no finer than this.
SHADE_PPD = 14.0
VEIL_FROM_DEG, VEIL_TO_DEG = 0.3, 30.0
#: Share of the light that goes into a veil of s = 1: the integral of s/θ² over that range.
VEIL_SHARE = 2 * math.pi * math.log(VEIL_TO_DEG / VEIL_FROM_DEG) * math.radians(1) ** 2

GazePx = tuple[float, float]


class Stage(Protocol):
    """One step of the chain, which sees the picture as the step before has left it."""

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        """The picture after this step: H×W×3 float32 in linear light, as it came in."""


class PixelStage(ABC):
    """A stage whose pixels depend on that pixel alone: rows are changed in place as they are at hand."""

    #: Whether light between black and white stays there, so that whole numbers may be changed too.
    stays_within: ClassVar[bool] = False

    @abstractmethod
    def change(self, part: Array, rows: slice, lane: int, gaze_px: GazePx) -> None:
        """Change these rows of the picture, `part`, in a lane."""

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        over_rows(lambda rows, lane: self.change(picture[rows], rows, lane, gaze_px), *picture.shape[:2])
        return picture


def disc_kernel(diameter_px: float) -> Floats:
    """A uniform disc, exact at its edge, that sums to 1."""
    fine, side = 16, max(3, 2 * math.ceil((diameter_px - 1) / 2) + 1)
    axis = (np.arange(side * fine) + 0.5) / fine - side / 2
    inside = np.hypot(axis[None, :], axis[:, None]) <= diameter_px / 2
    kernel = inside.reshape(side, fine, side, fine).mean(axis=(1, 3))
    return np.asarray(kernel / kernel.sum(), np.float32)


class Blur(ABC):
    """A stage whose pixels depend on what is up to `reach` rows away: in strips, on both threads."""

    def __init__(self, shape: tuple[int, int], reach: int) -> None:
        self.reach = reach
        self.out = np.empty((*shape, 3), np.float32)
        self.blurred = np.empty((LANES, strip_rows(*shape) + 2 * reach, shape[1], 3), np.float32)

    @abstractmethod
    def blur(self, part: Floats, out: Floats) -> None:
        """Blur a picture into `out`."""

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        def some(rows: slice, lane: int) -> None:
            wide, here = with_around(rows, self.reach, len(picture))
            blurred = self.blurred[lane, : wide.stop - wide.start]
            self.blur(picture[wide], blurred)
            np.copyto(self.out[rows], blurred[here])

        over_rows(some, *picture.shape[:2])
        return self.out


class Defocus(Blur):
    """A defocus disc: the picture of a point by an eye that is out of focus."""

    def __init__(self, shape: tuple[int, int], diameter_px: float) -> None:
        self.kernel = disc_kernel(diameter_px)
        super().__init__(shape, len(self.kernel) // 2)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.filter2D(part, cv2.CV_32F, self.kernel, out, borderType=cv2.BORDER_REFLECT_101)


class Streak(Blur):
    """A blur from side to side only."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        super().__init__(shape, 0)
        self.sd_px = sd_px
        self.size = (2 * math.ceil(3 * sd_px) + 1, 1)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.GaussianBlur(part, self.size, self.sd_px, out, 0.001)


def veil_kernel(rows: int, columns: int, cell_deg: tuple[float, float], s: float) -> Floats:
    """Straylight s/θ² from 0.3° to 30° per cell, reaching as far as a picture of so many cells; Vos 2003.

    Near the middle a cell is larger than the structure of the kernel, so cells are averaged from finer points.
    """
    kernel = _sampled(rows, columns, cell_deg, 1)
    near = min(8, rows - 1), min(8, columns - 1)
    middle = slice(rows - 1 - near[0], rows + near[0]), slice(columns - 1 - near[1], columns + near[1])
    kernel[middle] = _sampled(near[0] + 1, near[1] + 1, cell_deg, 48)
    return np.asarray(s * math.radians(1) ** 2 * kernel * cell_deg[0] * cell_deg[1], np.float32)


def _sampled(rows: int, columns: int, cell_deg: tuple[float, float], fine: int) -> NDArray[np.float64]:
    y, x = (
        ((np.arange((2 * count - 1) * fine) + 0.5) / fine - count + 0.5) * size
        for count, size in zip((rows, columns), cell_deg, strict=True)
    )
    squared = x[None, :] ** 2 + y[:, None] ** 2
    inside = (squared >= VEIL_FROM_DEG**2) & (squared <= VEIL_TO_DEG**2)
    density = np.where(inside, 1 / np.maximum(squared, VEIL_FROM_DEG**2 / 4), 0.0)
    cells = density.reshape(2 * rows - 1, fine, 2 * columns - 1, fine)
    return np.asarray(cells.mean(axis=(1, 3)))


class Veil:
    """Straylight: part of the light of every point lies over everything else. Around the picture it is dark."""

    def __init__(self, shape: tuple[int, int], ppd: float, s: float, cell_deg: float = VEIL_CELL_DEG) -> None:
        cell_px = max(1.0, cell_deg * ppd)
        rows, columns = (max(2, round(side / cell_px)) for side in shape)
        self.size, self.wide = (columns, rows), (shape[1], shape[0])
        cell = (shape[0] / rows / ppd, shape[1] / columns / ppd)
        self.kept = 1 - VEIL_SHARE * s
        self.kernel = veil_kernel(rows, columns, cell, s)
        self.coarse, self.veil = (np.empty((rows, columns, 3), np.float32) for _ in range(2))
        self.out = np.empty((*shape, 3), np.float32)
        #: Halved first, by strips: averages by whole factors are many times faster, and lose nothing.
        is_even = shape[0] % 2 == 0 and shape[1] % 2 == 0
        self.halved = np.empty((shape[0] // 2, shape[1] // 2, 3), np.float32) if is_even else None

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        cv2.resize(self._halve(picture), self.size, self.coarse, interpolation=cv2.INTER_AREA)
        cv2.filter2D(self.coarse, cv2.CV_32F, self.kernel, self.veil, borderType=cv2.BORDER_CONSTANT)
        cv2.resize(self.veil, self.wide, self.out, interpolation=cv2.INTER_LINEAR)

        def add(rows: slice, lane: int) -> None:
            cv2.scaleAdd(picture[rows], self.kept, self.out[rows], self.out[rows])

        over_rows(add, *self.out.shape[:2])
        return self.out

    def _halve(self, picture: Floats) -> Floats:
        if self.halved is None:
            return picture
        halved = self.halved

        def halve(rows: slice, lane: int) -> None:
            target = halved[rows.start // 2 : rows.stop // 2]
            cv2.resize(picture[rows], target.shape[1::-1], target, interpolation=cv2.INTER_AREA)

        over_rows(halve, *picture.shape[:2])
        return halved


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
    """Something in the eye takes light away around gaze."""

    stays_within = True

    def __init__(self, patch: Patch, shades: tuple[Shade, ...]) -> None:
        self.patch = patch
        coarse = Patch(patch.shape, min(patch.ppd, SHADE_PPD), patch.reach_px / patch.ppd)
        light = np.prod([shade(coarse.x_deg, coarse.y_deg) for shade in shades], axis=0, dtype=np.float32)
        side = 2 * patch.reach_px + 1
        large = cv2.resize(light, (side, side), interpolation=cv2.INTER_LINEAR)
        #: Shares of ONE: whole numbers are multiplied by whole numbers in half the time.
        self.light = np.repeat(np.rint(large * ONE).astype(np.uint16)[..., None], 3, axis=2)

    def change(self, part: Array, rows: slice, lane: int, gaze_px: GazePx) -> None:
        (here, columns), (patch_rows, patch_columns) = self.patch.over(gaze_px)
        first, last = max(here.start, rows.start), min(here.stop, rows.stop)
        if first < last:
            light = self.light[
                first - here.start + patch_rows.start : last - here.start + patch_rows.start, patch_columns
            ]
            lit = part[first - rows.start : last - rows.start, columns]
            cv2.multiply(lit, light, lit, 1 / ONE, cv2.CV_16U if lit.dtype == np.uint16 else cv2.CV_32F)


class Warp:
    """Around gaze the picture bends: what is seen at a point comes from a little beside it."""

    def __init__(self, patch: Patch, warps: tuple[Displacement, ...]) -> None:
        self.patch = patch
        moves = [warp(patch.x_deg, patch.y_deg) for warp in warps]
        side = np.arange(2 * patch.reach_px + 1)
        self.from_x = (side[None, :] + sum(right for right, _ in moves) * patch.ppd).astype(np.float32)
        self.from_y = (side[:, None] - sum(up for _, up in moves) * patch.ppd).astype(np.float32)
        self.bent = np.empty((*self.from_x.shape, 3), np.float32)
        self.padded = np.empty_like(self.bent)

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        here, part = self.patch.over(gaze_px)
        (top, bottom), (left, right) = (
            (cut.start, side - cut.stop) for cut, side in zip(part, self.bent.shape, strict=False)
        )
        cv2.copyMakeBorder(picture[here], top, bottom, left, right, cv2.BORDER_REPLICATE, self.padded)
        cv2.remap(self.padded, self.from_x, self.from_y, cv2.INTER_LINEAR, self.bent, cv2.BORDER_REPLICATE)
        picture[here] = self.bent[part]
        return picture


class Cones(PixelStage):
    """One matrix on linear light, in the channels' order of the picture."""

    def __init__(self, matrix: NDArray[np.float64], is_bgr: bool) -> None:
        self.matrix = _ordered(matrix, is_bgr)

    def change(self, part: Array, rows: slice, lane: int, gaze_px: GazePx) -> None:
        cv2.transform(part, self.matrix, part)


class Tritan(PixelStage):
    """Brettel's model: another matrix on either side of a plane through the greys."""

    def __init__(
        self, shape: tuple[int, int], sides: tuple[Matrix, Matrix], normal: NDArray[np.float64], is_bgr: bool
    ) -> None:
        self.first, self.second = (_ordered(np.array(side), is_bgr) for side in sides)
        self.normal = (normal[::-1] if is_bgr else normal).astype(np.float32).reshape(1, 3)
        strip = LANES, strip_rows(*shape), shape[1]
        self.other = np.empty((*strip, 3), np.float32)
        self.side, self.is_second = np.empty(strip, np.float32), np.empty(strip, np.uint8)

    def change(self, part: Array, rows: slice, lane: int, gaze_px: GazePx) -> None:
        other, side, is_second = (buffer[lane, : len(part)] for buffer in (self.other, self.side, self.is_second))
        cv2.transform(part, self.second, other)
        cv2.transform(part, self.normal, side)
        cv2.compare(side, 0, cv2.CMP_LT, is_second)  # type: ignore[call-overload]  # a scalar is fine
        cv2.transform(part, self.first, part)
        cv2.copyTo(other, is_second, part)


def _ordered(matrix: NDArray[np.float64], is_bgr: bool) -> Floats:
    return np.ascontiguousarray(matrix[::-1, ::-1] if is_bgr else matrix).astype(np.float32)


def limit_kernel(sd_px: float) -> Floats:
    """A row of weights flatter than a Gaussian within its range and steeper beyond it: g + g − g∗g."""
    reach = max(1, math.ceil(4 * sd_px))
    axis = np.arange(-reach, reach + 1)
    wide = np.exp(-((axis / sd_px) ** 2) / 4)
    narrow = np.exp(-((axis / sd_px) ** 2) / 2)
    return np.asarray(2 * narrow / narrow.sum() - wide / wide.sum(), np.float32)


class AcuityLimit(Blur):
    """The blur beyond which an eye of this acuity sees nothing."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        self.kernel = limit_kernel(sd_px)
        super().__init__(shape, len(self.kernel) // 2)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.sepFilter2D(part, cv2.CV_32F, self.kernel, self.kernel, out)


class UnevenLimit:
    """An acuity limit that is finer here and coarser there, by a share of its blur."""

    def __init__(self, shape: tuple[int, int], ppd: float, sd_px: float, unevenness: float) -> None:
        self.finer, self.coarser = (AcuityLimit(shape, sd_px * (1 + sign * unevenness)) for sign in (-1, 1))
        share = uneven(shape, ppd).astype(np.float32)
        self.shares = np.repeat(share[..., None], 3, axis=2)

    def run(self, picture: Floats, gaze_px: GazePx) -> Floats:
        coarser, out = self.coarser.run(picture, gaze_px), self.finer.run(picture, gaze_px)

        def mix(rows: slice, lane: int) -> None:
            cv2.subtract(coarser[rows], out[rows], coarser[rows])
            cv2.multiply(coarser[rows], self.shares[rows], coarser[rows])
            cv2.add(out[rows], coarser[rows], out[rows])

        over_rows(mix, *out.shape[:2])
        return out


def uneven(shape: tuple[int, int], ppd: float) -> NDArray[np.float64]:
    """0 to 1, changing over a few degrees: where wiping left more and where less."""
    y, x = np.meshgrid(*((np.arange(side) - side / 2) / ppd for side in shape), indexing="ij")
    waves = np.sin(0.9 * x + 0.5 * y + 1) + np.sin(-0.4 * x + 1.1 * y) + np.sin(0.55 * x - 0.8 * y + 2.2)
    return np.asarray(np.clip(waves / 4 + 0.5, 0, 1))
