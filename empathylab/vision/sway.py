"""Sway: the finished picture goes from side to side, blurred so far that it cannot flash.

Whatever stands on the page, at no place does luminance change by a tenth of white more than three times in a second.
A row of light that is blurred by a Gaussian needs 1.33 of its standard deviations to rise and fall by a tenth, and
2.82 to rise again: the most that stripes of any widths can do. So with so little travel between two turns a place
changes once or twice, and there are two turns in a second at most. Slower and smaller than the eyes really move.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.kernels import half_of, row_kernel
from empathylab.vision.lanes import LANES
from empathylab.vision.light import Array, Floats, pixels, pixels_to_read
from empathylab.vision.strips import over_rows

Waveform = Literal["pendular", "jerk"]
#: Beyond, one change between two turns is already too much.
FASTEST_HZ = 1.0
#: With one turn in a second at most, a place may change twice between two turns; else once.
ONE_TURN_HZ = 0.5
TRAVEL_SD, TRAVEL_SD_ONE_TURN = 1.25, 2.4
#: Between two pixels light goes in a straight line; where the blur is narrower, its corners are too sharp.
LEAST_BLUR_PX = 2.5
#: Of the blur of neighbours (1 4 6 4 1): it takes away what points two apart would take for wider stripes.
NEAR_VARIANCE = 1.0


@dataclass(frozen=True, slots=True)
class Sway:
    """How far from end to end, how often, and in which way; `blur_arcmin` (sd) when that is more than safety asks."""

    swing_deg: float
    hz: float
    waveform: Waveform
    least_blur_arcmin: float = 0.0

    @property
    def blur_deg(self) -> float:
        """The standard deviation of the blur along the swing, in degrees."""
        travel_sd = TRAVEL_SD_ONE_TURN if self.hz <= ONE_TURN_HZ else TRAVEL_SD
        return max(self.swing_deg / travel_sd, self.least_blur_arcmin / 60)

    def offset_deg(self, at_s: float) -> float:
        """How far to the right of its place the picture is; in its place at 0 s."""
        turns = self.hz * at_s
        share = 0.5 * math.sin(2 * math.pi * turns) if self.waveform == "pendular" else (turns + 0.5) % 1 - 0.5
        return self.swing_deg * share


class Swaying:
    """The last picture, filtered and blurred, for frame after frame (H×W×4) that differs in time alone."""

    def __init__(self, sway: Sway, ppd: float) -> None:
        self.sway, self.ppd = sway, ppd
        self.blur_px = max(LEAST_BLUR_PX, sway.blur_deg * ppd)
        self.reach_px = math.ceil(sway.swing_deg / 2 * ppd) + 1
        self._changes = Changes((0, 0, 0))
        self._seen_at: object = None

    def run(
        self, frame: Array, seen_at: object, at_s: float, out: Array, see: Callable[[Array], object] | None
    ) -> None:
        """`see` filters `frame` into what it is given, if it is filtered; asked for another frame or gaze only."""
        if frame.shape != self._changes.picture.shape:
            self._make_buffers(*frame.shape[:2])
        if self._changes.of(frame) or self._seen_at != (seen_at,):
            if see is not None:
                see(self._seen)
            over_rows(partial(self._blur, frame if see is None else self._seen), *frame.shape[:2])
            self._seen_at = (seen_at,)
        over_rows(partial(self._move, self.sway.offset_deg(at_s) * self.ppd, out), *frame.shape[:2])

    def _make_buffers(self, height: int, width: int) -> None:
        from empathylab.vision.passes import sway as passes  # with the compiler, as all that a frame needs

        self._changes = Changes((height, width, 4))
        self._seen = buffer((height, width, 4), np.uint8)
        #: Blurred, with the edge's columns going on as far as the picture moves.
        self._still = buffer((height, width + 2 * self.reach_px, 4), np.uint8)
        #: A row is as narrow as the blur allows: it costs the same then, however wide it is.
        factor = math.floor(self.blur_px / LEAST_BLUR_PX)
        self._weights = (factor, *halves_of_blur(self.blur_px / factor))
        self._lines = buffer((LANES, passes.LINES, passes.row_length(width, *self._weights)), np.float32)
        self._blur_along = passes.blur_along
        self._seen_at = None

    def _blur(self, picture: Array, rows: slice, lane: int) -> None:
        """In linear light, from side to side."""
        still, lines = pixels(self._still), self._lines[lane]
        self._blur_along(pixels_to_read(picture), *self._weights, rows.start, rows.stop, still, lines)

    def _move(self, offset_px: float, out: Array, rows: slice, _lane: int) -> None:
        """So far to the right, between two pixels by as much of each."""
        whole = math.floor(offset_px)
        share, left = offset_px - whole, self.reach_px - whole
        here, beside = (self._still[rows, at : at + out.shape[1]] for at in (left, left - 1))
        cv2.addWeighted(here, 1 - share, beside, share, 0, out[rows])


def halves_of_blur(sd_px: float) -> tuple[Floats, Floats]:
    """Half of a kernel of neighbours, and of one of points two apart: after each other they are a Gaussian."""
    near = np.array([6, 4, 1], np.float32) / np.float32(16)
    return near, half_of(row_kernel(math.sqrt(sd_px**2 - NEAR_VARIANCE) / 2))
