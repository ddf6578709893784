"""Colour, defocus, nystagmus and floaters against their published numbers."""

from __future__ import annotations

import numpy as np
import pytest

from empathylab.vision import Viewing, parse, render
from empathylab.vision.kernels import disc_kernel
from empathylab.vision.light import BIAS, DECODE, ENCODE, FULL, to_linear
from empathylab.vision.simulations.colour import MACHADO, machado, tritan
from empathylab.vision.simulations.presbyopia import Presbyopia, defocus_dioptres
from support.vision_pictures import flat, page

SCREEN = Viewing(37.8)


def one_pixel(rgb: tuple[int, int, int], sim: str) -> np.ndarray:
    return render(np.full((64, 64, 3), rgb, np.uint8), [parse(sim)], SCREEN)[32, 32]


def test_every_code_value_survives_linear_light() -> None:
    codes = np.arange(256)
    assert np.array_equal(ENCODE[DECODE[codes]], codes)
    assert DECODE[255] == FULL + BIAS


def test_deutan_is_machados_matrix() -> None:
    assert machado("deutan", 1.0)[0] == pytest.approx([0.367322, 0.860646, -0.227968], abs=1e-6)


@pytest.mark.parametrize("kind", MACHADO)
@pytest.mark.parametrize("severity", [0.0, 0.05, 0.3, 0.55, 1.0])
def test_greys_stay_grey_at_every_severity(kind: str, severity: float) -> None:
    assert machado(kind, severity).sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert machado(kind, 0.0) == pytest.approx(np.eye(3), abs=1e-6)
    assert one_pixel((119, 119, 119), f"colour:kind={kind},severity={severity}") == pytest.approx(119, abs=0)


def test_steps_between_published_ones_are_interpolated() -> None:
    middle = (machado("protan", 0.4) + machado("protan", 0.5)) / 2
    assert machado("protan", 0.45) == pytest.approx(middle, abs=1e-9)


def test_red_as_a_deuteranope_sees_it_is_computed_in_linear_light() -> None:
    assert one_pixel((255, 0, 0), "colour:kind=deutan,severity=1") == pytest.approx([163, 144, 0], abs=1)


def test_tritan_uses_the_matrix_of_its_side() -> None:
    for side in tritan(1.0):
        assert np.array(side).sum(axis=1) == pytest.approx(1, abs=1e-6)
    blue, yellow = (one_pixel(rgb, "colour:kind=tritan") for rgb in ((0, 0, 255), (255, 255, 0)))
    assert one_pixel((128, 128, 128), "colour:kind=tritan") == pytest.approx(128, abs=0)
    assert blue[2] < 160
    assert yellow[2] > 100


@pytest.mark.parametrize(("age", "dioptres", "arcmin"), [(55, 0.67, 9.2), (65, 1.67, 22.9), (40, 0.0, 0.0)])
def test_presbyopia_is_out_of_focus_by_what_the_tables_say(age: float, dioptres: float, arcmin: float) -> None:
    assert defocus_dioptres(age) == pytest.approx(dioptres, abs=0.01)
    assert Presbyopia(age=age, pupil_mm=4).effect().disc_arcmin == pytest.approx(arcmin, abs=0.1)


@pytest.mark.parametrize("age", [55, 60, 65])
def test_the_first_grating_to_vanish_is_the_one_optics_says(age: float) -> None:
    """The MTF of a disc of diameter β first reaches zero at 1.22/β: there contrast turns its sign."""
    disc_deg = Presbyopia(age=age).effect().disc_arcmin / 60
    cpd = np.linspace(0.85, 1.6, 26) / disc_deg
    transfer = [_transfer(float(frequency), age) for frequency in cpd]
    crossing = next(i for i in range(1, len(cpd)) if transfer[i - 1] > 0 >= transfer[i])
    share = transfer[crossing - 1] / (transfer[crossing - 1] - transfer[crossing])
    zero = cpd[crossing - 1] + share * (cpd[crossing] - cpd[crossing - 1])
    assert zero * disc_deg == pytest.approx(1.22, rel=0.04)


def _transfer(cpd: float, age: float) -> float:
    """Signed contrast that a vertical grating keeps."""
    phase = 2 * np.pi * cpd * (np.arange(600) - 299.5) / SCREEN.ppd
    code = np.rint(ENCODE[BIAS + np.rint((0.5 + 0.4 * np.cos(phase)) * FULL).astype(int)]).astype(np.uint8)
    picture = np.repeat(np.tile(code[None, :], (64, 1))[..., None], 3, axis=2)
    seen = to_linear(render(picture, [Presbyopia(age=age)], SCREEN))[32, 100:-100, 1]
    return float(2 * np.mean((seen - seen.mean()) * np.cos(phase[100:-100])) / 0.4)


def test_a_disc_is_round_and_keeps_the_light() -> None:
    kernel = disc_kernel(6.3)
    assert kernel.sum() == pytest.approx(1, abs=1e-5)
    assert np.allclose(kernel, kernel.T)
    assert np.allclose(kernel, kernel[::-1])


def test_nystagmus_takes_detail_from_side_to_side_only() -> None:
    across = np.where(np.arange(300) // 3 % 2, 255, 0).astype(np.uint8)
    upright = np.repeat(np.tile(across[None, :], (300, 1))[..., None], 3, axis=2)
    lying = upright.transpose(1, 0, 2).copy()
    kept = [
        to_linear(render(picture, [parse("nystagmus")], SCREEN))[50:-50, 50:-50].std() for picture in (upright, lying)
    ]
    assert kept[0] < 0.4 * kept[1]


def test_floaters_take_light_softly_and_are_the_same_for_the_same_seed() -> None:
    first, again, other = (render(flat(220), [parse(f"floaters:count=9,seed={seed}")], SCREEN) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert to_linear(first).min() > 0.3 * to_linear(flat(220)).min()
    assert np.abs(np.diff(first[..., 1].astype(int), axis=1)).max() < 40


def test_a_veil_goes_over_colours_without_changing_which_they_are() -> None:
    seen = render(page(), [parse("straylight:log_s=1.48")], SCREEN)
    button = seen[-32, 90].astype(int)
    assert button[1] > button[0]
    assert button[1] > button[2]
