"""What is said back of a word that was corrected while it was typed."""

from __future__ import annotations

from empathylab.reader.echo import TypingEcho
from empathylab.reader.settings import Echo


def test_a_word_is_said_as_it_was_left_and_not_as_it_was_first_typed() -> None:
    echo = TypingEcho(Echo.WORDS)
    said = [echo.typed(text, "").text for text in "cab"]
    said += [echo.typed("", "b").text, echo.typed("t", "").text, echo.typed(" ", "").text]
    assert [each for each in said if each] == ["b", "cat"]


def test_of_what_is_hidden_as_it_is_typed_a_star_is_said() -> None:
    echo = TypingEcho(Echo.WORDS)
    said = [echo.typed("•", "").text for _ in range(3)] + [echo.typed(" ", "").text]
    assert [each for each in said if each] == ["star"] * 3


def test_another_field_begins_another_word() -> None:
    echo = TypingEcho(Echo.WORDS)
    echo.typed("c", "")
    echo.left()
    assert [echo.typed(text, "").text for text in "at "] == ["", "", "at"]
