"""A trembling pointer: at its rhythm, within its reach, on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.motor import Tremor, TremorPath, intent_at_speed

WIDTH, HEIGHT = 1280, 800


def path(params: Tremor, intent: float, seed: int = 3) -> np.ndarray:
    """Ten seconds of the pointer at 200 looks a second, aimed at the middle."""
    tremor = TremorPath(params, seed, WIDTH, HEIGHT)
    return np.array([tremor.place(640, 400, i * 5.0, intent) for i in range(2000)]) - (640, 400)


@pytest.mark.parametrize(("form", "intent", "hz"), [("essential", 1.0, 6.0), ("resting", 0.0, 4.5)])
def test_the_rhythm_is_the_published_one(form: str, intent: float, hz: float) -> None:
    swing = path(Tremor(form=form), intent)[:, 0]
    spectrum = np.abs(np.fft.rfft(swing))
    assert np.fft.rfftfreq(swing.size, 0.005)[spectrum.argmax()] == pytest.approx(hz, abs=0.15)


def test_an_essential_tremor_grows_with_intent_and_a_resting_one_fades() -> None:
    def reach(form: str, intent: float) -> float:
        return float(np.abs(path(Tremor(form=form), intent)).max())

    assert reach("essential", 1) > 3 * reach("essential", 0)
    assert reach("resting", 0) > 3 * reach("resting", 1)


def test_one_axis_alone() -> None:
    swing = path(Tremor(axis="horizontal"), 1.0)
    assert np.ptp(swing[:, 0]) > 10
    assert np.ptp(swing[:, 1]) == 0


def test_the_same_seed_is_the_same_hand() -> None:
    assert (path(Tremor(), 1.0, seed=1) == path(Tremor(), 1.0, seed=1)).all()
    assert (path(Tremor(), 1.0, seed=1) != path(Tremor(), 1.0, seed=2)).any()


@given(
    st.floats(-500, 2000),
    st.floats(-500, 2000),
    st.floats(0, 1e7),
    st.floats(-1, 2),
    st.floats(0, 200),
)
def test_the_pointer_never_leaves_the_screen(x: float, y: float, at_ms: float, intent: float, reach: float) -> None:
    place = TremorPath(Tremor(amplitude_px=reach), 0, WIDTH, HEIGHT).place(x, y, at_ms, intent)
    assert 0 <= place[0] <= WIDTH - 1
    assert 0 <= place[1] <= HEIGHT - 1


def test_intent_is_read_from_the_speed() -> None:
    assert intent_at_speed(0) == 0
    assert intent_at_speed(300) == pytest.approx(0.5)
    assert intent_at_speed(5000) == 1


def test_the_pointer_does_not_go_to_and_fro_on_one_line() -> None:
    swing = path(Tremor(), 1.0)
    assert abs(np.corrcoef(swing[:, 0], swing[:, 1])[0, 1]) < 0.9
