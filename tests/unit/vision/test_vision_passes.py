"""Passes that are compiled do what plain numpy says, pixel by pixel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from empathylab.vision.light import BIAS, FULL, pixels, pixels_to_read, to_code, to_linear
from empathylab.vision.passes import frames, octaves, optics

CHANCE = np.random.default_rng(25)
WEIGHTS = np.array([0.07, 0.72, 0.21, 3.0], np.float32)


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
    half = (height + 1) // 2, (width + 1) // 2
    picture, low = (CHANCE.integers(0, int(FULL), (3, *size), np.uint16) for size in ((height, width), half))
    low_light, made = np.empty(half, np.float32), low + np.uint16(BIAS)
    rows = np.empty((octaves.LINES, width + 4), np.float32)
    octaves.settle_low(low.astype(np.float32), 0, WEIGHTS, 0, half[0], low, low_light)
    weights = WEIGHTS - np.array([0, 0, 0, BIAS * WEIGHTS[:3].sum()], np.float32)
    out = np.empty_like(picture)
    gain = np.ones(half, np.float32)
    octaves.put_together(picture, made, low, low_light, weights, gain, 0, 0, 0, height, out, 0, rows)
    assert np.array_equal(out, picture + np.uint16(BIAS))


@pytest.mark.parametrize(("height", "width"), [(12, 16), (13, 17)])
def test_half_of_a_picture_and_of_its_energy_is_the_mean_of_two_by_two(height: int, width: int) -> None:
    picture, half = CHANCE.integers(0, 65535, (3, height, width), np.uint16), ((height + 1) // 2, (width + 1) // 2)
    halved, energy = np.empty((3, *half), np.float32), np.empty(half, np.float32)
    octaves.halve(picture, 0, half[0], halved)
    octaves.halve_energy(picture, WEIGHTS, 0, half[0], energy, np.empty((octaves.LINES, width + 4), np.float32))
    filled = np.pad(picture.astype(float), ((0, 0), (0, height % 2), (0, width % 2)), mode="edge")
    light = np.tensordot(WEIGHTS[:3], filled, 1) + WEIGHTS[3]
    assert np.allclose(halved, filled.reshape(3, half[0], 2, half[1], 2).mean(axis=(2, 4)))
    assert np.allclose(energy, (light**2).reshape(half[0], 2, half[1], 2).mean(axis=(1, 3)), rtol=1e-5)


def test_a_veil_of_half_the_size_lies_over_the_picture() -> None:
    picture, halved = CHANCE.integers(BIAS, 49_000, (3, 16, 24), np.uint16), CHANCE.random((3, 8, 12), np.float32) * 900
    out = np.empty_like(picture)
    optics.veil(picture, 0.8, halved, 0, 16, out, 0, np.empty((2, 28), np.float32))
    doubled = np.stack([cv2.resize(plane, (24, 16), interpolation=cv2.INTER_LINEAR) for plane in halved])
    assert np.abs(out - (BIAS + 0.8 * (picture - float(BIAS)) + doubled)).max() < 0.51


def test_a_quarter_of_a_picture_is_the_mean_of_four_by_four_without_bias() -> None:
    picture, out = CHANCE.integers(0, 65535, (3, 16, 24), np.uint16), np.empty((3, 4, 6), np.float32)
    optics.quarter(picture, 0, 4, out)
    assert np.allclose(out, picture.reshape(3, 4, 4, 6, 4).mean(axis=(2, 4)) - BIAS, atol=0.05)
