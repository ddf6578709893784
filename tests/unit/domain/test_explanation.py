"""Figures of a model as people know them."""

from __future__ import annotations

import pytest

from empathylab.domain.explanation import tell


@pytest.mark.parametrize(
    ("words", "figure", "told"),
    [
        ("seconds", 1000, "1 second"),
        ("seconds", 70, "0.07 seconds"),
        ("percent", 0.055, "5.5\N{NO-BREAK SPACE}%"),
        ("metres", 0.3, "12"),
        ("eye_chart", 1.0, "6/60"),
        ("contrast", 1.0, "10\N{NO-BREAK SPACE}%"),
        ("times", 20, "100"),
        ("times", -1, "1.3"),
        ("cm", 45, "60 cm"),
        ("mm", 1, "10 mm"),
    ],
)
def test_a_figure_is_told_in_words_that_need_no_training(words: str, figure: float, told: str) -> None:
    assert tell([f"It is {{it:{words}}}."], {"it": figure}) == f"It is {told}."


def test_what_is_not_given_or_switched_off_has_no_sentence() -> None:
    sentences = ["One.", "It is {gone}.", "{is_on}It moves.", "{is_off}It stands."]
    assert tell(sentences, {"is_on": True, "is_off": False}) == "One. It moves."
