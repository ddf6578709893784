"""The optics of an eye: stages that blur or veil the picture, in linear light, on the working grid.

They make rows as they are asked for, so that the last of them makes them while they are in the processor's cache.
Pictures are whole numbers with BIAS; filters turn a strip of them into floats and back.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import cached_property, partial

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.buffers import buffer
from empathylab.vision.kernels import disc_kernel, limit_kernel, row_kernel
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, ONE, Array, Floats, Wholes
from empathylab.vision.shrinking import doubled, half_around, shrink
from empathylab.vision.stages import GazePx
from empathylab.vision.strips import (
    Step,
    Steps,
    Target,
    in_picture,
    in_strip_of_lane,
    once_a_strip,
    over_rows,
    run,
    side_by_side,
    strip_rows,
    with_around,
)

#: The veil of straylight is computed on a grid this coarse: 16 pixels of a usual screen at 60 cm.
VEIL_CELL_DEG = 16 / 37.8
VEIL_FROM_DEG, VEIL_TO_DEG = 0.3, 30.0
#: Share of the light that goes into a veil of s = 1: the integral of s/θ² over that range.
VEIL_SHARE = 2 * math.pi * math.log(VEIL_TO_DEG / VEIL_FROM_DEG) * math.radians(1) ** 2


def rounded(light: Floats, more: float, out: Wholes) -> None:
    """Light and some more of it as whole numbers; what they cannot hold becomes the nearest that they can."""
    flat = light.reshape(len(light), -1)  # one channel is faster than three
    cv2.addWeighted(flat, 1.0, flat, 0.0, more, out.reshape(len(out), -1), cv2.CV_16U)


class RowStage(ABC):
    """A stage that makes rows as they are asked for, in a lane, once it has looked at the whole picture."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.shape = shape
        #: Where rows go, if not to `out`.
        self.target: Target | None = None

    @abstractmethod
    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        """These rows of the picture after this step, written where the target is, in a lane."""

    @abstractmethod
    def look(self, picture: Wholes) -> None:
        """Called with each new picture before its rows are asked for."""

    @cached_property
    def out(self) -> Wholes:
        return buffer((*self.shape, 3), np.uint16)

    def placed(self, rows: slice, lane: int) -> Wholes:
        """Where these rows go to."""
        return self.target(rows, lane) if self.target else self.out[rows]

    def run(self, picture: Wholes, gaze_px: GazePx) -> Wholes:
        self.look(picture)
        over_rows(partial(self.rows, picture), *self.shape)
        return self.out


class Blur(RowStage):
    """A stage whose pixels depend on what is up to `reach` rows away."""

    def __init__(self, shape: tuple[int, int], reach: int) -> None:
        super().__init__(shape)
        self.reach = reach
        strip = LANES, strip_rows(*shape) + 2 * reach, shape[1], 3
        self.light, self.blurred = (buffer(strip, np.float32) for _ in range(2))

    def look(self, picture: Wholes) -> None:
        """The rows say all that is needed."""

    @abstractmethod
    def blur(self, part: Floats, out: Floats) -> None:
        """Blur a picture into `out`, as `hand_on` takes it."""

    def hand_on(self, blurred: Floats, out: Wholes) -> None:
        """What was blurred as whole numbers, in `out`: half a step was added, so that cutting off rounds."""
        np.copyto(out, blurred, casting="unsafe")

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        wide, light, blurred, here, out = self._around(rows, lane)
        np.copyto(light, picture[wide])
        self.blur(light, blurred)
        self.hand_on(here, out)

    @once_a_strip
    def _around(self, rows: slice, lane: int) -> tuple[slice, Floats, Floats, Floats, Wholes]:
        """The rows with what is around them, their light, that blurred, its part that is asked for, and the target."""
        wide, here = with_around(rows, self.reach, self.shape[0])
        light, blurred = (buffer[lane, : wide.stop - wide.start] for buffer in (self.light, self.blurred))
        return wide, light, blurred, blurred[here], self.placed(rows, lane)


