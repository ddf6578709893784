"""Pictures that the tests of the vision models share."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from empathylab.vision.letters import SLOAN, place, sloan

Picture = NDArray[np.uint8]


def flat(code: int, height: int = 240, width: int = 320) -> Picture:
    return np.full((height, width, 3), code, np.uint8)


def page(height: int = 400, width: int = 640) -> Picture:
    """A page with a dark bar, lines of letters of several sizes, a green button, coloured patches and a grey ramp."""
    return _drawn_page(height, width).copy()


@cache
def _drawn_page(height: int, width: int) -> Picture:
    ink = np.zeros((height, width), np.float32)
    top, index = 50.0, 0
    while top < height - 60:
        size = 8 + 3 * (index % 6)
        left = 20.0
        while left < width * 0.7:
            place(sloan(SLOAN[index % 10]), ink, left, top, size)
            left, index = left + size * 1.4, index + 1
        top += size * 1.8
    picture = np.repeat((255 - 244 * ink).astype(np.uint8)[..., None], 3, axis=2)
    picture[:32] = (11, 12, 12)
    faint = np.indices((max(0, height - 120), max(0, min(width, 420) - 340))).sum(axis=0) // 9 % 2
    picture[60 : 60 + faint.shape[0], 340 : 340 + faint.shape[1]] = (230 + 20 * faint)[..., None]
    picture[-48:-16, 20:160] = (0, 112, 60)
    for number, colour in enumerate(((212, 53, 28), (29, 112, 184), (255, 221, 0), (76, 44, 146))):
        picture[60 + 70 * number : 110 + 70 * number, -120:-70] = colour
    ramp = np.arange(256, dtype=np.uint8)[None, : max(0, width - 200), None]
    picture[-40:-8, 200:456] = ramp
    return picture


def with_unused(picture: Picture) -> Picture:
    """The same as blue, green, red and an unused byte."""
    unused = np.full((*picture.shape[:2], 1), 7, np.uint8)
    return np.concatenate([picture[..., ::-1], unused], axis=2)
