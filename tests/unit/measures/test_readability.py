"""How hard words are to read."""

from __future__ import annotations

from empathylab.measures.readability import reading_age


def test_nothing_is_read_before_school_and_too_little_tells_nothing() -> None:
    assert reading_age(["We go to it. He is up on it. " * 3]) == 5.0
    assert reading_age(["Incomprehensibility notwithstanding."]) == 0.0


def test_long_words_and_sentences_are_for_older_people() -> None:
    hard = "Notwithstanding aforementioned considerations applicants demonstrating extraordinary circumstances " * 3
    assert reading_age([f"{hard}qualify."]) > 20
