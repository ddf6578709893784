"""sRGB code values to linear light and back (IEC 61966-2-1).

Every filter works on linear light; code values are touched once on the way in and once on the way out. On its way
light is whole numbers, 0 to FULL with BIAS added: most of the work is bound by memory, and so is half of it.
Filtering code values would reverse what inverted colours do for readers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

#: Code values, or light.
Array = NDArray[np.integer | np.floating]
Floats = NDArray[np.float32]
Wholes = NDArray[np.uint16]
Bytes = NDArray[np.uint8]
#: Blue, green, red and a byte more in one number, as Qt's Format_RGB32 has them.
Pixels = NDArray[np.int32]

#: White: half of what 16 bits hold, so that light from −BIAS to beyond white can be rounded to them with BIAS added.
FULL = 32767.0
BIAS = 16384
#: A share of one, as a whole number.
ONE = 65535
#: Luminance of linear R, G, B (IEC 61966-2-1 primaries).
LUMINANCE_RGB = np.array([0.2126, 0.7152, 0.0722])


def to_linear(code: Array) -> NDArray[np.float64]:
    """Code values 0–255 to linear light 0–1; those of a picture are looked up."""
    if code.dtype == np.uint8:
        return np.asarray(_LINEAR.take(cast("NDArray[np.uint8]", code)))
    return _to_linear(code)


def _to_linear(code: Array) -> NDArray[np.float64]:
    value = np.asarray(code, float) / 255
    return np.asarray(np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4))


_LINEAR = _to_linear(np.arange(256))


def to_code(linear: Array) -> NDArray[np.float64]:
    """Linear light 0–1 to code values 0–255, not rounded."""
    value = np.clip(np.asarray(linear, float), 0, 1)
    return np.asarray(np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055) * 255)


#: uint8 → uint16, and the same with BIAS, for cv2.LUT.
DECODE_WHOLE: Wholes = np.rint(to_linear(np.arange(256)) * FULL).astype(np.uint16)
DECODE: Wholes = DECODE_WHOLE + np.uint16(BIAS)
#: uint16 with BIAS → uint8, for cv2.LUT.
ENCODE: NDArray[np.uint8] = np.rint(to_code((np.arange(65536) - float(BIAS)) / FULL)).astype(np.uint8)

#: The two code values that two bytes are, for each whole number of 16 bits.
PAIRS: NDArray[np.uint8] = np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2)


class LightOfCodes:
    """What light each code value is, by a table of 256: found for two at a time, which takes half as long."""

    def __init__(self, table: Wholes) -> None:
        self.single = table
        self.pairs = table[PAIRS].view(np.int32)

    def find(self, codes: Array, out: Wholes) -> None:
        """Rows of code values to rows of light."""
        for step in self.finding(codes, out):
            step()

    def finding(self, codes: Array, out: Wholes) -> list[Callable[[], object]]:
        """The steps of it, for what is in that memory then; rows that begin at odd addresses are found one by one."""
        even = 0 if codes.strides[0] % 2 else codes.shape[1] // 2 * 2
        steps: list[Callable[[], object]] = []
        if even:
            pairs = codes[:, :even].view(np.uint16)
            steps.append(partial(cv2.LUT, pairs, self.pairs, out[:, :even].view(np.int32)))
        if even < codes.shape[1]:
            steps.append(partial(self._one_by_one, codes[:, even:], out[:, even:]))
        return steps

    def _one_by_one(self, codes: Array, out: Wholes) -> None:
        out[...] = self.single[codes]


def luminance(linear_rgb: Array) -> Array:
    """Luminance of an H×W×3 linear RGB picture, same unit as the picture."""
    return np.asarray(linear_rgb @ LUMINANCE_RGB)
