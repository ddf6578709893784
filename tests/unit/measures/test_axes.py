"""The axes of charts: round numbers that hold every value, and nothing drawn beyond their ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.measures.axes import Axis, nice_axis, times_axis


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (7, (0, 2, 4, 6, 8)),
        (10, (0, 2, 4, 6, 8, 10)),
        (11, (0, 2.5, 5, 7.5, 10, 12.5)),
        (240, (0, 50, 100, 150, 200, 250)),
    ],
)
def test_an_axis_begins_at_nought_and_has_round_numbers(highest: float, ticks: tuple[float, ...]) -> None:
    axis = nice_axis(highest)
    assert axis.ticks == pytest.approx(ticks)
    assert (axis.low, axis.high) == (0, pytest.approx(ticks[-1]))


@given(st.floats(0, 1e7))
def test_whatever_is_highest_stands_on_the_axis(highest: float) -> None:
    axis = nice_axis(highest)
    assert axis.high >= highest
    assert len(axis.ticks) <= 6


def test_magnifications_begin_at_one() -> None:
    assert times_axis(2.6) == Axis(1, 3, (1, 2, 3))
    assert times_axis(3.0).high == 4


@pytest.mark.parametrize(("value", "share"), [(-3, 0), (1, 0), (4, 0.5), (7, 1), (70, 1)])
def test_what_lies_beyond_an_axis_stands_at_its_end(value: float, share: float) -> None:
    assert Axis(1, 7, ()).share(value) == share


def test_a_place_may_run_either_way() -> None:
    """Pixels grow downwards, values upwards."""
    assert Axis(0, 10, ()).place(2.5, 400, 0) == 300
