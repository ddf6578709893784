"""A magnifying glass that follows the eye: it lies on the page, so the simulated eye looks through it as well."""

from __future__ import annotations

import cv2
import numpy as np

from empathylab.ui.lens.frame_filter import FrameFilter, Gaze, Pixels

_GLASS_WIDTH, _GLASS_HEIGHT = 0.6, 0.36
_RIM_PX = 4
_NOTHING_BGRX = (18, 11, 11, 255)
_RIM_BGRX = (43, 24, 23, 255)


class HealthyEye(FrameFilter):
    """The filter without a simulation: the picture as it is."""

    follows_gaze = moves = False

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float = 0.0) -> None:
        np.copyto(out, frame)


class BlindEye(FrameFilter):
    """The filter of an eye that sees nothing: all dark."""

    follows_gaze = moves = False

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float = 0.0) -> None:
        out[:] = _NOTHING_BGRX


class Magnified(FrameFilter):
    """Enlarges what is around the gaze `factor` times, then lets `eye` look at it. One thread at a time."""

    follows_gaze = True

    def __init__(self, eye: FrameFilter, factor: float) -> None:
        self._eye = eye
        self._factor = factor
        self._page = np.empty((0, 0, 4), np.uint8)

    @property
    def moves(self) -> bool:
        return self._eye.moves

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float = 0.0) -> None:
        if self._page.shape != frame.shape:
            self._page = np.empty(frame.shape, np.uint8)
        np.copyto(self._page, frame)
        if gaze is not None:
            _lay_glass(frame, gaze, self._factor, self._page)
        self._eye.apply_bgrx(self._page, gaze, out, at_s=at_s)


def _lay_glass(frame: Pixels, gaze: Gaze, factor: float, page: Pixels) -> None:
    """The place looked at stays where it is, so that the glass never moves the thing a person looks for."""
    left, width, from_left, from_width = _span(gaze[0], frame.shape[1], _GLASS_WIDTH, factor)
    top, height, from_top, from_height = _span(gaze[1], frame.shape[0], _GLASS_HEIGHT, factor)
    seen = frame[from_top : from_top + from_height, from_left : from_left + from_width]
    glass = page[top : top + height, left : left + width]
    glass[:] = cv2.resize(seen, (width, height), interpolation=cv2.INTER_CUBIC)
    glass[:_RIM_PX] = glass[-_RIM_PX:] = _RIM_BGRX
    glass[:, :_RIM_PX] = glass[:, -_RIM_PX:] = _RIM_BGRX


def _span(gaze_px: float, size_px: int, share: float, factor: float) -> tuple[int, int, int, int]:
    """One axis: where the glass begins and how long it is, and the same for the part of the page shown in it."""
    length = max(2 * _RIM_PX + 1, round(size_px * share))
    place = min(max(gaze_px, 0.0), size_px - 1.0)
    start = round(min(max(place - length / 2, 0), size_px - length))
    from_length = max(1, round(length / factor))
    from_start = round(min(max(place - (place - start) / factor, 0), size_px - from_length))
    return start, length, from_start, from_length
