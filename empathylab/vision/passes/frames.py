"""Frames to linear light, on their own grid or one smaller by a whole factor, and back.

A table gives one value at a time, a polynomial eight or sixteen: beyond the straight piece near black light is one of
the code value, and the code value one of the root of light. They stay within 0.012 and 0.039 of a code value of the
standard's curve (IEC 61966-2-1); `docs/vision/curves.py` finds them.
"""

from __future__ import annotations

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
_HALF_CODE, _CODE_BITS = np.uint16(128), np.uint16(8)
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
def _widen_row(here: Floats, beside: Floats, scale: np.float32, by: np.float32, out: Wholes) -> None:
    for at in range(out.size):
        out[at] = np.uint16(_i32(here[at] * scale + by * (beside[at] - here[at]) + _HALF))


@part
def _widen(
    codes: Bytes, factor: int, scale: np.float32, line: Floats, step_row: Wholes, step_pixels: Pixels, out: Pixels
) -> None:
    """A row of pixels, `factor` times as wide and its values `scale` times as large: on the way from each to the next.

    Four whole numbers of a pixel are moved as one. `line` has a pixel beside each end.
    """
    count = codes.size
    for at in range(count):
        line[at + 4] = _f32(codes[at])
    for channel in range(4):
        line[channel], line[count + 4 + channel] = line[channel + 4], line[count + channel]
    for step in range(factor):
        way = 2 * step + 1 - factor
        beside = line[:count] if way < 0 else line[8 : 8 + count]
        _widen_row(line[4 : 4 + count], beside, scale, scale * _f32(abs(way)) / _f32(2 * factor), step_row)
        every = out[step::factor]
        for at in range(step_pixels.size):
            every[at] = step_pixels[at]


@part
def _between(above: Wholes, below: Wholes, near: np.uint16, far: np.uint16, out: Bytes) -> None:
    """Code values of a row between two. Whole numbers of 16 bits alone are twice as many at a time."""
    for at in range(out.size):
        sums = np.uint16(np.uint16(above[at] * near) + np.uint16(below[at] * far) + _HALF_CODE)
        out[at] = np.uint8(sums >> _CODE_BITS)


@compiled
def enlarge(
    small: Bytes, factor: int, scale: float, first: int, last: int, left: int, right: int, out: Bytes, line: Floats,
    rows: Wholes, row_pixels: Pixels,
) -> None:  # fmt: skip
    """Rows `first` to `last` of a frame from pixels on a grid smaller by `factor`, in a straight line between them.

    Of each row what columns `left` to `right` of the grid become. `small` and `out` have four bytes a pixel in a row.
    A row that is made wider has values `scale` times as large: 2 · `factor` of them have to be 256 times a code value.
    `line` is room for a row of the grid and two pixels more; `rows` for three that are `factor` times as wide,
    `row_pixels` the same memory, a pixel in one number.
    """
    begin, end = max(left - 1, 0), min(right + 1, small.shape[1] // 4)
    step_row, step_pixels, width = rows[2, : 4 * (end - begin)], row_pixels[2, : end - begin], (end - begin) * factor
    skipped, to, to_end = 4 * (left - begin) * factor, 4 * left * factor, min(4 * right * factor, out.shape[1])
    there = -1
    for row in range(first, last):
        near, way = row // factor, 2 * (row % factor) + 1 - factor
        far = min(max(near - 1 if way < 0 else near + 1, 0), small.shape[0] - 1)
        if there < 0:
            there = min(near, far) - 1
        while there < max(near, far):
            there += 1
            codes, wide = small[there, 4 * begin : 4 * end], row_pixels[there % 2, :width]
            _widen(codes, factor, _f32(scale), line, step_row, step_pixels, wide)
        above, below = rows[near % 2, skipped:], rows[far % 2, skipped:]
        _between(above, below, np.uint16(2 * factor - abs(way)), np.uint16(abs(way)), out[row, to:to_end])
