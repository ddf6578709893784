"""A page that does not hold still: the finished picture goes from side to side, blurred so far that it cannot flash.

Whatever stands on the page, at no place does luminance change by a tenth of white more than three times in a second.
A row of light that is blurred by a Gaussian needs 1.33 of its standard deviations to rise and fall by a tenth, and
2.82 to rise again: the most that stripes of any widths can do. So with so little travel between two turns a place
changes once or twice, and there are two turns in a second at most. Slower and smaller than the eyes really move.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from empathylab.vision.light import BIAS, DECODE, ENCODE, Array
from empathylab.vision.strips import LANES, over_rows, strip_rows

Waveform = Literal["pendular", "jerk"]
#: Beyond, one change between two turns is already too much.
FASTEST_HZ = 1.0
#: With one turn in a second at most, a place may change twice between two turns; else once.
ONE_TURN_HZ = 0.5
TRAVEL_SD, TRAVEL_SD_ONE_TURN = 1.25, 2.4
#: Between two pixels light goes in a straight line; where the blur is narrower, its corners are too sharp.
LEAST_BLUR_PX = 2.5


@dataclass(frozen=True, slots=True)
class Sway:
    """How far from end to end, how often, and in which way; `blur_arcmin` (sd) when that is more than safety asks."""

    swing_deg: float
    hz: float
    waveform: Waveform
    least_blur_arcmin: float = 0.0

    @property
    def blur_deg(self) -> float:
        travel_sd = TRAVEL_SD_ONE_TURN if self.hz <= ONE_TURN_HZ else TRAVEL_SD
        return max(self.swing_deg / travel_sd, self.least_blur_arcmin / 60)

    def offset_deg(self, at_s: float) -> float:
        """How far to the right of its place the picture is; in its place at 0 s."""
        turns = self.hz * at_s
        share = 0.5 * math.sin(2 * math.pi * turns) if self.waveform == "pendular" else (turns + 0.5) % 1 - 0.5
        return self.swing_deg * share


class Swaying:
    """The last picture, filtered and blurred, for frame after frame that differs in time alone."""

    def __init__(self, sway: Sway, ppd: float) -> None:
        self.sway, self.ppd = sway, ppd
        self.blur_px = max(LEAST_BLUR_PX, sway.blur_deg * ppd)
        self._frame = np.empty((0, 0, 0), np.uint8)
        self._seen_at: object = None

    def run(self, frame: Array, seen_at: object, at_s: float, out: Array, see: Callable[[Array], None]) -> None:
        """`see` filters `frame` into what it is given; asked anew for another frame or place of gaze only."""
        if frame.shape != self._frame.shape:
            self._make_buffers(*frame.shape)
        if self._seen_at != (seen_at,) or cv2.norm(frame, self._frame, cv2.NORM_INF) > 0:
            np.copyto(self._frame, frame)
            see(self._still)
            over_rows(self._blur, *frame.shape[:2])
            self._seen_at = (seen_at,)
        offset_px = self.sway.offset_deg(at_s) * self.ppd
        moved = np.array([[1.0, 0.0, offset_px], [0.0, 1.0, 0.0]])
        cv2.warpAffine(self._still, moved, frame.shape[1::-1], out, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE)

    def _make_buffers(self, height: int, width: int, channels: int) -> None:
        shape = (height, width, channels)
        self._frame, self._still = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        #: As narrow as the blur allows: it costs the same then, however wide it is.
        narrow = math.ceil(width / math.floor(self.blur_px / LEAST_BLUR_PX))
        self._sd = self.blur_px * narrow / width
        strip = (LANES, strip_rows(height, width))
        self._wide = np.empty((*strip, width, channels), np.float32)
        self._light = np.empty((*strip, narrow, channels), np.float32)
        self._linear = np.empty((*strip, narrow, channels), np.uint16)
        self._codes = np.empty((*strip, narrow, channels), np.uint8)
        self._seen_at = None

    def _blur(self, rows: slice, lane: int) -> None:
        """In linear light, from side to side; the unused fourth of Qt's pixels is 255 everywhere and stays."""
        count, part = rows.stop - rows.start, self._still[rows]
        wide, light, linear, codes = (
            buffer[lane, :count] for buffer in (self._wide, self._light, self._linear, self._codes)
        )
        cv2.LUT(part, DECODE, wide)
        cv2.resize(wide, light.shape[1::-1], light, interpolation=cv2.INTER_AREA)
        cv2.GaussianBlur(light, (2 * math.ceil(4 * self._sd) + 1, 1), self._sd, light, 0.001, cv2.BORDER_REPLICATE)
        cv2.add(light, BIAS, linear, dtype=cv2.CV_16U)  # type: ignore[call-overload]  # a scalar is fine
        cv2.LUT(linear, ENCODE, codes)
        cv2.resize(codes, part.shape[1::-1], part, interpolation=cv2.INTER_LINEAR)
