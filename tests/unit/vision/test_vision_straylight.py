"""Straylight: energy, what a straylight meter would read, and what it does to text and to inverted text."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from empathylab.vision import PRESETS, SIMULATIONS, Chain, SightSimulation, Viewing, parse, render
from empathylab.vision.light import BIAS, FULL, luminance, to_linear
from empathylab.vision.optics import VEIL_CELL_DEG, VEIL_SHARE, Veil
from empathylab.vision.simulations.straylight import straylight_of_age, yellowing
from support.vision_pictures import flat

PPD = 16.0


def veil_of_a_point(log_s: float, side: int = 1000, cell_deg: float = VEIL_CELL_DEG) -> np.ndarray:
    """Light at each pixel from a disc of 16 × 16 pixels in the middle, as a share of the disc's light.

    So little light is less than a step of the picture's whole numbers far away: the veil is read before it is rounded.
    """
    picture = np.full((3, side, side), BIAS, np.uint16)
    middle = side // 2
    disc = slice(middle - 8, middle + 8), slice(middle - 8, middle + 8)
    picture[:, *disc] += np.uint16(FULL)
    veil = Veil((side, side), PPD, 10**log_s, cell_deg)
    veil.meet(picture, slice(0, side), 0)
    seen = veil.run(picture, (0, 0))[1].astype(np.float32) - BIAS
    spread = cv2.resize(veil.veils[1], (side, side), interpolation=cv2.INTER_LINEAR)
    spread[disc] += veil.kept * FULL
    assert np.abs(seen - spread).max() <= 0.51
    return spread / FULL / 256


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
    coarse, fine = veil_of_a_point(1.48, 400), veil_of_a_point(1.48, 400, cell_deg=0.2)
    y, x = np.indices(coarse.shape) - 200
    away = np.hypot(x, y) > 2 * PPD
    assert np.abs(coarse - fine)[away].max() < 0.06 * fine[away].max()


def test_age_sets_straylight_and_yellowing_as_published() -> None:
    assert straylight_of_age(70) == pytest.approx(20)
    assert [yellowing(75)[i][i] for i in range(3)] == pytest.approx([0.925, 0.802, 0.353], abs=1e-3)
    assert [yellowing(90)[i][i] for i in range(3)] == pytest.approx([0.89, 0.72, 0.21], abs=1e-3)
    seen = to_linear(render(flat(255), [parse("straylight:log_s=0,age=75,adapted=0")], Viewing(PPD)))[100, 100]
    assert seen == pytest.approx([0.925, 0.802, 0.353], abs=0.005)


#: What a lens of 75 years lets through of the light that tells yellow from white, and blue from black.
BLUE_THROUGH = 0.353
SHARES = (0, 0.25, 0.5, 0.75, 1)
BLUE, YELLOW, WHITE, BLACK = (0, 0, 255), (255, 255, 0), (255, 255, 255), (0, 0, 0)


def chroma(seen: np.ndarray) -> float:
    """How far colours are from the grey of the same lightness, in ΔE (CIE 1976 L*a*b*, D65), at the most."""
    lab = cv2.cvtColor(to_linear(seen).astype(np.float32), cv2.COLOR_LRGB2Lab)
    return float(np.hypot(lab[..., 1], lab[..., 2]).max())


def brightness(rgb: tuple[int, int, int], worn: list[SightSimulation], surround: tuple[int, int, int]) -> float:
    """Of a field of 4° on a page of 30° × 19°."""
    page = np.full((round(19 * PPD), round(30 * PPD), 3), surround, np.uint8)
    middle = page.shape[0] // 2, page.shape[1] // 2
    field = slice(middle[0] - 32, middle[0] + 32), slice(middle[1] - 32, middle[1] + 32)
    page[field] = rgb
    return float(luminance(to_linear(render(page, worn, Viewing(PPD))[field][28:36, 28:36])).mean())


@pytest.mark.parametrize("preset", ["cataract", "ageing-75"])
def test_eyes_that_have_adapted_see_white_as_white(preset: str) -> None:
    worn = SIMULATIONS.worn(PRESETS[preset].simulations)
    page, _ = _text_page()
    assert chroma(render(page, worn, Viewing(PPD))) < 3
    assert chroma(render(flat(255), worn, Viewing(PPD))) < 3
    assert chroma(render(flat(128), worn, Viewing(PPD))) < 3


@pytest.mark.parametrize(("colour", "other", "step"), [(BLUE, BLACK, 0.0004), (YELLOW, WHITE, 0.004)])
@pytest.mark.parametrize("preset", ["cataract", "ageing-75"])
def test_what_the_lens_keeps_back_is_gone_all_the_same(
    preset: str, colour: tuple[int, int, int], other: tuple[int, int, int], step: float
) -> None:
    """Beside the same eyes with a young lens; to half a step of the code values, which is wider among light colours."""
    specs = PRESETS[preset].simulations
    old = SIMULATIONS.worn(specs)
    scattered = straylight_of_age(75) if "log_s" not in specs[0].params else 10 ** float(specs[0].params["log_s"])
    young = [parse(f"straylight:log_s={math.log10(scattered)}"), *(SIMULATIONS.make(spec) for spec in specs[1:])]
    before, after = (abs(brightness(colour, worn, other) - brightness(other, worn, other)) for worn in (young, old))
    assert after <= BLUE_THROUGH * before + step


def test_the_brightness_of_every_colour_is_what_the_lens_lets_through() -> None:
    through = [parse("straylight:log_s=0,age=75,adapted=0")]
    colours = np.random.default_rng(3).integers(0, 256, (40, 60, 3), np.uint8)
    tinted = luminance(to_linear(render(colours, through, Viewing(PPD))))
    for share in (0.3, 0.7, 1.0):
        worn = [parse(f"straylight:log_s=0,age=75,adapted={share}")]
        assert luminance(to_linear(render(colours, worn, Viewing(PPD)))) == pytest.approx(tinted, abs=0.006)


def test_adaptation_goes_from_the_tint_to_none_and_knows_no_young_lens() -> None:
    tints = [chroma(render(flat(255), [parse(f"straylight:log_s=0,age=75,adapted={a}")], Viewing(PPD))) for a in SHARES]
    assert tints == sorted(tints, reverse=True)
    assert tints[0] > 30
    assert tints[-1] < 0.5
    assert parse("straylight:log_s=1.2").effect().lenses == ()


def test_frames_of_both_orders_of_channels_are_alike() -> None:
    colours = np.random.default_rng(1).integers(0, 256, (240, 320, 3), np.uint8)
    chain = Chain([parse("straylight:age=75"), parse("colour:kind=deutan")], Viewing(PPD))
    bgrx = np.dstack([colours[..., ::-1], np.zeros((240, 320), np.uint8)])
    assert np.abs(chain.apply_bgrx(bgrx)[..., 2::-1].astype(int) - chain.apply(colours)).max() <= 1
