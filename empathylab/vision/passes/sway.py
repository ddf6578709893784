"""Rows of a picture blurred from side to side, for one that sways.

They are blurred in two steps, which together are one Gaussian: after a small one, the other may leave out every second
point. Meanwhile a row is as narrow as `factor` makes it; beyond its ends lies what its edge is.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part
from empathylab.vision.light import BIAS, Floats, Pixels
from empathylab.vision.passes.blurs import NEXT, SECOND, blur_beside
from empathylab.vision.passes.frames import code_of, pixel_of, take_light

_f32, _i32 = np.float32, np.int32
_ZERO, _HALF, _ONE, _BIAS = _f32(0), _f32(0.5), _f32(1), _f32(BIAS)
#: A lane has so many rows of floats: light of three planes, and what is made of one of them on the way.
LINES = 4


def row_length(width: int, factor: int, near: Floats, far: Floats) -> int:
    """Room for a row of the picture with what its blur needs beyond its ends."""
    return width + factor + 2 * (len(near) - 1 + 2 * (len(far) - 1))


@part
def _fill(line: Floats, value: np.float32) -> None:
    for at in range(line.size):
        line[at] = value


@part
def _narrow(line: Floats, factor: int, width: int, count: int) -> None:
    """The mean of every `factor` values, of which the last ones may be beyond the edge."""
    _fill(line[width : count * factor], line[width - 1])
    share = _ONE / _f32(factor)
    for at in range(count):
        total = _ZERO
        for by in range(factor):
            total += line[at * factor + by]
        line[at] = total * share


@part
def _blur_row(padded: Floats, count: int, near: Floats, far: Floats, between: Floats) -> None:
    """A row of so many, from the middle of `padded` to where it begins with its second value."""
    beyond = 2 * (far.size - 1)
    reach = near.size - 1 + beyond
    _fill(padded[:reach], padded[reach])
    _fill(padded[reach + count : 2 * reach + count], padded[reach + count - 1])
    blur_beside(padded, near, NEXT, between[: count + 2 * beyond])
    blur_beside(between, far, SECOND, padded[1 : 1 + count])


@part
def _code(light: np.float32) -> np.float32:
    return code_of(light + _BIAS)


@part
def _pixels_of_light(blue: Floats, green: Floats, red: Floats, out: Pixels) -> None:
    for at in range(out.size):
        out[at] = pixel_of(_i32(_code(blue[at]) + _HALF), _i32(_code(green[at]) + _HALF), _i32(_code(red[at]) + _HALF))


@part
def _codes_of_light(line: Floats, count: int) -> None:
    """In its place, which begins with the second value, and the edge's code on either side."""
    inner = line[1 : 1 + count]
    for at in range(count):
        inner[at] = _code(inner[at])
    line[0], line[count + 1] = inner[0], inner[count - 1]


@part
def _towards(here: np.float32, beside: np.float32, by: np.float32) -> np.int32:
    return _i32(here + by * (beside - here) + _HALF)


@part
def _pixels_of_codes(blue: Floats, green: Floats, red: Floats, side: int, by: np.float32, out: Pixels) -> None:
    """Pixels as far from each of these towards the one before it or after it."""
    next_blue, next_green, next_red = blue[side:], green[side:], red[side:]
    blue, green, red = blue[1:], green[1:], red[1:]
    for at in range(out.size):
        out[at] = pixel_of(
            _towards(blue[at], next_blue[at], by),
            _towards(green[at], next_green[at], by),
            _towards(red[at], next_red[at], by),
        )


@part
def _show_row(lines: Floats, count: int, factor: int, out: Pixels) -> None:
    if factor == 1:
        _pixels_of_light(lines[0, 1:], lines[1, 1:], lines[2, 1:], out)
        return
    for plane in range(3):
        _codes_of_light(lines[plane], count)
    for step in range(factor):
        way = _f32((step + 0.5) / factor - 0.5)
        _pixels_of_codes(lines[0], lines[1], lines[2], 0 if way < 0 else 2, abs(way), out[step::factor])


@part
def _go_on(line: Pixels, margin: int) -> None:
    """What is nearest to the margins, to their ends."""
    for at in range(margin):
        line[at] = line[margin]
        line[line.size - 1 - at] = line[line.size - 1 - margin]


@compiled
def blur_along(
    frame: Pixels, factor: int, near: Floats, far: Floats, first: int, last: int, out: Pixels, lines: Floats
) -> None:
    """Rows `first` to `last` into the middle of those of `out`, to both of whose ends their edges go on.

    `near` and `far` are halves of kernels, as `blurs` has them: the one of neighbours, the other of points two apart.
    """
    width, margin = frame.shape[1], (out.shape[1] - frame.shape[1]) // 2
    count, reach = (width + factor - 1) // factor, near.size - 1 + 2 * (far.size - 1)
    for row in range(first, last):
        take_light(frame[row], lines[0, reach:], lines[1, reach:], lines[2, reach:])
        for plane in range(3):
            if factor > 1:
                _narrow(lines[plane, reach:], factor, width, count)
            _blur_row(lines[plane], count, near, far, lines[3])
        _show_row(lines, count, factor, out[row, margin : margin + width])
        _go_on(out[row], margin)
