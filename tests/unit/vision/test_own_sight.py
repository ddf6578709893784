"""Somebody's own sight is found again: observers whose acuity and contrast are known answer rings."""

from __future__ import annotations

import random

import numpy as np
import pytest

from empathylab.domain.spec import Spec
from empathylab.vision import SIMULATIONS, Chain, Staircase, Viewing
from empathylab.vision.own_sight import OwnSight, acuity_ladder, contrast_ladder, finest_logmar, own_sight
from empathylab.vision.psychometric import Estimate
from empathylab.vision.staircase import Ladder, run
from support.own_observers import observer

SCREEN = Viewing(37.8, is_calibrated=True)


def errors(ladder: Ladder, thresholds: list[float], spread: float) -> list[float]:
    found = []
    for seed, threshold in enumerate(thresholds):
        estimate = run(observer(threshold, spread, seed), Staircase(ladder))
        assert estimate.answers == ladder.most
        found.append(abs(estimate.threshold - threshold))
    return found


def test_acuity_is_found_within_a_line_of_a_chart() -> None:
    assert max(errors(acuity_ladder(SCREEN), [0.35, 0.5, 0.8, 1.1, 1.4], 0.04)) <= 0.1


def test_contrast_is_found_within_a_step_of_a_chart() -> None:
    assert max(errors(contrast_ladder(), [-0.4, -0.8, -1.2, -1.5, -1.8], 0.08)) <= 0.15


@pytest.mark.long
@pytest.mark.soak
def test_of_200_observers_few_are_further_off() -> None:
    """What docs/own-profile.md says of it; `-s` shows the figures."""
    dice = random.Random(7)
    for name, ladder, low, high, spread, limit in (
        ("acuity", acuity_ladder(SCREEN), 0.3, 1.5, 0.05, 0.1),
        ("contrast", contrast_ladder(), -1.9, -0.2, 0.1, 0.15),
    ):
        found = np.array(errors(ladder, [dice.uniform(low, high) for _ in range(200)], spread))
        share = np.mean(found <= limit)
        print(f"{name}: within {limit}: {share:.1%}, most {found.max():.3f}")  # noqa: T201
        assert share == 1


def test_a_screen_that_draws_nothing_finer_says_so() -> None:
    assert finest_logmar(SCREEN) == pytest.approx(0.21)
    assert finest_logmar(Viewing(75.6)) == pytest.approx(-0.10)
    found = run(lambda _size: True, Staircase(acuity_ladder(SCREEN)))
    sight = own_sight(found, Estimate(-2.2, 0.05, 48), SCREEN)
    assert sight.is_at_floor
    assert sight.models() == ()


def test_what_was_measured_can_be_worn() -> None:
    poor, pale = OwnSight(0.62, 1.3, 0.21), OwnSight(0.22, 1.3, 0.21)
    assert poor.models() == (Spec("acuity", {"logmar": 0.62, "log_cs": 1.3}),)
    assert pale.models() == (Spec("contrast", {"log_cs": 1.3}),)
    for sight in (poor, pale):
        Chain(SIMULATIONS.worn(sight.models()), SCREEN)


def test_who_sees_no_ring_at_all_still_gets_figures_that_can_be_worn() -> None:
    blind = run(lambda _size: False, Staircase(acuity_ladder(SCREEN)))
    none = run(lambda _size: False, Staircase(contrast_ladder()))
    assert not Chain(SIMULATIONS.worn(own_sight(blind, none, SCREEN).models()), SCREEN).is_identity
