"""What the optics of an eye need beside blurs: veils laid over, and two blurs mixed by a map."""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part
from empathylab.vision.light import BIAS, Floats, Wholes
from empathylab.vision.passes.together import widen_row

_f32, _i32 = np.float32, np.int32
_BIAS, _HALF, _ZERO, _WHITEST, _QUARTER, _SIXTEENTH = (_f32(each) for each in (BIAS, 0.5, 0, 65535, 0.25, 1 / 16))


@part
def _add_four(light: Wholes, out: Floats) -> None:
    for at in range(out.size):
        out[at] += _f32(light[4 * at]) + _f32(light[4 * at + 1]) + _f32(light[4 * at + 2]) + _f32(light[4 * at + 3])


@part
def _take_bias(out: Floats) -> None:
    for at in range(out.size):
        out[at] = out[at] * _SIXTEENTH - _BIAS


@compiled
def quarter(picture: Wholes, first: int, last: int, out: Floats) -> None:
    """Rows `first` to `last` of a quarter of the size: the mean of every four by four pixels, without BIAS."""
    for row in range(first, last):
        for plane in range(3):
            line = out[plane, row]
            line[:] = _ZERO
            for by in range(4):
                _add_four(picture[plane, 4 * row + by], line)
            _take_bias(line)


@part
def _veil_row(light: Wholes, kept: np.float32, veil: Floats, more: np.float32, out: Wholes) -> None:
    for at in range(out.size):
        out[at] = np.uint16(_i32(min(max(kept * _f32(light[at]) + veil[at] + more, _ZERO), _WHITEST)))


@compiled
def veil(
    picture: Wholes, kept: float, halved: Floats, first: int, last: int, out: Wholes, out_first: int, rows: Floats
) -> None:
    """Rows `first` to `last` of the picture, of which so much is kept, under a veil of half its size; `rows`: two."""
    height, width = halved.shape[1:]
    more = _BIAS * (_f32(1) - _f32(kept)) + _HALF
    between, wide = rows[0], rows[1, : picture.shape[2]]
    for row in range(first, last):
        near = min(row // 2, height - 1)
        far = min(max(near - 1 if row % 2 == 0 else near + 1, 0), height - 1)
        for plane in range(3):
            widen_row(halved[plane, near, :width], halved[plane, far, :width], _QUARTER, between, wide)
            _veil_row(picture[plane, row], _f32(kept), wide, more, out[plane, out_first + row - first])


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
