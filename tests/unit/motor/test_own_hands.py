"""Somebody's own hands are found again: scripted hands whose errors are known copy lines."""

from __future__ import annotations

from itertools import cycle, islice

import numpy as np
import pytest

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.files.own_profile import lines_to_copy
from empathylab.motor import FEATURES, UK
from empathylab.motor.own_hands import KeyErrors, count_errors
from support.own_observers import Hands

RATES = {"drop": 0.05, "slip": 0.05, "neighbour": 0.06, "linger": 0.06, "bounce": 0.05}
WORN = tuple(Spec(kind, {"probability": rate}) for kind, rate in RATES.items())


def measured(hands: Hands, lines: int) -> KeyErrors:
    wanted = islice(cycle(lines_to_copy()), lines)
    return sum((count_errors(line, hands.copy(line)) for line in wanted), KeyErrors())


def rates_of(errors: KeyErrors) -> dict[str, float]:
    return {spec.kind: float(str(spec.params["probability"])) for spec in errors.models()}


def test_every_kind_of_error_is_found_as_often_as_it_happens() -> None:
    errors = measured(Hands(WORN, 3), 96)
    assert rates_of(errors) == pytest.approx(RATES, rel=0.2)
    times = {spec.kind: spec.params for spec in errors.models()}
    assert times["linger"]["hold_ms"] == pytest.approx(650, rel=0.1)
    assert times["bounce"]["gap_ms"] == pytest.approx(50, rel=0.3)


@pytest.mark.long
@pytest.mark.soak
def test_of_hands_that_copy_a_long_time_nearly_all_are_found() -> None:
    """What docs/own-profile.md says of it; `-s` shows the figures."""
    found = [rates_of(measured(Hands(WORN, seed), 96)) for seed in range(24)]
    for kind, rate in RATES.items():
        ratios = np.array([each[kind] / rate for each in found])
        print(f"{kind}: mean {ratios.mean():.2f}, within 20 %: {np.mean(abs(ratios - 1) <= 0.2):.0%}")  # noqa: T201
        assert abs(ratios.mean() - 1) <= 0.12


def test_hands_without_errors_wear_nothing() -> None:
    errors = measured(Hands((), 1), 8)
    assert errors.models() == ()
    assert errors.letters == errors.presses == sum(map(len, lines_to_copy()))


def pressed(code: str, at_ms: float, held_ms: float = 100) -> list[KeyPress]:
    letter = UK.prints[code][0]
    return [KeyPress(code, True, at_ms, letter), KeyPress(code, False, at_ms + held_ms, letter)]


def test_one_of_each() -> None:
    line = "the sun"
    presses = [
        *pressed("KeyT", 0),
        *pressed("KeyT", 60, 40),  # twice at once
        *pressed("KeyH", 300),
        *pressed("KeyR", 600),  # beside e
        *pressed("Space", 900),
        *pressed("KeyS", 1200),
        *pressed("KeyD", 1230, 40),  # along with s
        *pressed("KeyN", 1800, 900),  # u is missed, n held
    ]
    errors = count_errors(line, sorted(presses, key=lambda press: press.at_ms))
    found = (errors.doubled, errors.slips, errors.far_slips, errors.along, errors.missed, errors.long)
    assert found == (1, 1, 0, 1, 1, 1)


def test_nothing_typed_and_noise_alone_are_counted_and_can_be_worn() -> None:
    assert count_errors("the sun", ()).missed == 7
    noise = [press for at in range(40) for press in pressed("KeyP", at * 30.0, 10)]
    worn = count_errors("the sun", noise).models()
    assert worn
    assert not [fault for spec in worn for fault in FEATURES.check(spec)]


def test_lines_have_no_letter_twice_in_a_row() -> None:
    assert not [line for line in lines_to_copy() if any(a == b for a, b in zip(line, line[1:], strict=False))]


def test_a_key_far_off_is_not_struck_along_however_close_in_time() -> None:
    presses = [*pressed("KeyA", 0), *pressed("KeyP", 20), *pressed("KeyB", 500)]
    errors = count_errors("ab", sorted(presses, key=lambda press: press.at_ms))
    assert (errors.along, errors.slips, errors.missed) == (0, 0, 0)
