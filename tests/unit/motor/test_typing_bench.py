"""The bench's figures for typing: the baseline, and every preset with every help."""

from __future__ import annotations

from empathylab.bench.typing import card_texts, figures, markdown, measure
from empathylab.motor import PRESETS


def test_every_preset_and_help_has_a_figure_beside_the_baseline() -> None:
    found = figures(quick=True)
    names = [figure.name for figure in found]
    assert len(set(names)) == len(names)
    assert {preset for preset in PRESETS if any(f", {preset}, " in name for name in names)} == set(PRESETS)
    typed = [figure for figure in found if figure.unit == "WPM"]
    assert all(figure.peers[0][1] == typed[0].value for figure in typed)
    assert max(typed, key=lambda figure: figure.value) == typed[0]


def test_the_figures_are_the_same_every_time() -> None:
    table = measure(seeds=1)
    assert markdown(table) == markdown(measure(seeds=1))
    assert "| moderate | sticky keys |" in markdown(table)


def test_only_what_a_visitor_types_is_copied() -> None:
    texts = card_texts()
    assert len(texts) >= 6
    assert all(len(text) < 60 for text in texts)
