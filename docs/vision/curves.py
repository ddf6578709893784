"""Fits the polynomials of vision.passes.frames to the curve of IEC 61966-2-1; tells coefficients and largest errors.

python docs/vision/curves.py
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from empathylab.vision.light import FULL, to_code, to_linear

#: From here on the curve is no straight line: code values, and the root of the share of white.
FROM_CODE, FROM_ROOT = 11, 0.0559
ROUNDS = 2000


def even_fit(x: NDArray[np.float64], y: NDArray[np.float64], step: NDArray[np.float64], degree: int) -> None:
    """The polynomial whose largest error is least, in these steps: what is far off weighs more with each round."""
    powers, weight = np.vander(x, degree + 1, increasing=True) / step[:, None], np.ones_like(x)
    best, worst = np.zeros(degree + 1), np.inf
    for _ in range(ROUNDS):
        found = np.linalg.lstsq(powers * weight[:, None], y / step * weight, rcond=None)[0]
        error = np.abs(powers @ found - y / step)
        if error.max() < worst:
            best, worst = found, error.max()
        weight *= np.sqrt(error / error.max() + 1e-3)
        weight /= weight.mean()
    print(f"{worst:.4f} of a code value:", *(f"{float(np.float32(each)):.9g}" for each in best))


def main() -> None:
    """Light of a code value (of 255), and the code value of the root of light's share of white."""
    code = np.arange(FROM_CODE, 256)
    light = to_linear(code) * FULL
    even_fit(code / 255, light, np.gradient(light), 5)
    root = FROM_ROOT + (1 - FROM_ROOT) * (1 - np.cos(np.linspace(0, np.pi, 2000))) / 2
    even_fit(root, to_code(root**2), np.ones_like(root), 6)


if __name__ == "__main__":
    main()
