"""What changes colours, pixel by pixel; light has BIAS."""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import BIAS, FULL, Floats, Wholes

_f32, _i32 = np.float32, np.int32
_BIAS, _HALF, _ZERO, _WHITEST = _f32(BIAS), _f32(0.5), _f32(0), _f32(65535)
#: Light that is taken for none.
_DARKEST = _f32(1e-6 * FULL)


@within
def _whole(light: np.float32) -> np.uint16:
    return np.uint16(_i32(min(max(light + _BIAS + _HALF, _ZERO), _WHITEST)))


@within
def _mixed(matrix: Floats, row: int, blue: np.float32, green: np.float32, red: np.float32) -> np.float32:
    mixed: np.float32 = matrix[row, 0] * blue + matrix[row, 1] * green + matrix[row, 2] * red
    return mixed


@part
def _mix_row(matrix: Floats, blues: Wholes, greens: Wholes, reds: Wholes) -> None:
    for at in range(blues.size):
        blue, green, red = _f32(blues[at]) - _BIAS, _f32(greens[at]) - _BIAS, _f32(reds[at]) - _BIAS
        blues[at] = _whole(_mixed(matrix, 0, blue, green, red))
        greens[at] = _whole(_mixed(matrix, 1, blue, green, red))
        reds[at] = _whole(_mixed(matrix, 2, blue, green, red))


@compiled
def mix(light: Wholes, first: int, count: int, matrix: Floats) -> None:
    """So many rows through a matrix of 3×3 for blue, green and red."""
    for row in range(first, first + count):
        _mix_row(matrix, light[0, row], light[1, row], light[2, row])


@part
def _mix_and_pale_row(matrix: Floats, weights: Floats, blues: Wholes, greens: Wholes, reds: Wholes) -> None:
    for at in range(blues.size):
        blue, green, red = _f32(blues[at]) - _BIAS, _f32(greens[at]) - _BIAS, _f32(reds[at]) - _BIAS
        mixed_blue = _mixed(matrix, 0, blue, green, red)
        mixed_green = _mixed(matrix, 1, blue, green, red)
        mixed_red = _mixed(matrix, 2, blue, green, red)
        below = min(min(min(mixed_blue, mixed_green), mixed_red), _ZERO)
        grey = weights[0] * mixed_blue + weights[1] * mixed_green + weights[2] * mixed_red
        kept = grey / max(grey - below, _DARKEST)
        blues[at] = _whole(grey + (mixed_blue - grey) * kept)
        greens[at] = _whole(grey + (mixed_green - grey) * kept)
        reds[at] = _whole(grey + (mixed_red - grey) * kept)


@compiled
def mix_and_pale(light: Wholes, first: int, count: int, matrix: Floats, weights: Floats) -> None:
    """The same; a colour that would need less than no light goes towards the grey of its luminance, just far enough."""
    for row in range(first, first + count):
        _mix_and_pale_row(matrix, weights, light[0, row], light[1, row], light[2, row])


@part
def _mix_either_row(one: Floats, other: Floats, normal: Floats, blues: Wholes, greens: Wholes, reds: Wholes) -> None:
    for at in range(blues.size):
        blue, green, red = _f32(blues[at]) - _BIAS, _f32(greens[at]) - _BIAS, _f32(reds[at]) - _BIAS
        is_other = normal[0] * blue + normal[1] * green + normal[2] * red < _ZERO
        for_blue, other_blue = _mixed(one, 0, blue, green, red), _mixed(other, 0, blue, green, red)
        for_green, other_green = _mixed(one, 1, blue, green, red), _mixed(other, 1, blue, green, red)
        for_red, other_red = _mixed(one, 2, blue, green, red), _mixed(other, 2, blue, green, red)
        blues[at] = _whole(other_blue if is_other else for_blue)
        greens[at] = _whole(other_green if is_other else for_green)
        reds[at] = _whole(other_red if is_other else for_red)


@compiled
def mix_either(light: Wholes, first: int, count: int, one: Floats, other: Floats, normal: Floats) -> None:
    """The same with another matrix for colours on the far side of a plane through the greys."""
    for row in range(first, first + count):
        _mix_either_row(one, other, normal, light[0, row], light[1, row], light[2, row])
