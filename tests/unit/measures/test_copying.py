"""The warm-up: a visitor copies a line, and only numbers remain."""

from __future__ import annotations

import pytest

from empathylab.domain.events import TextMeasured
from empathylab.measures.copying import CopyTyping

PROMPT = "bins go out"


def copy(*texts: str, step_ms: float = 200) -> CopyTyping:
    copying = CopyTyping(PROMPT)
    for number, text in enumerate(texts):
        copying.changed(text, 5000 + number * step_ms)
    return copying


def test_a_perfect_copy() -> None:
    copying = copy(*(PROMPT[: end + 1] for end in range(len(PROMPT))))
    assert copying.is_complete
    score = copying.score()
    assert score.wpm == pytest.approx(60)
    assert score.kspc == 1
    assert score.uncorrected_error_share == score.corrected_error_share == 0


def test_an_error_taken_back() -> None:
    copying = copy("b", "bo", "b", "bi", "bin", "bins")
    score = copying.score()
    assert (score.incorrect_fixed, score.fixes) == (1, 1)
    assert not copying.is_complete


def test_a_word_erased_with_one_key() -> None:
    score = copy("b", "bi", "bin", "bins", "").score()
    assert (score.incorrect_fixed, score.fixes) == (4, 1)


def test_text_put_in_the_middle_erases_nothing() -> None:
    assert copy("bns", "bins").score().incorrect_fixed == 0


def test_nothing_typed_gives_no_speed() -> None:
    assert CopyTyping(PROMPT).measured("warm-up") == TextMeasured("warm-up", None, None, 1.0, 0.0, 0)


def test_what_is_recorded_holds_numbers_only() -> None:
    measured = copy("zanzibar", "zanziba", "bins").measured("warm-up")
    assert "zanz" not in repr(measured)
