"""An acuity in, the same acuity out: an observer made of templates reads eye charts through the filter."""

from __future__ import annotations

import numpy as np
import pytest

from empathylab.vision import Viewing, parse, render
from empathylab.vision.csf import NORMAL_CUTOFF_CPD, Csf, typical_log_cs
from empathylab.vision.light import luminance, to_linear
from empathylab.vision.proof import draw_chart, letters_read, pelli_robson, sloan_acuity
from support.vision_pictures import flat, page

SCREEN = Viewing(37.8)


def acuity(logmar: float) -> list:
    return [parse(f"acuity:logmar={logmar}")]


@pytest.mark.parametrize("ppd", [37.8, 53.0])
@pytest.mark.parametrize("logmar", [0.3, 0.6, 1.0, 1.3])
def test_letters_are_read_down_to_the_acuity_asked_for(logmar: float, ppd: float) -> None:
    letters = 30 if logmar < 1.2 else 20
    seen = sloan_acuity(acuity(logmar), Viewing(ppd), logmar, letters=letters)
    assert seen.threshold == pytest.approx(logmar, abs=0.1)


@pytest.mark.parametrize("margin", [0, 1, 2, 3])
def test_the_size_of_the_window_does_not_leak_into_acuity(margin: int) -> None:
    chance = np.random.default_rng(5)
    chart = draw_chart(5 * 10**0.62 / 60 * SCREEN.ppd, 1.0, 5, 8, chance)
    pad = 37 * margin
    picture = np.pad(chart.picture, ((0, pad), (0, pad), (0, 0)), mode="edge")
    seen = render(picture, acuity(0.6), SCREEN)
    assert 0.3 <= letters_read(chart, seen, chance) / len(chart.letters) <= 0.9


@pytest.mark.parametrize(("size", "least", "most"), [(1.2, 0.9, 1.0), (0.8, 0.0, 0.2)])
def test_letters_well_above_are_read_and_letters_well_below_are_not(size: float, least: float, most: float) -> None:
    chance = np.random.default_rng(2)
    chart = draw_chart(5 * 10**size / 60 * SCREEN.ppd, 1.0, 6, 8, chance)
    share = letters_read(chart, render(chart.picture, acuity(1.0), SCREEN), chance) / len(chart.letters)
    assert least <= share <= most


@pytest.mark.parametrize(("log_cs", "logmar"), [(1.05, 0.35), (1.5, 0.35), (1.05, 0.75), (1.25, 0.6)])
def test_faint_letters_are_read_down_to_the_contrast_asked_for(log_cs: float, logmar: float) -> None:
    worn = [parse(f"acuity:logmar={logmar},log_cs={log_cs}")]
    assert pelli_robson(worn, SCREEN, log_cs, letters=12).threshold == pytest.approx(log_cs, abs=0.15)


def test_contrast_alone_sets_the_chart_too() -> None:
    assert pelli_robson([parse("contrast:log_cs=1.05")], SCREEN, 1.05, letters=9).threshold == pytest.approx(
        1.05, abs=0.15
    )


@pytest.mark.parametrize("logmar", [0.3, 0.7, 1.0])
def test_large_letters_keep_their_contrast(logmar: float) -> None:
    chance = np.random.default_rng(3)
    chart = draw_chart(5 * 10 ** (logmar + 0.6) / 60 * SCREEN.ppd, 1.0, 2, 3, chance)
    seen = luminance(to_linear(render(chart.picture, acuity(logmar), SCREEN)))
    assert np.mean([_michelson(seen, corner, chart.size_px) for corner in chart.corners]) >= 0.85


def _michelson(light: np.ndarray, corner: tuple[float, float], size_px: float) -> float:
    """Contrast of the ink against the paper in and around one letter."""
    left, top = (round(place) - 4 for place in corner)
    around = light[top : top + round(size_px) + 8, left : left + round(size_px) + 8]
    ink, paper = np.percentile(around, [5, 95])
    return float((paper - ink) / (paper + ink))


@pytest.mark.parametrize("none", ["acuity:logmar=0", "contrast:log_cs=2.0", "field-loss:depth_db=0"])
def test_no_loss_gives_the_picture_back(none: str) -> None:
    picture = page()
    assert np.abs(render(picture, [parse(none)], SCREEN).astype(int) - picture).max() <= 1


def test_a_fine_checkerboard_becomes_the_grey_of_its_light() -> None:
    board = np.indices((300, 300)).sum(axis=0) % 2 * 255
    seen = render(np.repeat(board.astype(np.uint8)[..., None], 3, axis=2), acuity(0.5), SCREEN)
    assert np.abs(seen[20:-20, 20:-20].astype(int) - 188).max() <= 1


def test_twice_the_distance_with_twice_the_size_is_the_same_to_the_eye() -> None:
    near = sloan_acuity(acuity(0.7), Viewing(30.0), 0.7, letters=30, seed=4)
    far = sloan_acuity(acuity(0.7), Viewing(60.0), 0.7, letters=30, seed=4)
    assert near.threshold == pytest.approx(far.threshold, abs=0.05)


@pytest.mark.parametrize("kind", ["acuity:logmar=0.7", "acuity:logmar=1.3", "contrast:log_cs=0.8"])
@pytest.mark.parametrize("code", [0, 11, 128, 255])
def test_plain_paper_stays_as_it_is(kind: str, code: int) -> None:
    assert np.abs(render(flat(code), [parse(kind)], SCREEN).astype(int) - code).max() <= 1


def test_white_letters_on_black_are_no_easier_to_read_than_black_on_white() -> None:
    chance = np.random.default_rng(8)
    chart = draw_chart(5 * 10**0.8 / 60 * SCREEN.ppd, 1.0, 5, 6, chance)
    inverted = 255 - chart.picture
    seen = 255 - render(inverted, acuity(1.0), SCREEN)
    assert letters_read(chart, seen, chance) / len(chart.letters) <= 0.4


def test_the_curve_is_the_published_one() -> None:
    assert pytest.approx(13.98, abs=0.01) == NORMAL_CUTOFF_CPD
    normal = Csf()
    assert float(normal.sensitivity(0.914)) == pytest.approx(199, rel=0.01)
    assert float(Csf(0.7, 1.2).sensitivity(Csf(0.7, 1.2).cutoff_cpd)) == pytest.approx(1.0)
    assert typical_log_cs(1.0) == pytest.approx(1.03)
