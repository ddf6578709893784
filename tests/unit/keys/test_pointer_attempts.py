"""How often somebody tried to use a pointer that is off."""

from __future__ import annotations

import pytest

from empathylab.ui.keys.pointer_attempts import PointerAttempts


def count(*events: tuple[str, float]) -> int:
    attempts = PointerAttempts()
    return sum(attempts.is_another(device, at_ms) for device, at_ms in events)


@pytest.mark.parametrize("device", ["wheel", "drag"])
def test_one_turn_of_a_wheel_and_one_drag_are_one_attempt_however_long(device: str) -> None:
    assert count(*((device, 1_000 + 500.0 * step) for step in range(8))) == 1


@pytest.mark.parametrize("device", ["wheel", "drag"])
def test_after_a_second_of_rest_it_is_another(device: str) -> None:
    assert count((device, 1_000), (device, 1_200), (device, 2_200), (device, 2_300)) == 2


@pytest.mark.parametrize("device", ["mouse", "touch", "pen"])
def test_every_press_is_an_attempt(device: str) -> None:
    assert count((device, 1_000), (device, 1_050), (device, 1_100)) == 3


def test_a_wheel_after_a_click_is_another_attempt() -> None:
    assert count(("wheel", 1_000), ("mouse", 1_050), ("wheel", 1_100)) == 3
