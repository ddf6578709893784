"""The bench's figures for typing: the baseline, and every preset with every help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from empathylab.bench import form_helps
from empathylab.bench.typing import Typed, card_texts, figures, markdown, measure
from empathylab.motor import PRESETS


@pytest.fixture(scope="module")
def table() -> Sequence[Typed]:
    return measure(seeds=1)


@pytest.fixture(scope="module")
def rows() -> Sequence[form_helps.FormHelp]:
    return form_helps.measure(seeds=1)


@pytest.fixture
def _measured(table: Sequence[Typed], rows: Sequence[form_helps.FormHelp], monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are made of what has been measured already."""
    monkeypatch.setattr("empathylab.bench.typing.measure", lambda _seeds: table)
    monkeypatch.setattr(form_helps, "measure", lambda _seeds: rows)


@pytest.mark.usefixtures("_measured")
def test_every_preset_and_help_has_a_figure_beside_the_baseline() -> None:
    found = figures(quick=True)
    names = [figure.name for figure in found]
    assert len(set(names)) == len(names)
    assert {preset for preset in PRESETS if any(f", {preset}, " in name for name in names)} == set(PRESETS)
    typed = [figure for figure in found if figure.unit == "WPM"]
    assert all(figure.peers[0][1] == typed[0].value for figure in typed)
    assert max(typed, key=lambda figure: figure.value) == typed[0]


def test_the_figures_are_the_same_every_time(table: Sequence[Typed]) -> None:
    assert markdown(table) == markdown(measure(seeds=1))
    assert "| moderate | sticky keys |" in markdown(table)


def test_the_document_has_the_figures_of_today_s_cards_and_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """One hand without a help stands for all: after another card or hand all tables are printed anew."""
    monkeypatch.setattr("empathylab.bench.typing.PRESETS", ("mild",))
    monkeypatch.setattr("empathylab.bench.typing._HELPS", {"none": ()})
    told = (Path(__file__).parents[3] / "docs" / "motor.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in markdown(measure(seeds=12)).splitlines() if line not in told] == []


def test_only_what_a_visitor_types_is_copied() -> None:
    texts = card_texts()
    assert len(texts) >= 6
    assert all(len(text) < 60 for text in texts)


@pytest.mark.usefixtures("_measured")
def test_the_helps_of_the_form_have_a_figure_for_every_hand(rows: Sequence[form_helps.FormHelp]) -> None:
    assert [row.hand for row in rows] == ["no simulation", *PRESETS]
    for row in rows:
        assert row.offered[0] < row.typed[0]
        assert row.jumped[0] < row.tabbed[0]
        assert 0 < row.in_time <= 1
    assert rows[0].offered[0] == 1
    assert len(form_helps.figures(seeds=1)) == 3 * len(rows)
