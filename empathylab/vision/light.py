"""sRGB code values to linear light and back (IEC 61966-2-1).

Every filter works on linear light; code values are touched once on the way in and once on the way out. On its way
light is whole numbers, 0 to FULL with BIAS added: most of the work is bound by memory, and so is half of it.
Filtering code values would reverse what inverted colours do for readers.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

#: Code values, or light.
Array = NDArray[np.integer | np.floating]
Floats = NDArray[np.float32]
Wholes = NDArray[np.uint16]
#: Two of them in one number.
Pairs = NDArray[np.uint32]
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


#: uint8 → uint16 with BIAS, for cv2.LUT.
DECODE: Wholes = np.rint(to_linear(np.arange(256)) * FULL).astype(np.uint16) + np.uint16(BIAS)
#: uint16 with BIAS → uint8, for cv2.LUT.
ENCODE: NDArray[np.uint8] = np.rint(to_code((np.arange(65536) - float(BIAS)) / FULL)).astype(np.uint8)


def luminance(linear_rgb: Array) -> Array:
    """Luminance of an H×W×3 linear RGB picture, same unit as the picture."""
    return np.asarray(linear_rgb @ LUMINANCE_RGB)


def pixels(frame: Array) -> Pixels:
    """An H×W×4 frame without gaps as H×W numbers of four bytes, the same memory."""
    return frame.view(np.int32).reshape(frame.shape[:2])


def pixels_to_read(frame: Array) -> Pixels:
    """The same to read alone, as Qt's are: for what may be written to a pass would be compiled once more."""
    found = pixels(frame)
    found.flags.writeable = False
    return found
