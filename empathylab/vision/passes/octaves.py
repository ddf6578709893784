"""One octave of the pyramid taken apart: its picture halved, and what is seen of its detail.

`weights` turn three channels into luminance, the fourth is added: first those of pictures, then those of what is made
of them, which has BIAS. Of an odd side the last row or column counts twice. A few rows of half the size that two strips
need at their seam are found by both, to the same values.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import Floats, Pairs, Wholes
from empathylab.vision.passes.blurs import blur_row, settle_row

_f32, _i32 = np.float32, np.int32
_HALF, _QUARTER = _f32(0.5), _f32(0.25)
_FIRST, _BITS = np.uint32(0xFFFF), np.uint32(16)
_ZERO, _ONE, _TWO = _f32(0), _f32(1), _f32(2)


class Octave(NamedTuple):
    """What one octave reads and writes; all but `picture` and `steepness` has half the picture's size."""

    picture: Wholes
    #: The same, two pixels in one number, if rows go in pairs.
    pairs: Pairs
    halved: Floats
    energy: Floats
    #: The next picture, and what it becomes.
    low: Wholes
    made: Wholes
    #: A map in which the picture has its corner at row and column `corner`; it says itself what is seen, if `is_gain`.
    steepness: Floats
    corner: NDArray[np.int64]
    is_gain: bool
    #: What is seen, a map in which the picture has its corner at `gain_corner`.
    gain: Floats
    gain_corner: NDArray[np.int64]
    #: Halves of the kernels of the low-pass, of what is around, and of the envelope.
    blur: Floats
    nearby: Floats
    envelope: Floats


class Room(NamedTuple):
    """Where a lane keeps rows while it needs them."""

    #: Eleven rows, each as long as `row_length` says.
    lines: Floats
    #: The last few rows, of half the size, of the next picture's luminance, and of contrast squared less 1.
    light: Floats
    contrast: Floats


class Fade(NamedTuple):
    """Detail begins to be seen at `start`, as steepness has it; contrast squared less 1 is at most `most`."""

    start: np.float32
    most: np.float32


@within
def first_of(pair: np.uint32) -> np.int32:
    """The left one of two whole numbers in one."""
    return _i32(pair & _FIRST)


@within
def second_of(pair: np.uint32) -> np.int32:
    """The right one."""
    return _i32(pair >> _BITS)


@within
def _sum(above: np.uint32, below: np.uint32) -> np.int32:
    """Of two by two whole numbers, given two by two."""
    return first_of(above) + second_of(above) + first_of(below) + second_of(below)


@part
def _mean_of_pairs(above: Pairs, below: Pairs, out: Floats) -> None:
    for at in range(out.size):
        out[at] = _f32(_sum(above[at], below[at])) * _QUARTER


@within
def _squared(blue: np.uint32, green: np.uint32, red: np.uint32, weights: Floats) -> np.float32:
    """Of two pixels, luminance squared."""
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    one = _f32(first_of(blue)) * of_blue + _f32(first_of(green)) * of_green + _f32(first_of(red)) * of_red
    other = _f32(second_of(blue)) * of_blue + _f32(second_of(green)) * of_green + _f32(second_of(red)) * of_red
    squared: np.float32 = (one + more) * (one + more) + (other + more) * (other + more)
    return squared


@part
def _energy_of_pairs(
    blue: Pairs, green: Pairs, red: Pairs, blue_below: Pairs, green_below: Pairs, red_below: Pairs, weights: Floats,
    out: Floats,
) -> None:  # fmt: skip
    for at in range(out.size):
        above = _squared(blue[at], green[at], red[at], weights)
        out[at] = (above + _squared(blue_below[at], green_below[at], red_below[at], weights)) * _QUARTER


@part
def luminance(blue: Wholes, green: Wholes, red: Wholes, weights: Floats, out: Floats) -> None:
    """Of a row of light, in one row."""
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    """Of a row of light."""
    for at in range(out.size):
        out[at] = _f32(blue[at]) * of_blue + _f32(green[at]) * of_green + _f32(red[at]) * of_red + more


@part
def _halve_odd(octave: Octave, weights: Floats, above: int, below: int, row: int) -> None:
    """One row of half the size, of a picture whose rows do not go in pairs: a small one, pixel by pixel."""
    picture, width = octave.picture, octave.picture.shape[2]
    for at in range(octave.halved.shape[2]):
        energy = _ZERO
        for plane in range(3):
            octave.halved[plane, row, at] = _ZERO
        for pixel in range(4):
            line, column = above if pixel < 2 else below, min(2 * at + pixel % 2, width - 1)
            light = weights[3]
            for plane in range(3):
                octave.halved[plane, row, at] += _f32(picture[plane, line, column]) * _QUARTER
                light += _f32(picture[plane, line, column]) * weights[plane]
            energy += light * light * _QUARTER
        octave.energy[row, at] = energy


@within
def _halve_even(octave: Octave, weights: Floats, above: int, below: int, row: int) -> None:
    """The same, by two pixels at a time."""
    for plane in range(3):
        _mean_of_pairs(octave.pairs[plane, above], octave.pairs[plane, below], octave.halved[plane, row])
    if not octave.is_gain:
        blue, green, red = octave.pairs[0], octave.pairs[1], octave.pairs[2]
        _energy_of_pairs(
            blue[above], green[above], red[above], blue[below], green[below], red[below], weights[0], octave.energy[row]
        )


