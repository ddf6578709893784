"""Could this sequence of frames harm a photosensitive person? WCAG 2.3.1 and ITU-R BT.1702, on a grid of places.

A flash is a pair of opposing changes of luminance of a tenth of the maximum or more, the darker side below 0.8 of
white. More than three within a second, over a quarter of any ten degrees of sight, is too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.light import LUMINANCE_RGB, to_linear

CHANGE, DARK_SIDE, MOST_PER_SECOND = 0.1, 0.8, 3
#: Share of the picture, in cells, that must flash together to count: a quarter of ten degrees of a desk screen.
AREA_SHARE = 0.0625
CELLS = (36, 64)
#: Light of each code value.
LINEAR = to_linear(np.arange(256)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class FlashReport:
    """The most flashes within any one second over a large enough area, and anywhere."""

    most_per_second: int
    most_anywhere: int

    @property
    def is_safe(self) -> bool:
        return self.most_per_second <= MOST_PER_SECOND


def analyse(
    frames: Iterable[NDArray[np.uint8]], frames_per_second: float, cells: tuple[int, int] = CELLS
) -> FlashReport:
    """Count flashes in H×W×3 uint8 sRGB frames, looked at in so many cells (rows, columns)."""
    light = np.stack([_cells(frame, cells) for frame in frames])
    changes = _changes(light)
    second = max(1, round(frames_per_second))
    sums = np.zeros((len(changes) + 1, *cells), changes.dtype)
    for index, found in enumerate(changes):
        np.add(sums[index], found, out=sums[index + 1])
    windows = sums[min(second, len(changes)) :] - sums[: len(sums) - min(second, len(changes))]
    flashes = windows // 2
    needed = max(1, int(np.prod(cells) * AREA_SHARE))
    together = np.partition(flashes.reshape(len(flashes), -1), -needed, axis=1)[:, -needed]
    return FlashReport(int(together.max()), int(flashes.max()))


def _cells(frame: NDArray[np.uint8], cells: tuple[int, int]) -> NDArray[np.float32]:
    """Mean luminance, 0 to 1, of each cell."""
    rows, columns = cells
    light = cv2.transform(cv2.LUT(frame, LINEAR), LUMINANCE_RGB[None])
    return np.asarray(cv2.resize(light, (columns, rows), interpolation=cv2.INTER_AREA))


def _changes(light: NDArray[np.float32]) -> NDArray[np.int16]:
    """Per frame and cell, 1 where luminance has turned back by CHANGE or more since its last turning point."""
    found = np.zeros(light.shape, np.int16)
    low, high = light[0].copy(), light[0].copy()
    direction = np.zeros(light[0].shape, np.int8)
    for index, now in enumerate(light[1:], start=1):
        rises = (now - low >= CHANGE) & (low < DARK_SIDE) & (direction <= 0)
        falls = (high - now >= CHANGE) & (now < DARK_SIDE) & (direction >= 0) & ~rises
        found[index] = rises | falls
        direction = np.where(rises, np.int8(1), np.where(falls, np.int8(-1), direction))
        low = np.where(rises | falls, now, np.minimum(low, now))
        high = np.where(rises | falls, now, np.maximum(high, now))
    return found
