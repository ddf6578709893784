"""A blur by a disc: each of its columns weighs a row and those above and below it, and then they are summed up.

Columns go by fours, the outermost first. Each of four begins with what the next one further out made, and adds what
weight it has more, which is at the disc's edge only: those are `steps` (`kernels.steps_of`), from the middle column to
the right and from its middle down. Beyond an edge of a picture lies what lies before it, mirrored.
"""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled, part, within
from empathylab.vision.light import Floats, Wholes
from empathylab.vision.passes.blurs import add_four, fill_beside, place_within, settle_row

_f32 = np.float32
_ONE, _HALF, _ZERO = _f32(1), _f32(0.5), _f32(0)


@part
def _weigh_four(light: Wholes, row: int, columns: Floats, weighed: Floats, start: int) -> None:
    """A row and three on either side by four columns: at once, so that light becomes floats but once."""
    height, width = light.shape
    here, above, below = light[row], light[place_within(row - 1, height)], light[place_within(row + 1, height)]
    above_2, below_2 = light[place_within(row - 2, height)], light[place_within(row + 2, height)]
    above_3, below_3 = light[place_within(row - 3, height)], light[place_within(row + 3, height)]
    first, second = weighed[0, start : start + width], weighed[1, start : start + width]
    third, fourth = weighed[2, start : start + width], weighed[3, start : start + width]
    outer = weighed[4, start : start + width]
    a, a1, a2, a3 = columns[0, 0], columns[0, 1], columns[0, 2], columns[0, 3]
    b, b1, b2, b3 = columns[1, 0], columns[1, 1], columns[1, 2], columns[1, 3]
    c, c1, c2, c3 = columns[2, 0], columns[2, 1], columns[2, 2], columns[2, 3]
    d, d1, d2, d3 = columns[3, 0], columns[3, 1], columns[3, 2], columns[3, 3]
    for at in range(width):
        middle, one = _f32(here[at]), _f32(above[at]) + _f32(below[at])
        two, three = _f32(above_2[at]) + _f32(below_2[at]), _f32(above_3[at]) + _f32(below_3[at])
        first[at] = outer[at] + a * middle + a1 * one + a2 * two + a3 * three
        second[at] = outer[at] + b * middle + b1 * one + b2 * two + b3 * three
        third[at] = outer[at] + c * middle + c1 * one + c2 * two + c3 * three
        fourth[at] = outer[at] + d * middle + d1 * one + d2 * two + d3 * three


@part
def _sum_four(weighed: Floats, start: int, out: Floats) -> None:
    """What the four inmost columns made, at their places to either side."""
    end = start + out.size
    here, left, right = weighed[0, start:end], weighed[1, start - 1 : end - 1], weighed[1, start + 1 : end + 1]
    left_2, right_2 = weighed[2, start - 2 : end - 2], weighed[2, start + 2 : end + 2]
    left_3, right_3 = weighed[3, start - 3 : end - 3], weighed[3, start + 3 : end + 3]
    for at in range(out.size):
        near = here[at] + (left[at] + right[at])
        out[at] = near + (left_2[at] + right_2[at]) + (left_3[at] + right_3[at])


@within
def _weigh_down(light: Wholes, row: int, steps: Floats, weighed: Floats) -> None:
    """What each column makes of the rows, into the middle of its own of `weighed`."""
    height, start, end = light.shape[0], steps.shape[0], steps.shape[0] + light.shape[1]
    for outer in range(steps.shape[0], 0, -4):
        _weigh_four(light, row, steps[outer - 4 : outer], weighed[outer - 4 : outer + 1], start)
        for by in range(4, steps.shape[1], 2):
            above, below = light[place_within(row - by, height)], light[place_within(row + by, height)]
            far_above, far_below = light[place_within(row - by - 1, height)], light[place_within(row + by + 1, height)]
            for column in range(outer - 4, outer):
                near, far = steps[column, by], steps[column, by + 1]
                if near + far > _ZERO:
                    add_four(above, below, far_above, far_below, near, far, weighed[column, start:end])


@within
def _sum_across(weighed: Floats, columns: int, out: Floats) -> None:
    """What all columns made, each as far to the left and to the right as it lies."""
    start, end = columns, columns + out.size
    for by in range(1, columns):
        fill_beside(weighed[by, start - by : end + by], by, out.size)
    _sum_four(weighed, start, out)
    for by in range(4, columns, 2):
        left, right = weighed[by, start - by : end - by], weighed[by, start + by : end + by]
        far_left = weighed[by + 1, start - by - 1 : end - by - 1]
        far_right = weighed[by + 1, start + by + 1 : end + by + 1]
        add_four(left, right, far_left, far_right, _ONE, _ONE, out)


@compiled
def blur(
    picture: Wholes, steps: Floats, first: int, last: int, out: Wholes, out_first: int, weighed: Floats, line: Floats
) -> None:
    """Rows `first` to `last`.

    `weighed` has a row for each column, with as many values to spare beside either end, and another, of zeros.
    """
    columns = steps.shape[0]
    for row in range(first, last):
        for plane in range(3):
            _weigh_down(picture[plane], row, steps, weighed)
            _sum_across(weighed, columns, line)
            settle_row(line, _HALF, out[plane, out_first + row - first])
