"""Days as people write them: understood, or refused in words; never taken for another day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.domain.days import day_from, day_words, moment_words, short_day_words
from empathylab.domain.errors import InputError


@pytest.mark.parametrize(
    "words",
    [
        "13/12/2026",
        "13.12.2026",
        "13-12-2026",
        "13 / 12 / 2026",
        "13/12/26",
        "2026-12-13",
        "13 December 2026",
        " 13  dec 2026 ",
        "13th of December, 2026",
        "13 Dec. 26",
    ],
)
def test_the_thirteenth_of_december(words: str) -> None:
    assert day_from(words) == date(2026, 12, 13)


@pytest.mark.parametrize(
    "words",
    [
        "12/13/2026",
        "31/11/2026",
        "29/2/2027",
        "13/12",
        "December 2026",
        "13 Dez 2026",
        "tomorrow",
        "",
        "1/1/0",
        "13 J 26",
    ],
)
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="is not a day of the calendar"):
        day_from(words)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_written_out_is_understood_again(day: date) -> None:
    assert day_from(day_words(day)) == day
    assert day_from(f"{day.day}/{day.month}/{day.year}") == day


def test_a_list_has_short_months_and_last_week_its_weekdays() -> None:
    assert [short_day_words(date(2026, month, 3)) for month in (5, 9)] == ["3 May 2026", "3 Sep 2026"]
    assert moment_words(datetime(2026, 11, 28, 9, 5, tzinfo=UTC)) == "Saturday 09:05"
