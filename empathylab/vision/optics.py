"""The optics of an eye: stages that blur or veil the picture, in linear light, on the working grid.

They make rows as they are asked for, so that the last of them makes them while they are in the processor's cache.
Pictures are whole numbers with BIAS; blurs turn rows of a plane into floats and back.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import cached_property, partial

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.buffers import buffer
from empathylab.vision.kernels import disc_kernel, half_of, limit_kernel, row_kernel, steps_of
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, Floats, Wholes
from empathylab.vision.passes import blurs, discs
from empathylab.vision.passes import optics as passes
from empathylab.vision.stages import GazePx
from empathylab.vision.strips import (
    Strip,
    Target,
    Then,
    in_picture,
    in_strip_of_lane,
    over_rows,
    side_by_side,
    strip_rows,
)

#: The veil of straylight is computed on a grid this coarse: 16 pixels of a usual screen at 60 cm.
VEIL_CELL_DEG = 16 / 37.8
VEIL_FROM_DEG, VEIL_TO_DEG = 0.3, 30.0
#: Share of the light that goes into a veil of s = 1: the integral of s/θ² over that range.
VEIL_SHARE = 2 * math.pi * math.log(VEIL_TO_DEG / VEIL_FROM_DEG) * math.radians(1) ** 2


class RowStage(ABC):
    """A stage that makes rows as they are asked for, in a lane, once it has looked at the whole picture."""

    #: Whether it has something to do with rows while they are at hand.
    meets = False

    def __init__(self, shape: tuple[int, int]) -> None:
        self.shape = shape
        #: Where rows go, if not to `out`.
        self.target: Target | None = None

    @abstractmethod
    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        """These rows of the picture after this step, written where the target is, in a lane."""

    def meet(self, picture: Wholes, rows: slice, lane: int) -> None:  # noqa: B027 - few have to
        """Called with the rows of each new picture while they are at hand, four at a time, where it `meets` them."""

    def look(self, picture: Wholes) -> None:  # noqa: B027 - for most the rows say all
        """Called with each new picture, once its rows were met, before any are asked for."""

    @property
    def reach(self) -> int:
        """How many rows above and below it a row depends on."""
        return self.shape[0]

    @cached_property
    def out(self) -> Wholes:
        return buffer((3, *self.shape), np.uint16)

    def placed(self, rows: slice, lane: int) -> Strip:
        """Where these rows go to."""
        return self.target(rows, lane) if self.target else Strip(self.out, rows.start)

    def run(self, picture: Wholes, gaze_px: GazePx, then: Then | None = None) -> Wholes:
        """The whole of a picture that was met, after this step; `then` is done with its rows while they are at hand."""
        self.look(picture)
        over_rows(partial(self._make, picture, then), *self.shape)
        return self.out

    def _make(self, picture: Wholes, then: Then | None, rows: slice, lane: int) -> None:
        self.rows(picture, rows, lane)
        if then:
            then(self.out, rows, lane)


class Blur(RowStage):
    """A blur down and across, by halves of symmetric kernels; light leaves it with so much more."""

    def __init__(self, shape: tuple[int, int], down: Floats, across: Floats, more: float = 0.0) -> None:
        super().__init__(shape)
        self.down, self.across, self.more = half_of(down), half_of(across), more + 0.5
        self.lines = buffer((LANES, 2, shape[1] + 2 * len(self.across)), np.float32)
        self.light = buffer((LANES, 2 * len(self.down), shape[1]), np.float32)

    @property
    def reach(self) -> int:
        return len(self.down) - 1

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        out = self.placed(rows, lane)
        lines, light = self.lines[lane], self.light[lane]
        blurs.blur(picture, self.down, self.across, self.more, rows.start, rows.stop, *out, lines, light)


class Streak(Blur):
    """A blur from side to side only."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        super().__init__(shape, np.ones(1, np.float32), row_kernel(sd_px))


class AcuityLimit(Blur):
    """The blur beyond which an eye of this acuity sees nothing; light leaves it without BIAS."""

    def __init__(self, shape: tuple[int, int], sd_px: float) -> None:
        kernel = limit_kernel(sd_px)
        super().__init__(shape, kernel, kernel, -BIAS)


