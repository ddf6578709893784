"""Frames to linear light, on their own grid or one smaller by a whole factor, and back.

A table gives one value at a time, a polynomial eight or sixteen: beyond the straight piece near black light is one of
the code value, and the code value one of the root of light. They stay within 0.012 and 0.039 of a code value of the
standard's curve (IEC 61966-2-1); `docs/vision/curves.py` finds them.
"""

from __future__ import annotations

import math

import numpy as np

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import BIAS, FULL, Bytes, Floats, Pixels, Wholes

_f32, _i32 = np.float32, np.int32
#: The straight piece of the curve, of code values as shares of white and of light; and where it ends.
_LIGHT_OF_DARK, _DARK_CODE = _f32(FULL / 12.92), _f32(10.5 / 255)
_CODE_OF_DARK, _DARK_LIGHT = _f32(12.92 * 255), _f32(0.0031308)
_A0, _A1, _A2, _A3, _A4, _A5 = (
    _f32(each) for each in (30.2972317, 1066.96411, 17061.3262, 21741.0645, -9930.72949, 2801.48828)
)
_C0, _C1, _C2, _C3, _C4, _C5, _C6 = (
    _f32(each) for each in (-10.7715607, 401.743408, -484.711792, 995.210693, -1277.59009, 873.162048, -242.080826)
)
_OF_CODE, _OF_LIGHT, _BIAS = _f32(1 / 255), _f32(1 / FULL), _f32(BIAS)
_HALF, _ZERO, _ONE = _f32(0.5), _f32(0), _f32(1)
_BYTE, _GREEN_BITS, _RED_BITS, _OPAQUE = _i32(255), _i32(8), _i32(16), _i32(-16777216)


@within
def _light(byte: np.int32) -> np.float32:
    code = _f32(byte) * _OF_CODE
    curved = _A0 + code * (_A1 + code * (_A2 + code * (_A3 + code * (_A4 + code * _A5))))
    return curved if code > _DARK_CODE else code * _LIGHT_OF_DARK


@within
def code_of(light: np.float32) -> np.float32:
    """The code value of light with BIAS, not rounded."""
    share = min(max((light - _BIAS) * _OF_LIGHT, _ZERO), _ONE)
    root = np.sqrt(share)
    curved = _C0 + root * (_C1 + root * (_C2 + root * (_C3 + root * (_C4 + root * (_C5 + root * _C6)))))
    return curved if share > _DARK_LIGHT else share * _CODE_OF_DARK


@part
def take_light(line: Pixels, blue: Floats, green: Floats, red: Floats) -> None:
    """Light of a row of pixels into three rows."""
    for at in range(line.size):
        pixel = line[at]
        blue[at] = _light(pixel & _BYTE)
        green[at] = _light((pixel >> _GREEN_BITS) & _BYTE)
        red[at] = _light((pixel >> _RED_BITS) & _BYTE)


@part
def add_light(line: Pixels, blue: Floats, green: Floats, red: Floats) -> None:
    """Light of a row of pixels, added to what three rows hold."""
    for at in range(line.size):
        pixel = line[at]
        blue[at] += _light(pixel & _BYTE)
        green[at] += _light((pixel >> _GREEN_BITS) & _BYTE)
        red[at] += _light((pixel >> _RED_BITS) & _BYTE)


@part
def _decode_row(line: Pixels, more: np.float32, blue: Wholes, green: Wholes, red: Wholes) -> None:
    for at in range(line.size):
        pixel = line[at]
        blue[at] = np.uint16(_i32(_light(pixel & _BYTE) + more))
        green[at] = np.uint16(_i32(_light((pixel >> _GREEN_BITS) & _BYTE) + more))
        red[at] = np.uint16(_i32(_light((pixel >> _RED_BITS) & _BYTE) + more))


@compiled
def decode(frame: Pixels, first: int, last: int, bias: int, out: Wholes, out_first: int) -> None:
    """Rows `first` to `last` of the grid to light with this bias, from row `out_first` of `out` on.

    Beyond the frame's edges light is that of the edge.
    """
    height, width = frame.shape
    more = _f32(bias) + _HALF
    for row in range(last - first):
        line, to = frame[min(first + row, height - 1)], out_first + row
        _decode_row(line, more, out[0, to, :width], out[1, to, :width], out[2, to, :width])
        for plane in range(3):
            light = out[plane, to]
            for at in range(width, light.size):
                light[at] = light[width - 1]


@part
def _codes_of_row(light: Wholes, out: Pixels) -> None:
    for at in range(out.size):
        out[at] = _i32(code_of(_f32(light[at])) + _HALF)


@within
def pixel_of(blue: np.int32, green: np.int32, red: np.int32) -> np.int32:
    """One number of three code values."""
    return _i32(blue | (green << _GREEN_BITS) | (red << _RED_BITS) | _OPAQUE)


@part
def _pixels_of_row(blue: Pixels, green: Pixels, red: Pixels, out: Pixels) -> None:
    for at in range(out.size):
        out[at] = pixel_of(blue[at], green[at], red[at])


