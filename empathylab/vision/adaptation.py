"""What an eye makes of a yellow lens that it has looked through for years: white is white, and blue stays dim.

Each kind of cone turns its own gain up until the page's white looks neutral (von Kries 1902). What the lens keeps back
is gone all the same: the brightness of every colour stays exactly what the lens lets through.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.effect import Matrix
from empathylab.vision.light import LUMINANCE_RGB

#: Linear sRGB to XYZ (IEC 61966-2-1), and XYZ to cones (Hunt & Pointer 1985, Estévez 1979).
_XYZ = np.array([[0.4124, 0.3576, 0.1805], LUMINANCE_RGB, [0.0193, 0.1192, 0.9505]])
_CONES = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]]) @ _XYZ


def adapted(lens: Matrix, share: float) -> Matrix:
    """Linear RGB through the lens for eyes that have adapted to white seen through it, by this share (0 to 1)."""
    through = np.array(lens)
    bright = LUMINANCE_RGB @ through
    white, tinted = _CONES.sum(axis=1) * bright.sum(), (_CONES @ through).sum(axis=1)
    seen = np.linalg.solve(_CONES, np.diag((white / tinted) ** share) @ _CONES @ through)
    # Cones of different kinds add a little differently to brightness; a grey put right leaves colours as they are.
    seen += bright - LUMINANCE_RGB @ seen
    return tuple((float(r), float(g), float(b)) for r, g, b in seen)
