"""The staircase, what is predicted to help, where the eye is taken to look, and what may not flash."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from empathylab.vision import Chain, Staircase, Viewing, parse
from empathylab.vision.gaze import GazePoint, ease
from empathylab.vision.letters import SLOAN, place, sloan
from empathylab.vision.proof import draw_chart, letters_read, observed_acuity
from empathylab.vision.staircase import FILTERED, run
from support.flash_meter import analyse
from support.vision_pictures import page

SCREEN = Viewing(37.8)


@pytest.mark.parametrize("true_logmar", [0.2, 0.5, 0.9, 1.2])
def test_the_staircase_finds_the_acuity_of_whoever_answers(true_logmar: float) -> None:
    errors, claimed = [], []
    for seed in range(12):
        chance = np.random.default_rng(seed)

        def answers(size: float, chance: np.random.Generator = chance) -> bool:
            known = 0.97 / (1 + np.exp((true_logmar - size) / 0.04))
            return bool(chance.random() < known + (1 - known) * 0.25)

        found = run(answers)
        errors.append(found.threshold - true_logmar)
        claimed.append(found.uncertainty)
        assert found.answers <= 32
    assert np.abs(np.mean(errors)) < 0.05
    assert np.std(errors) < 0.12
    assert np.mean(claimed) == pytest.approx(np.std(errors), abs=0.05)


def test_the_first_rings_are_large_and_get_smaller() -> None:
    stairs = Staircase()
    sizes = []
    for _ in range(4):
        sizes.append(stairs.size)
        stairs.answer(True)
    assert sizes[0] >= 1.3
    assert sizes == sorted(sizes, reverse=True)
    assert stairs.answers == 4
    assert not stairs.is_done


@pytest.mark.parametrize("is_right", [True, False])
def test_always_right_and_always_wrong_come_to_an_end(is_right: bool) -> None:
    found = run(lambda size: is_right)
    assert found.answers <= 32
    assert (found.threshold < 0.1) == is_right
    assert "±" in str(found)


@pytest.mark.parametrize("target", [0.4, 0.7, 1.0])
def test_a_staircase_through_the_filter_measures_the_target(target: float) -> None:
    """The template observer answers letter by letter, through the same chain as the lens."""
    chain, chance = Chain([parse(f"acuity:logmar={target}")], SCREEN), np.random.default_rng(6)

    def answers(logmar: float) -> bool:
        chart = draw_chart(5 * 10**logmar / 60 * SCREEN.ppd, 1.0, 1, 1, chance)
        return letters_read(chart, chain.apply(chart.picture), chance) == 1

    found = run(answers, Staircase(replace(FILTERED, guess=0.1)))
    assert found.threshold == pytest.approx(target, abs=0.1)


def test_the_check_before_an_event_measures_the_filter_in_a_second() -> None:
    assert observed_acuity(0.7) == pytest.approx(0.7, abs=0.1)


@pytest.mark.parametrize("letter", SLOAN)
def test_sloan_letters_fill_their_square_with_strokes_of_a_fifth(letter: str) -> None:
    ink = sloan(letter).ink
    assert ink.shape == (200, 200)
    assert ink[:, :3].any() or ink[:3].any()
    assert 0.3 < ink.mean() < 0.7
    small = np.zeros((40, 40), np.float32)
    place(sloan(letter), small, 7.3, 9.6, 18.4)
    assert small.sum() == pytest.approx(ink.mean() * 18.4**2, rel=0.02)


def test_gaze_arrives_without_a_jump_and_at_any_frame_rate() -> None:
    fast, slow = GazePoint((0, 0), (900, 400)), GazePoint((0, 0), (900, 400))
    for _ in range(80):
        before = fast.at
        fast = fast.step(8)
        assert np.hypot(fast.at[0] - before[0], fast.at[1] - before[1]) <= 6.0 * 8 + 1e-6
    for _ in range(20):
        slow = slow.step(32)
    assert fast.at == pytest.approx(slow.at, abs=12)
    for _ in range(60):
        fast = fast.step(16)
    assert fast.has_arrived
    assert ease((5, 5), (5.2, 5), 1) == (5.2, 5)
    assert ease((0, 0), (100, 0), 0) == (0, 0)


def test_gaze_that_has_arrived_does_not_move_any_more() -> None:
    gaze = GazePoint((0, 0), (0, 0)).look_at((300, 200))
    while not gaze.has_arrived:
        gaze = gaze.step(33)
    assert gaze.step(33).at == gaze.at == (300, 200)


def test_a_strobe_is_called_unsafe_and_a_slow_pulse_safe() -> None:
    dark, light = np.zeros((90, 160, 3), np.uint8), np.full((90, 160, 3), 255, np.uint8)
    strobe = [light if frame // 3 % 2 else dark for frame in range(60)]
    pulse = [light if frame // 15 % 2 else dark for frame in range(60)]
    assert analyse(strobe, 30).most_per_second >= 4
    assert not analyse(strobe, 30).is_safe
    assert analyse(pulse, 30).is_safe
    assert analyse([dark] * 4, 30).most_per_second == 0


@pytest.mark.parametrize("glides", [True, False], ids=["glides", "leaps"])
@pytest.mark.parametrize(
    "places", [((40.0, 60.0), (600.0, 300.0)), ((300.0, 180.0), (355.0, 180.0)), ((300.0, 180.0), (315.0, 180.0))]
)
@pytest.mark.parametrize(
    "worn", ["field-loss:map=end-stage-island", "macular", "hemianopia", "floaters", "retinopathy"]
)
def test_nothing_that_follows_gaze_flashes_even_when_gaze_is_driven_hard(
    worn: str, places: tuple[tuple[float, float], ...], glides: bool
) -> None:
    """The only thing that moves by itself is gaze: here focus jumps across the page ten times a second."""
    picture = page(360, 640)
    chain, gaze = Chain([parse(worn)], Viewing(20.0)), GazePoint((320, 180), (320, 180), glides=glides)
    frames = []
    for frame in range(60):
        if frame % 3 == 0:
            gaze = gaze.look_at(places[frame % 2])
        gaze = gaze.step(1000 / 30)
        frames.append(chain.apply(picture, gaze.at).copy())
    assert analyse(frames, 30).is_safe


def test_without_movement_gaze_is_there_at_once() -> None:
    gaze = GazePoint((0, 0), (0, 0), glides=False).look_at((900, 400)).step(1)
    assert gaze.at == (900, 400)
    assert gaze.has_arrived
