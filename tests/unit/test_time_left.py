"""How long work will still take is told in words, once it can be known."""

from __future__ import annotations

import pytest

from empathylab.domain.time_left import TimeLeft, time_left_words


@pytest.mark.parametrize(
    ("done", "took_s", "words"),
    [
        (10, 1.0, ""),
        (0, 20.0, ""),
        (100, 20.0, ""),
        (90, 20.0, "a few seconds left"),
        (50, 42.0, "about 40 seconds left"),
        (10, 20.0, "about 3 minutes left"),
    ],
)
def test_what_is_left_is_told_from_what_it_took(done: int, took_s: float, words: str) -> None:
    assert time_left_words(done, 100, took_s) == words


def test_in_the_first_seconds_nothing_is_told() -> None:
    assert TimeLeft().words(1, 100) == ""
