"""Octaves of the pyramid put together again: up(share) · picture + up(made − share · low), with BIAS; see `levels`."""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import Bytes, Floats, Pairs, Pixels, Wholes
from empathylab.vision.passes.frames import code_of, pixel_of
from empathylab.vision.passes.octaves import Octave, first_of, luminance, second_of

_f32, _i32 = np.float32, np.int32
_HALF, _QUARTER, _MOST = _f32(0.5), _f32(0.25), _f32(0.75)
_ZERO, _ONE, _WHITEST = _f32(0), _f32(1), _f32(65535)
_CODE = _i32(255)
#: A lane has so many rows of floats, each as long as `row_length` says.
LINES = 11


def row_length(width: int, reach: int) -> int:
    """Room for a row of the picture, or of half of it with what a blur needs beyond its ends."""
    return max(width, (width + 1) // 2 + 2 * reach) + 4


@part
def _share_row(made: Floats, low: Floats, gain: Floats, share: Floats) -> None:
    """How much of its size detail keeps."""
    for at in range(share.size):
        share[at] = min(max(made[at] / low[at], _ZERO), _ONE) * gain[at]


@part
def _rest_row(made: Wholes, low: Wholes, share: Floats, rest: Floats) -> None:
    """What the coarser levels made, without what detail takes with it of what they were."""
    for at in range(made.size):
        rest[at] = max(_f32(made[at]) - share[at] * _f32(low[at]), _ZERO)


@part
def _between_rows(above: Floats, below: Floats, by: np.float32, between: Floats) -> None:
    """A row between two; `between` has a value beside each end."""
    count = above.size
    inner = between[1 : 1 + count]
    for at in range(count):
        inner[at] = above[at] + by * (below[at] - above[at])
    between[0], between[count + 1] = inner[0], inner[count - 1]


@part
def widen_row(above: Floats, below: Floats, by: np.float32, between: Floats, out: Floats) -> None:
    """A row between two of half the size, twice as wide; `between` has a value beside each end."""
    count = above.size
    _between_rows(above, below, by, between)
    inner, after = between[1 : 1 + count], between[2 : 2 + count]
    for at in range(out.size // 2):
        most = _MOST * inner[at]
        out[2 * at] = most + _QUARTER * between[at]
        out[2 * at + 1] = most + _QUARTER * after[at]
    if out.size % 2:
        out[out.size - 1] = _MOST * inner[count - 1] + _QUARTER * between[count - 1]


@part
def _mix_row(share: Floats, picture: Wholes, rest: Floats, out: Wholes) -> bool:
    """Tells whether that is another row than was there."""
    bits = _i32(0)
    for at in range(out.size):
        mixed = _i32(min(share[at] * _f32(picture[at]) + rest[at] + _HALF, _WHITEST))
        bits |= mixed ^ _i32(out[at])
        out[at] = np.uint16(mixed)
    return bool(bits != 0)


@part
def _find_rest(octave: Octave, weights: Floats, row: int, lines: Floats) -> None:
    """Of a row of half the size: how much of its detail is kept, and what is left beside it, into `lines`."""
    made, low, half_width = octave.made, octave.low, octave.low.shape[2]
    line, top, left = 4 * (row % 2), octave.gain_corner[0], octave.gain_corner[1]
    share, gain = lines[line, :half_width], octave.gain[top + row, left : left + half_width]
    made_light, light = lines[8, :half_width], lines[9, :half_width]
    luminance(made[0, row], made[1, row], made[2, row], weights[1], made_light)
    luminance(low[0, row], low[1, row], low[2, row], weights[0], light)
    _share_row(made_light, light, gain, share)
    for plane in range(3):
        _rest_row(made[plane, row], low[plane, row], share, lines[line + 1 + plane, :half_width])


@within
def _beside(row: int, half_height: int) -> int:
    """The row of half the size that comes second nearest to a row."""
    return min(max(row // 2 - 1 if row % 2 == 0 else row // 2 + 1, 0), half_height - 1)


@compiled
def put_together(
    octave: Octave, weights: Floats, first: int, last: int, out: Wholes, are_others: Bytes, lines: Floats
) -> tuple[int, int]:
    """Rows `first` to `last` of an octave's picture as this eye sees it; which are others, and from which to which."""
    begin, end = last, first
    width, half_width, there = octave.picture.shape[2], octave.low.shape[2], max(first // 2 - 1, 0) - 1
    for row in range(first, last):
        is_other = False
        beside = _beside(row, octave.low.shape[1])
        while there < max(row // 2, beside):
            there += 1
            _find_rest(octave, weights, there, lines)
        near, far = 4 * (row // 2 % 2), 4 * (beside % 2)
        for line in range(4):  # the share, then each plane's rest
            wide = lines[9 + min(line, 1), :width]
            widen_row(lines[near + line, :half_width], lines[far + line, :half_width], _QUARTER, lines[8], wide)
            if line > 0 and _mix_row(lines[9, :width], octave.picture[line - 1, row], wide, out[line - 1, row]):
                is_other = True
        are_others[row] = is_other
        if is_other:
            begin, end = min(begin, row), row + 1
    return begin, end


@part
def _towards(here: Floats, beside: Floats, out: Floats) -> None:
    for at in range(out.size):
        out[at] = _MOST * here[at] + _QUARTER * beside[at]


@part
def _codes_of_pairs(
    shares: Floats, odd_shares: Floats, picture: Pairs, rest: Floats, before: Floats, after: Floats, out: Pairs
) -> None:
    """Code values of two pixels in one number, from the shares of either and the rest of half the size."""
    for at in range(out.size):
        most, pair = _MOST * rest[at], picture[at]
        even = shares[at] * _f32(first_of(pair)) + most + _QUARTER * before[at]
        odd = odd_shares[at] * _f32(second_of(pair)) + most + _QUARTER * after[at]
        out[at] = np.uint32(_i32(code_of(even) + _HALF) | (_i32(code_of(odd) + _HALF) << _i32(16)))


@part
def _pixels_of_pairs(blues: Pairs, greens: Pairs, reds: Pairs, out: Pixels) -> None:
    for at in range(out.size // 2):
        blue, green, red = _i32(blues[at]), _i32(greens[at]), _i32(reds[at])
        out[2 * at] = pixel_of(blue & _CODE, green & _CODE, red & _CODE)
        out[2 * at + 1] = pixel_of(blue >> _i32(16), green >> _i32(16), red >> _i32(16))
    if out.size % 2:
        at = out.size // 2
        out[out.size - 1] = pixel_of(_i32(blues[at]) & _CODE, _i32(greens[at]) & _CODE, _i32(reds[at]) & _CODE)


@within
def _show_row(octave: Octave, row: int, out: Pixels, codes: Pairs, lines: Floats) -> None:
    half_height, count = octave.low.shape[1], octave.low.shape[2]
    near, far = 4 * (row // 2 % 2), 4 * (_beside(row, half_height) % 2)
    before, here, after = lines[8, :count], lines[8, 1 : 1 + count], lines[8, 2 : 2 + count]
    even, odd = lines[9, :count], lines[10, :count]
    _between_rows(lines[near, :count], lines[far, :count], _QUARTER, lines[8])
    _towards(here, before, even)
    _towards(here, after, odd)
    for plane in range(3):
        _between_rows(lines[near + 1 + plane, :count], lines[far + 1 + plane, :count], _QUARTER, lines[8])
        _codes_of_pairs(even, odd, octave.pairs[plane, row], here, before, after, codes[plane])
    _pixels_of_pairs(codes[0], codes[1], codes[2], out)


@compiled
def show(
    octave: Octave, weights: Floats, first: int, last: int, are_wanted: Bytes, out: Pixels, codes: Pairs, lines: Floats
) -> None:
    """The same as code values, as far as `out` goes, of a picture whose rows go in pairs; `codes` are three rows.

    Of those rows all that a wanted one of half the size reaches.
    """
    there = -1
    for row in range(first, min(last, out.shape[0])):
        near, beside = row // 2, _beside(row, octave.low.shape[1])
        if are_wanted[near] or are_wanted[beside]:
            there = max(there, min(near, beside) - 1)
            while there < max(near, beside):
                there += 1
                _find_rest(octave, weights, there, lines)
            _show_row(octave, row, out[row], codes, lines)
