"""Blurs of planes, row by row, in floats; beyond an edge lies what lies before it, mirrored.

`weights` are half of a symmetric kernel: of the middle, of both neighbours, of those beyond. There is an odd number of
them, three at least (`kernels.half_of`), so that a loop takes four rows at a time.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import Floats, Wholes

_f32, _i32 = np.float32, np.int32
_ZERO, _WHITEST = _f32(0), _f32(65535)
#: How far apart points are that are weighed; of a type that says no value, so that both are compiled once.
NEXT, SECOND = np.int64(1), np.int64(2)


@part
def place_within(at: int, count: int) -> int:
    """The place inside that stands for one beyond an edge."""
    if count == 1:
        return 0
    while at < 0 or at >= count:
        at = -at if at < 0 else 2 * count - 2 - at
    return at


@part
def _weigh_five(
    here: Floats, before: Floats, after: Floats, far_before: Floats, far_after: Floats, weights: Floats, out: Floats
) -> None:
    most, near, far = weights[0], weights[1], weights[2]
    for at in range(out.size):
        beside, beyond = _f32(before[at]) + _f32(after[at]), _f32(far_before[at]) + _f32(far_after[at])
        out[at] = most * _f32(here[at]) + near * beside + far * beyond


@part
def add_four(
    before: Floats, after: Floats, far_before: Floats, far_after: Floats, near: np.float32, far: np.float32, out: Floats
) -> None:
    """What lies near on either side, by one weight, and what lies far, by another, more than there is."""
    for at in range(out.size):
        beside, beyond = _f32(before[at]) + _f32(after[at]), _f32(far_before[at]) + _f32(far_after[at])
        out[at] += near * beside + far * beyond


@part
def _held(row: int, height: int, rows: int) -> int:
    """Where a row of a plane of this height is, or what stands for it beyond an edge, if so many are held in turn."""
    return place_within(row, height) % rows


@within
def _weigh_rows(light: Floats, row: int, height: int, weights: Floats, out: Floats) -> None:
    """A row with those above and below it; of a plane of this height `light` may hold the last few rows, in turn."""
    rows, width = light.shape[0], out.size
    here = light[_held(row, height, rows), :width]
    above, below = light[_held(row - 1, height, rows), :width], light[_held(row + 1, height, rows), :width]
    far_above, far_below = light[_held(row - 2, height, rows), :width], light[_held(row + 2, height, rows), :width]
    _weigh_five(here, above, below, far_above, far_below, weights, out)
    for by in range(3, weights.size, 2):
        above, below = light[_held(row - by, height, rows), :width], light[_held(row + by, height, rows), :width]
        far_above = light[_held(row - by - 1, height, rows), :width]
        far_below = light[_held(row + by + 1, height, rows), :width]
        add_four(above, below, far_above, far_below, weights[by], weights[by + 1], out)


@within
def fill_beside(padded: Floats, reach: int, count: int) -> None:
    """So many values beside each end of a row of so many."""
    inner = padded[reach : reach + count]
    for by in range(1, reach + 1):
        padded[reach - by] = inner[place_within(-by, count)]
        padded[reach + count - 1 + by] = inner[place_within(count - 1 + by, count)]


@part
def blur_beside(padded: Floats, weights: Floats, apart: np.int64, out: Floats) -> None:
    """Each point with those so far apart to its left and right; `padded` has what the last weights are for."""
    reach, count = apart * (weights.size - 1), out.size
    left, right = reach - apart, reach + apart
    here, before, after = padded[reach : reach + count], padded[left : left + count], padded[right : right + count]
    far_before, far_after = padded[left - apart : left - apart + count], padded[right + apart : right + apart + count]
    _weigh_five(here, before, after, far_before, far_after, weights, out)
    for by in range(3, weights.size, 2):
        left, right = reach - by * apart, reach + by * apart
        before, after = padded[left : left + count], padded[right : right + count]
        far_before = padded[left - apart : left - apart + count]
        far_after = padded[right + apart : right + apart + count]
        add_four(before, after, far_before, far_after, weights[by], weights[by + 1], out)


@within
def _weigh_across(padded: Floats, weights: Floats, out: Floats) -> None:
    """Each point with those beside it; `padded` has a value beside each end for each weight but one."""
    fill_beside(padded, weights.size - 1, out.size)
    blur_beside(padded, weights, NEXT, out)


@compiled
def blur_row(light: Floats, row: int, height: int, down: Floats, across: Floats, padded: Floats, out: Floats) -> None:
    """One row of a plane, blurred both ways; `padded` is room for it and what is beyond its ends."""
    reach = across.size - 1
    _weigh_rows(light, row, height, down, padded[reach : reach + out.size])
    _weigh_across(padded, across, out)


@part
def _take_row(light: Wholes, out: Floats) -> None:
    for at in range(out.size):
        out[at] = _f32(light[at])


@part
def settle_row(light: Floats, more: np.float32, out: Wholes) -> None:
    """A row as whole numbers, what they cannot hold as the nearest of them."""
    for at in range(out.size):
        out[at] = np.uint16(_i32(min(max(light[at] + more, _ZERO), _WHITEST)))


@compiled
def blur(
    picture: Wholes, down: Floats, across: Floats, more: float, first: int, last: int, out: Wholes, out_first: int,
    lines: Floats, light: Floats,
) -> None:  # fmt: skip
    """Rows `first` to `last` of a picture, as whole numbers with so much more.

    `lines` are two, as long as needed; `light` holds twice the reach down and one more.
    """
    height, width, reach = picture.shape[1], picture.shape[2], down.size - 1
    blurred = lines[1, :width]
    for plane in range(3):
        there = max(first - reach, 0)
        for row in range(first, last):
            while there < min(row + reach + 1, height):
                _take_row(picture[plane, there], light[there % light.shape[0]])
                there += 1
            blur_row(light, row, height, down, across, lines[0], blurred)
            settle_row(blurred, _f32(more), out[plane, out_first + row - first])
