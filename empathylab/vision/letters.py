"""Letters of an eye chart, drawn from their geometry: a 5 × 5 grid with strokes one unit wide.

Sloan's ten letters (Sloan 1959; NAS-NRC 1980 layout, drawn here from circles and bars) and the Landolt C (ISO 8596).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.light import Floats

SLOAN = "CDHKNORSVZ"
#: Directions of the Landolt C's gap, in degrees counter-clockwise from the right.
LANDOLT = (0, 90, 180, 270)
#: Pixels per stroke of the master drawings.
_UNIT = 40
_SIDE = 5 * _UNIT


@dataclass(frozen=True, eq=False)
class LetterDrawing:
    """Ink, 0 to 1, 200 × 200."""

    ink: Floats

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """How much ink there is above and left of each place."""
        return np.pad(self.ink.cumsum(0, dtype=np.float64).cumsum(1), ((1, 0), (1, 0)))


@cache
def sloan(letter: str) -> LetterDrawing:
    """A Sloan letter."""
    return LetterDrawing(_INKS[letter]())


@cache
def landolt(direction_deg: int) -> LetterDrawing:
    """A Landolt C with its gap in this direction."""
    return LetterDrawing(np.ascontiguousarray(np.rot90(_c(), direction_deg // 90)))


def place(letter: LetterDrawing, paper: Floats, left_px: float, top_px: float, side_px: float) -> None:
    """Lay a letter of this side length (pixels, need not be whole) on a picture of ink, exact to a part of a pixel."""
    x, y = math.floor(left_px), math.floor(top_px)
    cells = math.ceil(side_px) + 2
    (small,) = placed(letter.sums[None], left_px - x, top_px - y, side_px, cells)
    area = paper[y : y + cells, x : x + cells]
    np.maximum(area, small[: area.shape[0], : area.shape[1]], out=area)


def placed(sums: NDArray[np.float64], left_px: float, top_px: float, side_px: float, cells: int) -> Floats:
    """Letters by their sums, each on an empty square of so many pixels: in a pixel is the mean of what falls on it."""
    unit = _SIDE / side_px
    steps = np.arange(cells + 1)
    above = np.diff(_between(sums, np.clip((steps - top_px) * unit, 0, _SIDE), 1), axis=1)
    both = np.diff(_between(above, np.clip((steps - left_px) * unit, 0, _SIDE), 2), axis=2)
    return np.asarray(both / unit**2, np.float32)


def _between(sums: NDArray[np.float64], places: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """The sums at these places along an axis, which need not be whole: ink is even within a pixel of its drawing."""
    whole = np.minimum(places.astype(int), _SIDE - 1)
    part = (places - whole).reshape([-1 if each == axis else 1 for each in range(sums.ndim)])
    low: NDArray[np.float64] = sums.take(whole, axis)
    found: NDArray[np.float64] = sums.take(whole + 1, axis)
    # In place: these are megabytes for each letter that is looked at, and new ones cost as much as the sums.
    found -= low
    found *= part
    found += low
    return found


def _bars(*polygons: tuple[tuple[float, float], ...]) -> Floats:
    """Polygons in grid units, filled; drawn four times as large and averaged, so that edges are exact."""
    canvas = np.zeros((_SIDE * 4, _SIDE * 4), np.uint8)
    for polygon in polygons:
        points = np.rint(np.array(polygon) * _UNIT * 4 * 16 - 8).astype(np.int32)
        cv2.fillPoly(canvas, [points.reshape(-1, 1, 2)], 255, shift=4)
    small = cv2.resize(canvas, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _disc(x: float, y: float, radius: float) -> Floats:
    axis = (np.arange(_SIDE) + 0.5) / _UNIT
    distance = np.hypot(axis[None, :] - x, axis[:, None] - y)
    return np.asarray(np.clip((radius - distance) * _UNIT + 0.5, 0, 1), np.float32)


def _ring(x: float = 2.5, y: float = 2.5, outer: float = 2.5) -> Floats:
    return _disc(x, y, outer) - _disc(x, y, outer - 1)


def _joined(*parts: Floats) -> Floats:
    return np.asarray(np.max(parts, axis=0), np.float32)


def _box(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _c() -> Floats:
    return _ring() * (1 - _bars(((2.5, 2), (5, 2), (5, 3), (2.5, 3))))


def _d() -> Floats:
    bowl = _ring() * _bars(_box(2.5, 0, 5, 5))
    return _joined(bowl, _bars(_box(0, 0, 1, 5), _box(0, 0, 2.5, 1), _box(0, 4, 2.5, 5)))


def _r() -> Floats:
    bowl = _ring(3.5, 1.5, 1.5) * _bars(_box(3.5, 0, 5, 3))
    leg = ((2.2, 3), (3.5, 3), (5, 5), (3.7, 5))
    return _joined(bowl, _bars(_box(0, 0, 1, 5), _box(0, 0, 3.5, 1), _box(0, 2, 3.5, 3), leg))


def _s() -> Floats:
    upper = _ring(1.5, 1.5, 1.5) * _bars(_box(0, 0, 1.5, 3))
    upper_right = _ring(3.5, 1.5, 1.5) * _bars(_box(3.5, 0, 5, 1.5))
    lower = _ring(3.5, 3.5, 1.5) * _bars(_box(3.5, 2, 5, 5))
    lower_left = _ring(1.5, 3.5, 1.5) * _bars(_box(0, 3.5, 1.5, 5))
    bars = _bars(_box(1.5, 0, 3.5, 1), _box(1.5, 2, 3.5, 3), _box(1.5, 4, 3.5, 5))
    return _joined(upper, upper_right, lower, lower_left, bars)


def _k() -> Floats:
    arm = ((3.7, 0), (5, 0), (1.6, 3.4), (1, 2.7))
    leg = ((1.9, 2.3), (2.7, 1.6), (5, 5), (3.7, 5))
    return _bars(_box(0, 0, 1, 5), arm, leg)


_INKS: dict[str, Callable[[], Floats]] = {
    "C": _c,
    "D": _d,
    "H": lambda: _bars(_box(0, 0, 1, 5), _box(4, 0, 5, 5), _box(0, 2, 5, 3)),
    "K": _k,
    "N": lambda: _bars(_box(0, 0, 1, 5), _box(4, 0, 5, 5), ((0, 0), (1.2, 0), (5, 5), (3.8, 5))),
    "O": _ring,
    "R": _r,
    "S": _s,
    "V": lambda: _bars(((0, 0), (1.1, 0), (2.5, 3.6), (3.9, 0), (5, 0), (3, 5), (2, 5))),
    "Z": lambda: _bars(_box(0, 0, 5, 1), _box(0, 4, 5, 5), ((3.7, 1), (5, 1), (1.3, 4), (0, 4))),
}
