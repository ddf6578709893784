"""Passes that are compiled do what plain numpy says, pixel by pixel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from empathylab.vision.kernels import half_of
from empathylab.vision.levels import FADE, Level
from empathylab.vision.light import BIAS, FULL, pixels, pixels_to_read, to_code, to_linear
from empathylab.vision.passes import blurs, frames, optics, together
from empathylab.vision.passes import octaves as passes
from empathylab.vision.passes.octaves import Room
from empathylab.vision.sensitivity import Grid, Sensitivity

CHANCE = np.random.default_rng(25)
#: Of pictures, and of what is made of them.
WEIGHTS = np.array([[0.07, 0.72, 0.21, 3.0], [0.07, 0.72, 0.21, 3.0 - BIAS]], np.float32)


def test_code_values_are_light_of_the_standards_curve_and_come_back() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 4, axis=2)
    light, back = np.empty((3, 1, 256), np.uint16), np.empty((1, 256, 4), np.uint8)
    frames.decode(pixels_to_read(ramp), 0, 1, BIAS, light, 0)
    assert np.abs(to_code((light[0, 0] - float(BIAS)) / FULL) - np.arange(256)).max() < 0.06
    frames.encode(light, 1, 0, pixels(back), np.empty((3, 256), np.int32))
    assert np.array_equal(back[..., :3], ramp[..., :3])
    assert (back[..., 3] == 255).all()


def test_light_is_the_code_value_that_the_standard_gives_it() -> None:
    """All that 16 bits hold, also beyond black and white."""
    light, made = np.tile(np.arange(65536, dtype=np.uint16), (3, 1, 1)), np.empty((1, 65536, 4), np.uint8)
    frames.encode(light, 1, 0, pixels(made), np.empty((3, 65536), np.int32))
    exact = to_code((light[0, 0] - float(BIAS)) / FULL)
    assert np.abs(made[0, :, 1] - exact).max() < 0.54, "rounded, and as far off as the curve is"


@pytest.mark.parametrize("factor", [2, 3, 4, 5, 8, 12])
def test_a_frame_is_made_smaller_to_the_mean_of_what_light_was_there(factor: int) -> None:
    height, width, rows, columns = 8 * factor - 1, 12 * factor - 3, 8, 12
    frame = CHANCE.integers(0, 256, (height, width, 4), np.uint8)
    made = np.empty((3, rows, columns), np.uint16)
    frames.decode_smaller(
        pixels_to_read(frame), factor, 0, rows, BIAS, made, np.empty((4, columns * factor), np.float32)
    )
    beyond = (0, rows * factor - height), (0, columns * factor - width), (0, 0)
    filled = to_linear(np.pad(frame[..., :3], beyond, mode="edge")) * FULL + BIAS
    mean = filled.reshape(rows, factor, columns, factor, 3).mean(axis=(1, 3))
    assert np.abs(np.moveaxis(made, 0, -1) - mean).max() < 4.5


@pytest.mark.parametrize(("height", "width"), [(20, 14), (21, 14), (20, 15), (3, 5)])
def test_a_level_of_which_all_is_seen_is_the_picture(height: int, width: int) -> None:
    level, room = _level(height, width)
    picture, low = level.octave.picture, level.octave.low
    low[:] = CHANCE.integers(0, int(FULL), low.shape, np.uint16)
    level.octave.made[:] = low + np.uint16(BIAS)
    level.octave.gain.fill(1)
    out = np.empty_like(picture)
    together.put_together(level.octave, WEIGHTS, 0, height, out, np.empty(height, np.uint8), room.lines)
    assert np.array_equal(out, picture + np.uint16(BIAS))
    if width % 2 == 0:
        shown, codes = np.empty((height, width - 1, 4), np.uint8), np.empty((3, 1, width), np.int32)
        all_rows = np.ones(level.half_size[0], np.uint8)
        together.show(level.octave, WEIGHTS, 0, height, all_rows, pixels(shown), _pairs(width), room.lines)
        whole = np.empty((height, width - 1, 4), np.uint8)
        frames.encode(out, height, 0, pixels(whole), codes[:, 0])
        assert np.array_equal(shown, whole)


@pytest.mark.parametrize(("height", "width"), [(12, 16), (13, 17), (13, 16)])
def test_half_of_a_picture_and_of_its_energy_is_the_mean_of_two_by_two(height: int, width: int) -> None:
    level, room = _level(height, width)
    half = level.half_size
    passes.halve(level.octave, WEIGHTS, 0, half[0])
    filled = np.pad(level.octave.picture.astype(float), ((0, 0), (0, height % 2), (0, width % 2)), mode="edge")
    light = np.tensordot(WEIGHTS[0, :3], filled, 1) + WEIGHTS[0, 3]
    assert np.allclose(level.octave.halved, filled.reshape(3, half[0], 2, half[1], 2).mean(axis=(2, 4)))
    assert np.allclose(level.octave.energy, (light**2).reshape(half[0], 2, half[1], 2).mean(axis=(1, 3)), rtol=1e-5)


@pytest.mark.parametrize("reach", [1, 2, 3, 6])
@pytest.mark.parametrize(("height", "width"), [(12, 16), (3, 5), (1, 1)])
def test_a_plane_is_blurred_row_by_row_as_by_a_filter(height: int, width: int, reach: int) -> None:
    plane, kernel = CHANCE.random((height, width), np.float32), cv2.getGaussianKernel(2 * reach + 1, reach / 3)
    weights, blurred = half_of(kernel.ravel()), np.empty((height, width), np.float32)
    for row in range(height):
        padded = np.empty(width + 2 * len(weights), np.float32)
        blurs.blur_row(plane, row, height, weights, weights, padded, blurred[row])
    assert np.allclose(blurred, cv2.sepFilter2D(plane, -1, kernel, kernel), atol=1e-6)


def test_what_is_seen_is_the_same_in_strips_as_in_one_piece() -> None:
    level, room = _level(60, 48)
    passes.halve(level.octave, WEIGHTS, 0, 30)
    found, gain = [], level.octave.gain
    for strips in ([(0, 30)], [(18, 30), (0, 10), (10, 18)]):
        for first, last in strips:
            passes.find_seen(level.octave, gain, level.octave.gain_corner, True, WEIGHTS, FADE, first, last, room)
        found.append((level.octave.low.copy(), level.octave.gain.copy()))
        level.octave.gain.fill(-1)
    assert 0 < found[0][1].mean() < 1
    assert all(np.array_equal(one, other) for one, other in zip(*found, strict=True))


def _level(height: int, width: int) -> tuple[Level, Room]:
    """One octave of noise on grey, seen by an eye that misses some of it."""
    picture = (CHANCE.integers(0, 2, (3, height, width)) * 900 + 16_000).astype(np.uint16)
    level = Level(Grid(height, width, 37.8, 10.0), 0, picture, Sensitivity(lambda _cpd: 20.0))
    lines = np.empty((together.LINES, together.row_length(width, level.reach)), np.float32)
    return level, Room(lines, np.empty_like(lines[:6]), np.empty_like(lines[:6]))


def _pairs(width: int) -> NDArray[np.uint32]:
    return np.empty((3, width // 2), np.uint32)


@pytest.mark.parametrize("veil_rows", [1, 2, 5, 8, 16])
def test_a_veil_of_fewer_rows_lies_over_the_picture(veil_rows: int) -> None:
    picture, veils = (
        CHANCE.integers(BIAS, 49_000, (3, 16, 24), np.uint16),
        CHANCE.random((3, veil_rows, 24), np.float32),
    )
    out = np.empty_like(picture)
    optics.veil(picture, 0.8, veils * np.float32(900), 0, 16, out, 0)
    stretched = np.stack([cv2.resize(plane, (24, 16), interpolation=cv2.INTER_LINEAR) for plane in veils * 900])
    assert np.abs(out - (BIAS + 0.8 * (picture - float(BIAS)) + stretched)).max() < 0.52


def test_a_quarter_of_a_picture_is_the_mean_of_four_by_four_without_bias() -> None:
    picture, out = CHANCE.integers(0, 65535, (3, 16, 24), np.uint16), np.empty((3, 4, 6), np.float32)
    optics.quarter(picture.view(np.uint32), 0, 4, out, np.empty(12, np.int32))
    assert np.allclose(out, picture.reshape(3, 4, 4, 6, 4).mean(axis=(2, 4)) - BIAS, atol=0.05)
