"""What is measured of copied text, held against the published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.measures.text import score_text, words_per_minute


def test_forty_three_characters_in_twenty_seconds_are_25_2_words_a_minute() -> None:
    assert words_per_minute(43, 20) == pytest.approx(25.2)


def test_quickly_typed_as_qucehkly_has_three_errors_left_in() -> None:
    score = score_text("quickly", "qucehkly", erased=0, fixes=0)
    assert score.incorrect_not_fixed == 3
    assert score.msd_error_share == pytest.approx(0.375)


def test_two_erased_characters_in_bike() -> None:
    score = score_text("bike", "bike", erased=2, fixes=2)
    assert (score.correct, score.incorrect_fixed, score.fixes) == (4, 2, 2)
    assert score.kspc == pytest.approx(2.0)
    assert score.corrected_error_share == pytest.approx(1 / 3)
    assert score.uncorrected_error_share == 0


def test_one_error_corrected_and_one_left_in() -> None:
    score = score_text("the quick brown fox", "the quick brwn fox", erased=1, fixes=1)
    assert score.uncorrected_error_share == pytest.approx(0.05)
    assert score.corrected_error_share == pytest.approx(0.05)
    assert score.kspc == pytest.approx(1.111, abs=5e-4)


def test_no_time_and_no_text_give_no_speed_and_no_ratio() -> None:
    assert words_per_minute(10, 0) is None
    assert words_per_minute(0, 5) == 0
    empty = score_text("", "", erased=0, fixes=2)
    assert (empty.fixes, empty.incorrect_fixed, empty.kspc) == (2, 0, None)


@given(st.text(max_size=30), st.text(alphabet="ab ", max_size=40), st.integers(0, 50))
def test_shares_stay_shares_whatever_is_typed(presented: str, typed: str, erased: int) -> None:
    score = score_text(presented, typed, erased, erased)
    assert 0 <= score.uncorrected_error_share + score.corrected_error_share <= 1
    assert 0 <= score.msd_error_share <= 1
    assert score.correct >= 0


@given(st.text(min_size=1, max_size=30))
def test_a_perfect_copy_needs_one_key_a_character(presented: str) -> None:
    score = score_text(presented, presented, erased=0, fixes=0)
    assert score.kspc == 1
    assert score.uncorrected_error_share == score.corrected_error_share == 0