class Defocus(Blur):
    """A defocus disc: the picture of a point by an eye that is out of focus."""

    def __init__(self, shape: tuple[int, int], diameter_px: float) -> None:
        self.kernel = disc_kernel(diameter_px)
        super().__init__(shape, len(self.kernel) // 2)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.filter2D(part, cv2.CV_32F, self.kernel, out, delta=0.5)


class Streak(Blur):
    """A blur from side to side only."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        super().__init__(shape, 0)
        self.kernel = row_kernel(sd_px)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.filter2D(part, cv2.CV_32F, self.kernel, out, delta=0.5)


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


class Spread:
    """Pictures spread by one kernel that reaches as far as they are large; around them it is dark.

    By spectra, of which the kernel's is kept: OpenCV's filters find it anew for every picture.
    """

    def __init__(self, kernel: Floats) -> None:
        rows, columns = kernel.shape
        self.first = rows // 2, columns // 2
        sides = [2 * cv2.getOptimalDFTSize(math.ceil(side / 2)) for side in kernel.shape]  # even ones take less time
        whole = np.zeros(sides, np.float32)
        self.light = buffer((LANES, *whole.shape), np.float32)
        self.light.fill(0)
        whole[:rows, :columns] = kernel
        self.kernel = cv2.dft(whole)
        self.spectrum, self.spread = (buffer(self.light.shape, np.float32) for _ in range(2))

    def run(self, picture: Floats, out: Floats) -> None:
        """From H×W×3 to the same; the kernel has 2H − 1 × 2W − 1 points."""
        side_by_side(*(partial(self._channel, picture, out, channel) for channel in range(3)))

    def _channel(self, picture: Floats, out: Floats, channel: int, lane: int) -> None:
        light, spectrum, spread = self.light[lane], self.spectrum[lane], self.spread[lane]
        rows, columns = picture.shape[:2]
        top, left = self.first
        light[:rows, :columns] = picture[..., channel]
        cv2.dft(light, spectrum, nonzeroRows=rows)
        cv2.mulSpectrums(spectrum, self.kernel, 0, spectrum)
        cv2.idft(spectrum, spread, cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT)
        out[..., channel] = spread[top : top + rows, left : left + columns]


class Veil(RowStage):
    """Straylight: part of the light of every point lies over everything else. Around the picture it is dark."""

    def __init__(self, shape: tuple[int, int], ppd: float, s: float, cell_deg: float = VEIL_CELL_DEG) -> None:
        super().__init__(shape)
        cell_px = max(1.0, cell_deg * ppd)
        rows, columns = (max(2, round(side / cell_px)) for side in shape)
        self.size = (columns, rows)
        cell = (shape[0] / rows / ppd, shape[1] / columns / ppd)
        self.kept = 1 - VEIL_SHARE * s
        self.spread = Spread(veil_kernel(rows, columns, cell, s))
        self.coarse, self.veil = (buffer((rows, columns, 3), np.float32) for _ in range(2))
        self.cells = buffer((rows, columns, 3), np.uint16)
        #: Halved before and doubled after, by strips: both are many times faster by this factor.
        self.halved, self.quartered = (buffer((shape[0] // by, shape[1] // by, 3), np.uint16) for by in (2, 4))
        self.lit = buffer((LANES, strip_rows(*shape) + 4, shape[1], 3), np.uint16)

    def look(self, picture: Wholes) -> None:
        over_rows(partial(self._quarter, picture), *self.shape, step=math.ceil(strip_rows(*self.shape) / 4) * 4)
        cv2.resize(self.quartered, self.size, self.cells, interpolation=cv2.INTER_AREA)
        np.subtract(self.cells, np.float32(BIAS), out=self.coarse)
        self.spread.run(self.coarse, self.veil)
        rounded(self.veil, 0.0, self.cells)
        cv2.resize(self.cells, self.halved.shape[1::-1], self.halved, interpolation=cv2.INTER_LINEAR)

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        doubling_veil, veil, seen = self._veiling(rows, lane)
        doubling_veil()
        flat = picture[rows].reshape(veil.shape)
        cv2.addWeighted(flat, self.kept, veil, 1.0, BIAS * (1 - self.kept), seen)

    @once_a_strip
    def _veiling(self, rows: slice, lane: int) -> tuple[Step, Array, Array]:
        around = half_around(rows, self.shape[0])
        step, lit = doubled(self.halved[around], rows, around, self.shape, self.lit[lane])
        veil, seen = (part.reshape(len(lit), -1) for part in (lit, self.placed(rows, lane)))
        return step, veil, seen

    def _quarter(self, picture: Wholes, rows: slice, _lane: int) -> None:
        """By halving twice; rows are a multiple of four, or all."""
        halved = self.halved[rows.start // 2 : rows.stop // 2]
        shrink(picture[rows], halved)
        shrink(halved, self.quartered[rows.start // 4 : rows.stop // 4])


class AcuityLimit(Blur):
    """The blur beyond which an eye of this acuity sees nothing; light leaves it without BIAS."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        self.kernel = limit_kernel(sd_px)
        super().__init__(shape, len(self.kernel) // 2)

    def blur(self, part: Floats, out: Floats) -> None:
        cv2.sepFilter2D(part, cv2.CV_32F, self.kernel, self.kernel, out, delta=0.5 - BIAS)

    def hand_on(self, blurred: Floats, out: Wholes) -> None:
        cv2.threshold(blurred, 0.0, 0.0, cv2.THRESH_TOZERO, blurred)  # its kernel goes below nothing, and so may light
        super().hand_on(blurred, out)


class UnevenLimit(RowStage):
    """An acuity limit that is finer here and coarser there, by a share of its blur."""

    def __init__(self, shape: tuple[int, int], ppd: float, sd_px: float, unevenness: float) -> None:
        super().__init__(shape)
        self.finer, self.coarser = (AcuityLimit(shape, sd_px * (1 + sign * unevenness)) for sign in (-1, 1))
        share = np.rint(uneven(shape, ppd) * ONE).astype(np.uint16)
        self.shares = np.repeat(share[..., None], 3, axis=2)
        self.others = ONE - self.shares
        self.coarse = buffer((LANES, strip_rows(*shape), shape[1], 3), np.uint16)
        self.coarser.target = in_strip_of_lane(self.coarse)

    def look(self, picture: Wholes) -> None:
        """The rows say all that is needed."""
        self.finer.target = self.target or in_picture(self.out)

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        self.coarser.rows(picture, rows, lane)
        self.finer.rows(picture, rows, lane)
        run(self._mixing(rows, lane))

    @once_a_strip
    def _mixing(self, rows: slice, lane: int) -> Steps:
        coarse, out = (limit.placed(rows, lane) for limit in (self.coarser, self.finer))
        return (
            partial(cv2.multiply, coarse, self.shares[rows], coarse, 1 / ONE),
            partial(cv2.multiply, out, self.others[rows], out, 1 / ONE),
            partial(cv2.add, out, coarse, out),
        )


def uneven(shape: tuple[int, int], ppd: float) -> NDArray[np.float64]:
    """0 to 1, changing over a few degrees: where wiping left more and where less."""
    y, x = np.meshgrid(*((np.arange(side) - side / 2) / ppd for side in shape), indexing="ij")
    waves = np.sin(0.9 * x + 0.5 * y + 1) + np.sin(-0.4 * x + 1.1 * y) + np.sin(0.55 * x - 0.8 * y + 2.2)
    return np.asarray(np.clip(waves / 4 + 0.5, 0, 1))