class Defocus(RowStage):
    """A defocus disc: the picture of a point by an eye that is out of focus."""

    def __init__(self, shape: tuple[int, int], diameter_px: float) -> None:
        super().__init__(shape)
        self.steps = steps_of(disc_kernel(diameter_px))
        columns = len(self.steps)
        self.weighed = buffer((LANES, columns + 1, shape[1] + 2 * columns), np.float32)
        self.weighed[:, columns] = 0
        self.line = buffer((LANES, shape[1]), np.float32)

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        out, weighed, line = self.placed(rows, lane), self.weighed[lane], self.line[lane]
        discs.blur(picture, self.steps, rows.start, rows.stop, *out, weighed, line)


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

    def run(self, picture: Floats, out: Floats, lane: int = 0) -> None:
        """One plane of H×W into another; the kernel has 2H − 1 × 2W − 1 points."""
        light, spectrum, spread = self.light[lane], self.spectrum[lane], self.spread[lane]
        rows, columns = picture.shape
        top, left = self.first
        light[:rows, :columns] = picture
        cv2.dft(light, spectrum, nonzeroRows=rows)
        cv2.mulSpectrums(spectrum, self.kernel, 0, spectrum)
        cv2.idft(spectrum, spread, cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT)
        np.copyto(out, spread[top : top + rows, left : left + columns])


class Veil(RowStage):
    """Straylight: part of the light of every point lies over everything else. Around the picture it is dark."""

    meets = True

    def __init__(self, shape: tuple[int, int], ppd: float, s: float, cell_deg: float = VEIL_CELL_DEG) -> None:
        super().__init__(shape)
        cell_px = max(1.0, cell_deg * ppd)
        rows, columns = (max(2, round(side / cell_px)) for side in shape)
        self.size = (columns, rows)
        cell = (shape[0] / rows / ppd, shape[1] / columns / ppd)
        self.kept = 1 - VEIL_SHARE * s
        self.spread = Spread(veil_kernel(rows, columns, cell, s))
        self.coarse, self.veil = (buffer((LANES, rows, columns), np.float32) for _ in range(2))
        self.quartered = buffer((3, shape[0] // 4, shape[1] // 4), np.float32)
        self.sums = buffer((LANES, shape[1] // 2), np.int32)
        #: As many columns as the picture; rows as on the coarse grid.
        self.veils = buffer((3, rows, shape[1]), np.float32)

    def meet(self, picture: Wholes, rows: slice, lane: int) -> None:
        passes.quarter(picture.view(np.uint32), rows.start // 4, rows.stop // 4, self.quartered, self.sums[lane])

    def look(self, picture: Wholes) -> None:
        side_by_side(*(partial(self._spread, plane) for plane in range(3)))

    def _spread(self, plane: int, lane: int) -> None:
        coarse, veil, veils = self.coarse[lane], self.veil[lane], self.veils[plane]
        cv2.resize(self.quartered[plane], self.size, coarse, interpolation=cv2.INTER_AREA)
        self.spread.run(coarse, veil, lane)
        cv2.resize(veil, veils.shape[::-1], veils, interpolation=cv2.INTER_LINEAR)

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        passes.veil(picture, self.kept, self.veils, rows.start, rows.stop, *self.placed(rows, lane))


class UnevenLimit(RowStage):
    """An acuity limit that is finer here and coarser there, by a share of its blur."""

    def __init__(self, shape: tuple[int, int], ppd: float, sd_px: float, unevenness: float) -> None:
        super().__init__(shape)
        self.finer, self.coarser = (AcuityLimit(shape, sd_px * (1 + sign * unevenness)) for sign in (-1, 1))
        self.shares = uneven(shape, ppd).astype(np.float32)
        self.coarse = buffer((LANES, 3, strip_rows(*shape), shape[1]), np.uint16)
        self.coarser.target = in_strip_of_lane(self.coarse)

    @property
    def reach(self) -> int:
        return self.coarser.reach

    def look(self, picture: Wholes) -> None:
        self.finer.target = self.target or in_picture(self.out)

    def rows(self, picture: Wholes, rows: slice, lane: int) -> None:
        self.coarser.rows(picture, rows, lane)
        self.finer.rows(picture, rows, lane)
        passes.blend(self.coarse[lane], self.shares, rows.start, rows.stop, *self.finer.placed(rows, lane))


def uneven(shape: tuple[int, int], ppd: float) -> NDArray[np.float64]:
    """0 to 1, changing over a few degrees: where wiping left more and where less."""
    y, x = np.meshgrid(*((np.arange(side) - side / 2) / ppd for side in shape), indexing="ij")
    waves = np.sin(0.9 * x + 0.5 * y + 1) + np.sin(-0.4 * x + 1.1 * y) + np.sin(0.55 * x - 0.8 * y + 2.2)
    return np.asarray(np.clip(waves / 4 + 0.5, 0, 1))
