"""What the optics of an eye need beside blurs: veils laid over, and two blurs mixed by a map."""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part
from empathylab.vision.light import BIAS, Floats, Pairs, Pixels, Wholes
from empathylab.vision.passes.octaves import first_of, second_of

_f32, _i32 = np.float32, np.int32
_BIAS, _HALF, _ZERO, _WHITEST, _SIXTEENTH = (_f32(each) for each in (BIAS, 0.5, 0, 65535, 1 / 16))


@part
def _pairs_of_four(one: Pairs, two: Pairs, three: Pairs, four: Pairs, out: Pixels) -> None:
    """Of four rows, two pixels in one number, the sum of each two columns."""
    for at in range(out.size):
        left = first_of(one[at]) + first_of(two[at]) + first_of(three[at]) + first_of(four[at])
        right = second_of(one[at]) + second_of(two[at]) + second_of(three[at]) + second_of(four[at])
        out[at] = left + right


@part
def _means_of_pairs(sums: Pixels, out: Floats) -> None:
    for at in range(out.size):
        out[at] = _f32(sums[2 * at] + sums[2 * at + 1]) * _SIXTEENTH - _BIAS


@compiled
def quarter(picture: Pairs, first: int, last: int, out: Floats, sums: Pixels) -> None:
    """Rows `first` to `last` of a quarter of the size: the mean of every four by four pixels, without BIAS.

    The picture has two pixels in one number; `sums` is room for half a row.
    """
    for row in range(first, last):
        for plane in range(3):
            rows = picture[plane, 4 * row : 4 * row + 4]
            _pairs_of_four(rows[0], rows[1], rows[2], rows[3], sums)
            _means_of_pairs(sums, out[plane, row])


@part
def _veil_row(
    light: Wholes, kept: np.float32, above: Floats, below: Floats, by: np.float32, more: np.float32, out: Wholes
) -> None:
    for at in range(out.size):
        veiled = kept * _f32(light[at]) + above[at] + by * (below[at] - above[at]) + more
        out[at] = np.uint16(_i32(min(max(veiled, _ZERO), _WHITEST)))


@compiled
def veil(picture: Wholes, kept: float, veils: Floats, first: int, last: int, out: Wholes, out_first: int) -> None:
    """Rows `first` to `last` of the picture, so much of it kept, under a veil of as many columns and fewer rows."""
    count, height = veils.shape[1], picture.shape[1]
    more = _BIAS * (_f32(1) - _f32(kept)) + _HALF
    for row in range(first, last):
        place = min(max((row + 0.5) * count / height - 0.5, 0.0), count - 1.0)
        near = int(place)
        by, far = _f32(place - near), min(near + 1, count - 1)
        for plane in range(3):
            to = out[plane, out_first + row - first]
            _veil_row(picture[plane, row], _f32(kept), veils[plane, near], veils[plane, far], by, more, to)


@part
def _blend_row(coarse: Wholes, shares: Floats, out: Wholes) -> None:
    for at in range(out.size):
        fine = _f32(out[at])
        out[at] = np.uint16(_i32(fine + shares[at] * (_f32(coarse[at]) - fine) + _HALF))


@compiled
def blend(coarse: Wholes, shares: Floats, first: int, last: int, out: Wholes, out_first: int) -> None:
    """Rows `first` to `last` of a picture with a share, by a map, of what is coarser; that begins with row 0."""
    for row in range(first, last):
        for plane in range(3):
            _blend_row(coarse[plane, row - first], shares[row], out[plane, out_first + row - first])