@compiled
def halve(octave: Octave, weights: Floats, first: int, last: int) -> None:
    """Rows `first` to `last` of half the size: the mean of every two by two pixels, and of their luminance squared."""
    height, width = octave.picture.shape[1], octave.picture.shape[2]
    for row in range(first, last):
        above, below = 2 * row, min(2 * row + 1, height - 1)
        if width % 2:
            _halve_odd(octave, weights[0], above, below, row)
        else:
            _halve_even(octave, weights, above, below, row)


@within
def _find_low(octave: Octave, weights: Floats, row: int, room: Room) -> None:
    """A row of the next picture, of whole numbers, and its luminance."""
    low, lines = octave.low, room.lines
    height, width = low.shape[1], low.shape[2]
    for plane in range(3):
        blur_row(octave.halved[plane], row, height, octave.blur, octave.blur, lines[0], lines[1, :width])
        settle_row(lines[1, :width], _HALF, low[plane, row])
    if not octave.is_gain:
        light = room.light[row % room.light.shape[0], :width]
        luminance(low[0, row], low[1, row], low[2, row], weights[0], light)


@part
def _contrast_of_row(
    blue: Floats, green: Floats, red: Floats, energy: Floats, weights: Floats, around: Floats, most: np.float32,
    out: Floats,
) -> None:  # fmt: skip
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    for at in range(out.size):
        mean = blue[at] * of_blue + green[at] * of_green + red[at] * of_red + more
        share = _ONE / around[at]
        out[at] = min((energy[at] * share - _TWO * mean) * share, most)


@within
def _find_contrast(octave: Octave, weights: Floats, fade: Fade, row: int, room: Room) -> None:
    """From energy to contrast squared less 1 beside what is around: the mean (light / around − 1)² of two by two."""
    halved, height, width = octave.halved, octave.halved.shape[1], octave.halved.shape[2]
    around, contrast = room.lines[1, :width], room.contrast[row % room.contrast.shape[0], :width]
    blur_row(room.light, row, height, octave.nearby, octave.nearby, room.lines[0], around)
    _contrast_of_row(
        halved[0, row], halved[1, row], halved[2, row], octave.energy[row], weights[0], around, fade.most, contrast
    )


@part
def _seen_of_row(contrast: Floats, steepness: Floats, start: np.float32, out: Floats) -> None:
    for at in range(out.size):
        strength = np.sqrt(max(contrast[at] + _ONE, _ZERO)) * steepness[at]
        out[at] = min(max(strength - start, _ZERO), _ONE)


@part
def _copy_row(line: Floats, out: Floats) -> None:
    for at in range(out.size):
        out[at] = line[at]


@within
def _find_gain(octave: Octave, fade: Fade, row: int, room: Room) -> None:
    """What is seen of the detail by itself, 0 to 1, or what the map says."""
    height, width = octave.gain.shape
    top, left = octave.corner[0], octave.corner[1]
    window, contrast = octave.steepness[top + row, left : left + width], room.lines[1, :width]
    if octave.is_gain:
        _copy_row(window, octave.gain[row])
    else:
        blur_row(room.contrast, row, height, octave.envelope, octave.envelope, room.lines[0], contrast)
        _seen_of_row(contrast, window, fade.start, octave.gain[row])


@part
def _as_finer_row(above: Floats, below: Floats, out: Floats) -> None:
    for at in range(above.size // 2):
        left, right = above[2 * at] + below[2 * at], above[2 * at + 1] + below[2 * at + 1]
        out[at] = max(out[at], (left + right) * _QUARTER)
    if above.size % 2:
        out[out.size - 1] = max(out[out.size - 1], (above[above.size - 1] + below[above.size - 1]) * _HALF)


@within
def _keep_finer(octave: Octave, finer_gain: Floats, finer_corner: NDArray[np.int64], row: int) -> None:
    """No less gain than the finer level has on average: what is seen in detail is seen as a whole, or it had a halo."""
    height, width = octave.picture.shape[1], octave.picture.shape[2]
    top, left = finer_corner[0], finer_corner[1]
    above, below = top + 2 * row, top + min(2 * row + 1, height - 1)
    _as_finer_row(finer_gain[above, left : left + width], finer_gain[below, left : left + width], octave.gain[row])


@compiled
def find_seen(
    octave: Octave, finer_gain: Floats, finer_corner: NDArray[np.int64], is_finest: bool, weights: Floats, fade: Fade,
    first: int, last: int, room: Room,
) -> None:  # fmt: skip
    """Rows of the next picture, and what is seen of the detail that it lacks: by itself, and because finer detail is.

    What is seen in a row needs the contrast of those around it, and that the light of those around them.
    """
    height = octave.low.shape[1]
    reach, nearby = (0, 0) if octave.is_gain else (octave.envelope.size - 1, octave.nearby.size - 1)
    compared = max(first - reach, 0)
    lit = max(compared - nearby, 0)
    for row in range(first, last):
        while compared < min(row + reach + 1, height):
            while lit < min(compared + nearby + 1, height):
                _find_low(octave, weights, lit, room)
                lit += 1
            if not octave.is_gain:
                _find_contrast(octave, weights, fade, compared, room)
            compared += 1
        if not (is_finest and octave.is_gain):  # then the map is the gain
            _find_gain(octave, fade, row, room)
        if not is_finest:
            _keep_finer(octave, finer_gain, finer_corner, row)
