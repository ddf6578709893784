"""Field loss: it fades into its surroundings, never turns black, and lies where it was asked to lie."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from empathylab.domain.errors import InputError
from empathylab.vision import Chain, SightSimulation, Viewing, parse, render
from empathylab.vision.effect import Effect
from empathylab.vision.fields import load, read, shipped
from empathylab.vision.light import BIAS, FULL, luminance, to_linear
from empathylab.vision.proof import pelli_robson
from empathylab.vision.simulations.macular import bending, eccentric_cutoff_cpd, eccentric_logmar, scotoma
from empathylab.vision.stages import Patch, Shadow, Warp
from empathylab.vision.strips import Strip
from support.vision_pictures import page

SCREEN = Viewing(20.0)
LOSSES = ["field-loss:map=advanced-superior,depth_db=28", "field-loss:map=end-stage-island", "hemianopia"]


def busy(height: int = 500, width: int = 700, spread: int = 60, seed: int = 3) -> np.ndarray:
    """Fine texture around a mid grey, the same everywhere, in all colours alike."""
    noise = np.random.default_rng(seed).normal(150, spread, (height, width, 1)).clip(40, 250)
    return noise.astype(np.uint8).repeat(3, axis=2)


def test_four_glaucoma_patterns_come_with_the_lab() -> None:
    assert {"early-arcuate", "advanced-superior", "advanced-inferior", "end-stage-island"} <= set(shipped())
    for name in shipped():
        assert load(name).td_db.shape == (8, 10)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_deep_loss_keeps_the_mean_luminance(loss: str) -> None:
    picture = busy()
    seen = render(picture, [parse(loss)], SCREEN)
    before, after = luminance(to_linear(picture)), luminance(to_linear(seen))
    where = slice(60, 160), slice(60, 300)
    assert after[where].std() < 0.5 * before[where].std()
    assert after[where].mean() == pytest.approx(before[where].mean(), rel=0.02)


@pytest.mark.parametrize("loss", [*LOSSES, "macular:warp_arcmin=0", "retinopathy", "field-loss"])
def test_nothing_gets_darker_than_the_darkest_thing_near_it(loss: str) -> None:
    picture = page()
    seen = render(picture, [parse(part) for part in [loss]], SCREEN)
    if loss == "retinopathy":
        pytest.raises(AssertionError, np.testing.assert_array_equal, seen, picture)
        return
    light, darkest = luminance(to_linear(seen)), luminance(to_linear(picture))
    assert light.min() >= darkest.min() - 1 / 255
    clear = slice(120, 300), slice(480, 505)
    assert light[clear].min() >= darkest[clear].min() * 0.5


def test_grey_stays_grey_in_a_defect() -> None:
    seen = render(busy(), [parse("field-loss:map=end-stage-island")], SCREEN).astype(int)
    assert np.abs(seen[..., 0] - seen[..., 2]).max() <= 1


def test_a_place_away_from_a_loss_is_shown_as_it_is() -> None:
    picture = page(600, 900)
    seen = render(picture, [parse("hemianopia:side=left,sparing_deg=3")], SCREEN)
    spared = slice(None), slice(720, None)
    assert np.abs(seen[spared].astype(int) - picture[spared]).max() <= 1


@pytest.mark.parametrize(("side", "towards"), [("left", -1), ("right", 1)])
@pytest.mark.parametrize("sparing_deg", [0.0, 2.0, 5.0])
def test_hemianopia_begins_at_gaze_and_sparing(side: str, towards: int, sparing_deg: float) -> None:
    viewing = Viewing(37.8)
    gaze = (430.0, 200.0)
    boundary = _where_detail_ends(
        render(_grating(), [parse(f"hemianopia:side={side},sparing_deg={sparing_deg}")], viewing, gaze)
    )
    assert (boundary - gaze[0]) / viewing.ppd * towards == pytest.approx(sparing_deg, abs=0.1)


def _grating() -> np.ndarray:
    bars = np.where(np.arange(400) // 4 % 2, 230, 90)
    return np.repeat(np.tile(bars[:, None], (1, 860))[..., None], 3, axis=2).astype(np.uint8)


def _where_detail_ends(seen: np.ndarray) -> float:
    """The column where contrast between rows has fallen to half."""
    contrast = luminance(to_linear(seen))[100:300].std(axis=0)
    half = contrast > contrast.max() / 2
    return float(np.flatnonzero(np.diff(half.astype(int)))[0]) + 0.5


def test_the_defect_follows_gaze() -> None:
    chain = Chain([parse("macular:warp_arcmin=0,depth_db=35")], SCREEN)
    assert chain.follows_gaze
    picture = busy()
    left, right = (luminance(to_linear(chain.apply(picture, (x, 250)))) for x in (150, 550))
    at_left, at_right = (slice(230, 270), slice(130, 170)), (slice(230, 270), slice(530, 570))
    assert left[at_left].std() < 0.5 * left[at_right].std()
    assert right[at_right].std() < 0.5 * right[at_left].std()


class Dimmed(SightSimulation):
    """The same loss everywhere."""

    id: ClassVar[str] = "dimmed"
    loss_db: float

    def effect(self) -> Effect:
        return Effect(log_cs=1.7, losses=(lambda x_deg, y_deg: np.full((1, 1), self.loss_db),))


@pytest.mark.parametrize("loss_db", [-3.0, -6.0])
def test_ten_decibels_are_one_log_unit_of_contrast(loss_db: float) -> None:
    seen = pelli_robson([Dimmed(loss_db=loss_db)], Viewing(37.8), 1.7 + loss_db / 10, letters=9)
    assert seen.threshold == pytest.approx(1.7 + loss_db / 10, abs=0.15)


def test_between_points_the_loss_is_bilinear() -> None:
    field = load("advanced-superior")
    x, y = np.array([-3.0, 3.0, 0.0]), np.array([9.0, 9.0, 9.0])
    left, right, middle = field.at(x, y)
    assert middle == pytest.approx((left + right) / 2)


def test_a_csv_of_ones_own_works_even_with_points_missing(tmp_path: Path) -> None:
    lines = ["x_deg,y_deg,td_db"]
    lines += [f"{x},{y},{-20 if y > 0 else ''}" for y in range(-21, 22, 6) for x in range(-27, 28, 6)]
    own = tmp_path / "mine.csv"
    own.write_text("\n".join(lines))
    assert load(str(own)).at(np.array([3.0]), np.array([-21.0]))[0] == pytest.approx(-20)
    assert parse(f"field-loss:map={own}").effect().losses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "columns x_deg, y_deg and td_db"),
        ("x_deg,y_deg,td_db\n3,3,-5\n", "1 points"),
        ("x_deg,y_deg,td_db\n3,3,nan\n", "'nan' is not a number"),
        ("x_deg,y_deg,td_db\n4.6,3,-5\n", "no point of the 24-2 grid"),
        ("x_deg,y_deg,td_db\n3,3,-90\n", "outside -35 to 10 dB"),
        ("x_deg,y_deg,td_db\n3,x,-9\n", "'x' is not a number"),
    ],
)
def test_a_csv_with_faults_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(text.splitlines(), "mine.csv")


def test_a_map_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InputError, match="There is no field map 'arcuate'.*early-arcuate"):
        parse("field-loss:map=arcuate")
    with pytest.raises(InputError, match="cannot be read"):
        parse("field-loss:map=/nowhere/at/all.csv")


def test_a_scotoma_has_half_its_depth_at_its_radius() -> None:
    loss = scotoma(4.0, 20)(np.array([0.0, 4.0, 9.0]), np.zeros(3))
    assert loss == pytest.approx([-20, -10, 0])


def test_acuity_beside_the_fovea_falls_as_published() -> None:
    assert eccentric_cutoff_cpd(0) == pytest.approx(np.log(64) / 0.106)
    assert eccentric_logmar(2.3) == pytest.approx(np.log10(2))


def test_lines_bend_by_what_was_asked_for() -> None:
    """Every pixel's value says where it came from: ramps across and down are warped and the shift is read off."""
    arcmin, radius, ppd, gaze = 24.0, 5.0, 30.0, (250.0, 200.0)
    y, x = np.indices((400, 500), dtype=np.float32)
    displacement = parse(f"macular:radius_deg={radius},depth_db=0,warp_arcmin={arcmin}").effect().warps
    warp = Warp(Patch(x.shape, ppd, 2 * radius), displacement)
    seen = warp.run(np.rint(100 * np.stack([x, y, x])).astype(np.uint16), gaze) / 100
    right_deg, up_deg = bending(radius, arcmin / 60)((x - gaze[0]) / ppd, (gaze[1] - y) / ppd)
    inside = (slice(20, -20), slice(20, -20))
    assert np.abs(seen[0] - x - right_deg * ppd)[inside].max() <= 0.5
    assert np.abs(seen[1] - y + up_deg * ppd)[inside].max() <= 0.5
    assert max(np.abs(right_deg).max(), np.abs(up_deg).max()) * 60 == pytest.approx(arcmin, rel=0.05)


def test_warp_at_the_edge_of_the_picture_stays_inside_it() -> None:
    for gaze in ((0.0, 0.0), (699.0, 499.0), (-500.0, 90.0), (float("nan"), 2.0)):
        seen = render(busy(), [parse("macular")], SCREEN, gaze)
        assert seen.min() > 0


@pytest.mark.parametrize("bias", [0, BIAS])
@pytest.mark.parametrize("gaze", [(200.0, 150.0), (5.0, 280.0), (399.0, 0.0)])
def test_a_shadow_in_pieces_is_the_whole_shadow(gaze: tuple[float, float], bias: int) -> None:
    patch, cast = Patch((300, 400), 10.0, 14.0), parse("floaters:count=12").effect().shades
    seen, shadow = np.full((3, 300, 400), FULL + bias, np.uint16), Shadow(patch, cast, bias)
    for rows in (slice(0, 120), slice(120, 300)):
        shadow.change(Strip(seen, rows.start), rows, gaze)
    x, y = (np.arange(400)[None, :] - gaze[0]) / 10, (gaze[1] - np.arange(300)[:, None]) / 10
    assert np.abs(seen[1] - bias - FULL * cast[0](x, y)).max() <= 1