@compiled
def encode(light: Wholes, count: int, first: int, out: Pixels, codes: Pixels) -> None:
    """So many rows of light with BIAS to pixels, from row `first` of `out` on; `codes` is room for three rows."""
    height, width = out.shape
    for row in range(min(count, height - first)):
        for plane in range(3):
            _codes_of_row(light[plane, row], codes[plane, :width])
        _pixels_of_row(codes[0], codes[1], codes[2], out[first + row])


@part
def _means(added: Floats, factor: int, more: np.float32, sums: Floats, out: Wholes) -> None:
    """The mean of every `factor` values of a row that holds so many rows added up."""
    share = _ONE / _f32(factor * factor)
    if factor == 2:
        for at in range(out.size):
            out[at] = np.uint16(_i32((added[2 * at] + added[2 * at + 1]) * share + more))
        return
    count = added.size - factor + 1
    here, beside = sums[:count], added[1 : 1 + count]
    for at in range(count):
        here[at] = added[at] + beside[at]
    for by in range(2, factor):
        beside = added[by : by + count]
        for at in range(count):
            here[at] += beside[at]
    picked = here[::factor]
    for at in range(out.size):
        out[at] = np.uint16(_i32(picked[at] * share + more))


@compiled
def decode_smaller(frame: Pixels, factor: int, first: int, last: int, bias: int, out: Wholes, rows: Floats) -> None:
    """Rows `first` to `last` of the grid, H/factor × W/factor, to light with this bias: the mean of so many pixels.

    Beyond the frame's edges light is that of the edge. `rows` is room for four rows of the frame.
    """
    height, width = frame.shape
    blue, green, red, sums = rows[0], rows[1], rows[2], rows[3]
    more = _f32(bias) + _HALF
    for row in range(first, last):
        take_light(frame[min(row * factor, height - 1)], blue[:width], green[:width], red[:width])
        for by in range(1, factor):
            add_light(frame[min(row * factor + by, height - 1)], blue[:width], green[:width], red[:width])
        for plane in range(3):
            added = rows[plane]
            for at in range(width, added.size):
                added[at] = added[width - 1]
            _means(added, factor, more, sums, out[plane, row])


@part
def _widen(codes: Bytes, factor: int, padded: Floats, part: Floats, part_pixels: Floats, wide_pixels: Floats) -> None:
    """A row of pixels, `factor` times as wide: on the way from each to the next one.

    Four floats of a pixel are moved as one number of sixteen bytes.
    """
    count = codes.size
    for at in range(count):
        padded[at + 4] = _f32(codes[at])
    for channel in range(4):
        padded[channel], padded[count + 4 + channel] = padded[channel + 4], padded[count + channel]
    here = padded[4 : 4 + count]
    for step in range(factor):
        way = _f32((step + 0.5) / factor - 0.5)
        beside = padded[:count] if way < 0 else padded[8 : 8 + count]
        by = abs(way)
        for at in range(count):
            part[at] = here[at] + by * (beside[at] - here[at])
        every = wide_pixels[step::factor]
        for at in range(part_pixels.size):
            every[at] = part_pixels[at]


@part
def _between(above: Floats, below: Floats, by: np.float32, out: Bytes) -> None:
    for at in range(out.size):
        out[at] = np.uint8(_i32(above[at] + by * (below[at] - above[at]) + _HALF))


@compiled
def enlarge(
    small: Bytes,
    factor: int,
    first: int,
    last: int,
    left: int,
    right: int,
    out: Bytes,
    rows: Floats,
    row_pixels: Floats,
) -> None:
    """Rows `first` to `last` of a frame from pixels on a grid smaller by `factor`, in a straight line between them.

    Of each row what columns `left` to `right` of the grid become. `small` and `out` have four bytes a pixel in a row;
    `rows` is room for four rows of the grid's width times `factor` and two pixels more, `row_pixels` the same memory as
    numbers of sixteen bytes.
    """  # fmt: skip
    begin, end = max(left - 1, 0), min(right + 1, small.shape[1] // 4)
    padded, part = rows[2], rows[3, : 4 * (end - begin)]
    part_pixels, width = row_pixels[3, : end - begin], (end - begin) * factor
    skipped, to, to_end = 4 * (left - begin) * factor, 4 * left * factor, min(4 * right * factor, out.shape[1])
    there = -1
    for row in range(first, last):
        place = (row + 0.5) / factor - 0.5
        above = math.floor(place)
        by = _f32(place - above)
        below = min(above + 1, small.shape[0] - 1)
        above = max(above, 0)
        if there < 0:
            there = above - 1
        while there < below:
            there += 1
            codes = small[there, 4 * begin : 4 * end]
            _widen(codes, factor, padded, part, part_pixels, row_pixels[there % 2, :width])
        _between(rows[above % 2, skipped:], rows[below % 2, skipped:], by, out[row, to:to_end])
