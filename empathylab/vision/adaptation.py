"""What an eye makes of a yellow lens that it has looked through for years: white is white, and blue stays dim.

Each kind of cone turns its own gain up until the page's white looks neutral (von Kries 1902). What the lens keeps back
is gone all the same: the brightness of every colour stays exactly what the lens lets through.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.vision.buffers import buffer
from empathylab.vision.effect import Matrix
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, FULL, LUMINANCE_RGB, Wholes
from empathylab.vision.stages import GazePx, PixelStage, biased
from empathylab.vision.strips import strip_rows

#: Linear sRGB to XYZ (IEC 61966-2-1), and XYZ to cones (Hunt & Pointer 1985, Estévez 1979).
_XYZ = np.array([[0.4124, 0.3576, 0.1805], LUMINANCE_RGB, [0.0193, 0.1192, 0.9505]])
_CONES = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]]) @ _XYZ
#: Light this far below nothing is rounding; with BIAS.
_ROUNDING = BIAS - 1e-3 * FULL
_DARKEST = 1e-6 * FULL


def adapted(lens: Matrix, share: float) -> Matrix:
    """Linear RGB through the lens for eyes that have adapted to white seen through it, by this share (0 to 1)."""
    through = np.array(lens)
    bright = LUMINANCE_RGB @ through
    white, tinted = _CONES.sum(axis=1) * bright.sum(), (_CONES @ through).sum(axis=1)
    seen = np.linalg.solve(_CONES, np.diag((white / tinted) ** share) @ _CONES @ through)
    # Cones of different kinds add a little differently to brightness; a grey put right leaves colours as they are.
    seen += bright - LUMINANCE_RGB @ seen
    return tuple((float(r), float(g), float(b)) for r, g, b in seen)


class AdaptedLens(PixelStage):
    """The lens and the adaptation to it, as one matrix.

    A dim and deep blue would need less red and green than none: such colours are paled to what a screen can show,
    without a change of brightness.
    """

    def __init__(self, matrix: NDArray[np.float64], shape: tuple[int, int], is_bgr: bool) -> None:
        self.matrix = biased(matrix, is_bgr)
        weights = LUMINANCE_RGB[::-1] if is_bgr else LUMINANCE_RGB
        self.weights = weights.astype(np.float32).reshape(1, 3)
        self.leaves_screen = bool((matrix < 0).any())
        strip = LANES, strip_rows(*shape), shape[1]
        self.grey, self.share, *self.channels = (buffer(strip, np.float32) for _ in range(5))
        self.light = buffer((*strip, 3), np.float32)

    def change(self, part: Wholes, rows: slice, lane: int, gaze_px: GazePx) -> None:
        cv2.transform(part, self.matrix, part)
        if self.leaves_screen and part.min() < _ROUNDING:
            flat = part.reshape(len(part), -1)
            reached = _reach(flat.min(axis=1))
            across = flat[reached].min(axis=0).reshape(-1, 3).min(axis=1)
            self._pale(part[reached, _reach(across)], lane)

    def _pale(self, part: Wholes, lane: int) -> None:
        """Towards the grey of the same brightness, just as far as the lowest channel needs."""
        grey, share, *channels = (
            buffer[lane, : part.shape[0], : part.shape[1]] for buffer in (self.grey, self.share, *self.channels)
        )
        light = self.light[lane, : part.shape[0], : part.shape[1]]
        np.subtract(part, np.float32(BIAS), out=light)
        cv2.transform(light, self.weights, grey)
        cv2.split(light, channels)
        np.minimum.reduce([*channels], out=share)
        np.minimum(share, 0, out=share)
        np.subtract(grey, share, out=share)
        np.maximum(share, _DARKEST, out=share)
        np.divide(grey, share, out=share)
        for channel in channels:
            channel -= grey
            channel *= share
            channel += grey
        cv2.merge(channels, light)
        np.add(light, np.float32(BIAS + 0.5), out=light)
        np.copyto(part, light, casting="unsafe")


def _reach(lowest: Wholes) -> slice:
    """From the first to the last row or column with light that no screen can show."""
    beyond = np.flatnonzero(lowest < _ROUNDING)
    return slice(int(beyond[0]), int(beyond[-1]) + 1)
