"""Straylight: energy, what a straylight meter would read, and what it does to text and to inverted text."""

from __future__ import annotations

import math

import numpy as np
import pytest
from vision_pictures import flat

from empathylab.vision import Viewing, parse, render
from empathylab.vision.light import FULL, to_linear
from empathylab.vision.simulations.straylight import straylight_of_age, yellowing
from empathylab.vision.stages import VEIL_CELL_DEG, VEIL_SHARE, Veil

PPD = 16.0


def veil_of_a_point(log_s: float, side: int = 1001, cell_deg: float = VEIL_CELL_DEG) -> np.ndarray:
    """Light at each pixel from a disc of 16 × 16 pixels in the middle, as a share of the disc's light."""
    picture = np.zeros((side, side, 3), np.float32)
    middle = side // 2
    picture[middle - 8 : middle + 8, middle - 8 : middle + 8] = FULL
    veil = Veil((side, side), PPD, 10**log_s, cell_deg)
    return np.asarray(veil.run(picture, (0, 0))[..., 1] / FULL / 256)


@pytest.mark.parametrize("log_s", [0.9, 1.48, 1.8])
def test_no_light_is_lost_or_made(log_s: float) -> None:
    spread = veil_of_a_point(log_s)
    assert 10**log_s * VEIL_SHARE == pytest.approx(0.0088 * 10**log_s, rel=0.01)
    reach_deg = 500 / PPD
    assert reach_deg > 30
    assert float(spread.sum()) == pytest.approx(1, abs=0.005)


@pytest.mark.parametrize("angle_deg", [3.0, 7.0])
@pytest.mark.parametrize("log_s", [0.9, 1.22, 1.48, 1.8])
def test_a_straylight_meter_reads_the_value_asked_for(log_s: float, angle_deg: float) -> None:
    spread = veil_of_a_point(log_s)
    y, x = np.indices(spread.shape) - spread.shape[0] // 2 + 0.5
    distance_deg = np.hypot(x, y) / PPD
    ring = np.abs(distance_deg - angle_deg) < 0.5
    per_steradian = spread[ring] * (PPD / math.radians(1)) ** 2
    measured = np.log10(np.mean(per_steradian * distance_deg[ring] ** 2))
    assert float(measured) == pytest.approx(log_s, abs=0.03)


#: Michelson contrast of text on a page of 30° × 19°: dark on light, light on dark.
TEXT = {0.9: (0.887, 0.965), 1.22: (0.791, 0.947), 1.48: (0.651, 0.913), 1.8: (0.360, 0.783)}


@pytest.mark.parametrize("log_s", TEXT)
@pytest.mark.parametrize("is_inverted", [False, True])
def test_text_loses_the_contrast_of_the_table(log_s: float, is_inverted: bool) -> None:
    picture, ink = _text_page()
    seen = to_linear(
        render(255 - picture if is_inverted else picture, [parse(f"straylight:log_s={log_s}")], Viewing(PPD))
    )
    rows, columns = seen.shape[0] // 2, seen.shape[1] // 2
    middle = slice(rows - 40, rows + 40), slice(columns - 60, columns + 60)
    inked, paper = (seen[middle][..., 1][ink[middle] == value].mean() for value in (True, False))
    contrast = abs(paper - inked) / (paper + inked)
    assert contrast == pytest.approx(TEXT[log_s][int(is_inverted)], abs=0.02)


def _text_page() -> tuple[np.ndarray, np.ndarray]:
    """Lines of strokes that cover about a tenth of a page of 30° × 19°."""
    ink = np.zeros((round(19 * PPD), round(30 * PPD)), bool)
    for row in range(8, ink.shape[0] - 12, 20):
        for column in range(10, ink.shape[1] - 10, 6):
            ink[row : row + 8, column : column + 2] = True
    return np.where(ink[..., None], 0, 255).astype(np.uint8).repeat(3, axis=2), ink


def test_inverted_text_fares_better_under_a_veil() -> None:
    assert all(inverted > dark for dark, inverted in TEXT.values())


def test_the_grid_of_the_veil_does_not_show() -> None:
    coarse, fine = veil_of_a_point(1.48, 401), veil_of_a_point(1.48, 401, cell_deg=0.2)
    y, x = np.indices(coarse.shape) - 200
    away = np.hypot(x, y) > 2 * PPD
    assert np.abs(coarse - fine)[away].max() < 0.06 * fine[away].max()


def test_age_sets_straylight_and_yellowing_as_published() -> None:
    assert straylight_of_age(70) == pytest.approx(20)
    assert [yellowing(75)[i][i] for i in range(3)] == pytest.approx([0.925, 0.802, 0.353], abs=1e-3)
    assert [yellowing(90)[i][i] for i in range(3)] == pytest.approx([0.89, 0.72, 0.21], abs=1e-3)
    seen = to_linear(render(flat(255), [parse("straylight:log_s=0,age=75")], Viewing(PPD)))[100, 100]
    assert seen == pytest.approx([0.925, 0.802, 0.353], abs=0.005)
