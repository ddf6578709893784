"""The bench's figures for speech, measured quickly: each has a goal and was measured at all."""

from __future__ import annotations

from empathylab.bench.speech import figures


def test_every_figure_is_measured_against_a_goal() -> None:
    found = figures(quick=True)
    assert [figure.goal for figure in found] == [30, 100, 100, 100, 300, 300, 300]
    assert all(figure.value > 0 and figure.unit == "ms" for figure in found)
