"""One octave of the pyramid: its picture halved, the gain of its detail, and the picture put together again.

`weights` turn three channels into luminance; the fourth is added. Of an odd side the last row or column counts twice.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled
from empathylab.vision.light import Floats, Wholes

_f32, _i32 = np.float32, np.int32
_HALF, _QUARTER, _MOST = _f32(0.5), _f32(0.25), _f32(0.75)
_ZERO, _ONE, _TWO = _f32(0), _f32(1), _f32(2)
_WHITEST = _f32(65535)
#: A lane has so many rows of floats, four longer than the picture is wide.
LINES = 11


@compiled
def _mean_of_wholes(above: Wholes, below: Wholes, out: Floats) -> None:
    for at in range(above.size // 2):
        left, right = _f32(above[2 * at]) + _f32(below[2 * at]), _f32(above[2 * at + 1]) + _f32(below[2 * at + 1])
        out[at] = (left + right) * _QUARTER
    if above.size % 2:
        out[out.size - 1] = (_f32(above[above.size - 1]) + _f32(below[above.size - 1])) * _HALF


@compiled
def _mean_of_floats(above: Floats, below: Floats, out: Floats) -> None:
    for at in range(above.size // 2):
        out[at] = (above[2 * at] + above[2 * at + 1] + below[2 * at] + below[2 * at + 1]) * _QUARTER
    if above.size % 2:
        out[out.size - 1] = (above[above.size - 1] + below[above.size - 1]) * _HALF


@compiled
def _luminance_squared(blue: Wholes, green: Wholes, red: Wholes, weights: Floats, out: Floats) -> None:
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    for at in range(out.size):
        light = _f32(blue[at]) * of_blue + _f32(green[at]) * of_green + _f32(red[at]) * of_red + more
        out[at] = light * light


@compiled
def halve(picture: Wholes, first: int, last: int, out: Floats) -> None:
    """Rows `first` to `last` of half the size: the mean of every two by two pixels, plane by plane."""
    height = picture.shape[1]
    for row in range(first, last):
        above, below = 2 * row, min(2 * row + 1, height - 1)
        for plane in range(3):
            _mean_of_wholes(picture[plane, above], picture[plane, below], out[plane, row])


@compiled
def halve_energy(picture: Wholes, weights: Floats, first: int, last: int, energy: Floats, rows: Floats) -> None:
    """Rows `first` to `last` of half the size: the mean of luminance squared; `rows` is room for two whole ones."""
    height = picture.shape[1]
    above, below = rows[0, : picture.shape[2]], rows[1, : picture.shape[2]]
    for row in range(first, last):
        for half in range(2):
            at = min(2 * row + half, height - 1)
            _luminance_squared(picture[0, at], picture[1, at], picture[2, at], weights, rows[half, : picture.shape[2]])
        _mean_of_floats(above, below, energy[row])


@compiled
def _round_row(light: Floats, out: Wholes) -> None:
    for at in range(out.size):
        out[at] = np.uint16(_i32(light[at] + _HALF))


@compiled
def _luminance(blue: Wholes, green: Wholes, red: Wholes, weights: Floats, out: Floats) -> None:
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    for at in range(out.size):
        out[at] = _f32(blue[at]) * of_blue + _f32(green[at]) * of_green + _f32(red[at]) * of_red + more


@compiled
def settle_low(
    blurred: Floats, start: int, weights: Floats, first: int, last: int, low: Wholes, low_light: Floats
) -> None:
    """Rows `first` to `last` of the next picture, of whole numbers, and its luminance; blurred from row `start` on."""
    for to in range(first, last):
        for plane in range(3):
            _round_row(blurred[plane, start + to - first], low[plane, to])
        _luminance(low[0, to], low[1, to], low[2, to], weights, low_light[to])


@compiled
def _contrast_of_row(
    blue: Floats, green: Floats, red: Floats, weights: Floats, around: Floats, most: np.float32, energy: Floats
) -> None:
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    for at in range(energy.size):
        mean = blue[at] * of_blue + green[at] * of_green + red[at] * of_red + more
        share = _ONE / around[at]
        energy[at] = min((energy[at] * share - _TWO * mean) * share, most)


@compiled
def find_contrast(halved: Floats, weights: Floats, around: Floats, first: int, most: float, energy: Floats) -> None:
    """From energy to contrast squared less 1, at most `most`: of two by two pixels, the mean (light / around − 1)²."""
    for row in range(around.shape[0]):
        at = first + row
        _contrast_of_row(halved[0, at], halved[1, at], halved[2, at], weights, around[row], _f32(most), energy[at])


@compiled
def _seen_of_row(contrast: Floats, steepness: Floats, fade: np.float32, out: Floats) -> None:
    for at in range(out.size):
        out[at] = min(max(np.sqrt(max(contrast[at], _ZERO)) * steepness[at] - fade, _ZERO), _ONE)


@compiled
def _as_finer_row(above: Floats, below: Floats, out: Floats) -> None:
    for at in range(above.size // 2):
        left, right = above[2 * at] + below[2 * at], above[2 * at + 1] + below[2 * at + 1]
        out[at] = max(out[at], (left + right) * _QUARTER)
    if above.size % 2:
        out[out.size - 1] = max(out[out.size - 1], (above[above.size - 1] + below[above.size - 1]) * _HALF)


@compiled
def find_gain(contrast: Floats, steepness: Floats, top: int, left: int, fade: float, first: int, gain: Floats) -> None:
    """What is seen of the detail by itself, 0 to 1: rows of contrast squared times a window of the map of steepness."""
    for row in range(contrast.shape[0]):
        at = first + row
        _seen_of_row(contrast[row], steepness[top + at, left : left + gain.shape[1]], _f32(fade), gain[at])


@compiled
def copy_window(canvas: Floats, top: int, left: int, first: int, last: int, out: Floats) -> None:
    """Rows of a window of a map that says by itself what is seen."""
    for row in range(first, last):
        window, to = canvas[top + row, left : left + out.shape[1]], out[row]
        for at in range(to.size):
            to[at] = window[at]


@compiled
def keep_finer(
    finer: Floats, top: int, left: int, height: int, width: int, first: int, last: int, gain: Floats
) -> None:
    """No less gain than the finer level has on average: what is seen in detail is seen as a whole, or it had a halo.

    `finer` is a map whose window of this size has its corner at `top` and `left`.
    """
    for row in range(first, last):
        above, below = top + 2 * row, top + min(2 * row + 1, height - 1)
        _as_finer_row(finer[above, left : left + width], finer[below, left : left + width], gain[row])


@compiled
def _share_row(
    blue: Wholes, green: Wholes, red: Wholes, weights: Floats, low_light: Floats, gain: Floats, share: Floats
) -> None:
    """How much of its size detail keeps."""
    of_blue, of_green, of_red, more = weights[0], weights[1], weights[2], weights[3]
    for at in range(low_light.size):
        light = _f32(blue[at]) * of_blue + _f32(green[at]) * of_green + _f32(red[at]) * of_red + more
        share[at] = min(max(light / low_light[at], _ZERO), _ONE) * gain[at]


@compiled
def _rest_row(made: Wholes, low: Wholes, share: Floats, rest: Floats) -> None:
    """What the coarser levels made, without what detail takes with it of what they were."""
    for at in range(made.size):
        rest[at] = max(_f32(made[at]) - share[at] * _f32(low[at]), _ZERO)


@compiled
def widen_row(above: Floats, below: Floats, by: np.float32, between: Floats, out: Floats) -> None:
    """A row between two of half the size, twice as wide; `between` has a value beside each end."""
    count = above.size
    inner = between[1 : 1 + count]
    for at in range(count):
        inner[at] = above[at] + by * (below[at] - above[at])
    between[0], between[count + 1] = inner[0], inner[count - 1]
    after = between[2 : 2 + count]
    for at in range(out.size // 2):
        most = _MOST * inner[at]
        out[2 * at] = most + _QUARTER * between[at]
        out[2 * at + 1] = most + _QUARTER * after[at]
    if out.size % 2:
        out[out.size - 1] = _MOST * inner[count - 1] + _QUARTER * between[count - 1]


@compiled
def _mix_row(share: Floats, picture: Wholes, rest: Floats, out: Wholes) -> None:
    for at in range(out.size):
        out[at] = np.uint16(_i32(min(share[at] * _f32(picture[at]) + rest[at] + _HALF, _WHITEST)))


@compiled
def put_together(
    picture: Wholes, made: Wholes, low: Wholes, low_light: Floats, weights: Floats,
    gain: Floats, top: int, left: int, first: int, last: int, out: Wholes, out_first: int, rows: Floats,
) -> None:  # fmt: skip
    """Rows `first` to `last` of a level as this eye sees it, with BIAS: up(share) · picture + up(made − share · low).

    `gain` is a map in which the picture has its corner at `top` and `left`; `rows` is room for LINES rows.
    """
    half_height, half_width, width = low.shape[1], low.shape[2], picture.shape[2]
    between, wide_share, wide_rest = rows[8], rows[9, :width], rows[10, :width]
    there = max(first // 2 - 1, 0) - 1
    for row in range(first, last):
        near = row // 2
        far = min(max(near - 1 if row % 2 == 0 else near + 1, 0), half_height - 1)
        while there < max(near, far):
            there += 1
            share = rows[4 * (there % 2), :half_width]
            window = gain[top + there, left : left + half_width]
            _share_row(made[0, there], made[1, there], made[2, there], weights, low_light[there], window, share)
            for plane in range(3):
                rest = rows[4 * (there % 2) + 1 + plane, :half_width]
                _rest_row(made[plane, there], low[plane, there], share, rest)
        widen_row(rows[4 * (near % 2), :half_width], rows[4 * (far % 2), :half_width], _QUARTER, between, wide_share)
        for plane in range(3):
            one, other = rows[4 * (near % 2) + 1 + plane, :half_width], rows[4 * (far % 2) + 1 + plane, :half_width]
            widen_row(one, other, _QUARTER, between, wide_rest)
            _mix_row(wide_share, picture[plane, row], wide_rest, out[plane, out_first + row - first])
