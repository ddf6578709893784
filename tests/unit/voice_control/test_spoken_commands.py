"""What can be said about a page, and what it means."""

from __future__ import annotations

import pytest

from empathylab.domain.events import CommandKind
from empathylab.voice_control.commands import VoiceCommand, command_of, grammar, in_words, plain


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("Continue", "continue"),
        ("What’s wrong? (optional)", "what's wrong optional"),
        ("Step 2 of 12", "step two of twelve"),
        ("NM20 ABC — 2026", "nm20 abc 2026"),
        ("→", ""),
    ],
)
def test_a_label_is_said_as_it_is_read(label: str, spoken: str) -> None:
    assert plain(label) == spoken


def test_numbers_are_said_in_words() -> None:
    assert [in_words(number) for number in (0, 9, 13, 20, 21, 99)] == [
        "zero",
        "nine",
        "thirteen",
        "twenty",
        "twenty one",
        "ninety nine",
    ]


def test_what_is_listened_for_is_what_the_page_has() -> None:
    page = grammar(["continue", "full name", "continue", ""])
    assert "click ( continue | full name )" in page
    assert "[ click ]" not in page
    assert "[ click ] ( one | two )" in grammar([], numbers=2)
    assert "click (" not in grammar([])


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("click continue", VoiceCommand(CommandKind.CLICK, "continue")),
        ("press tab", VoiceCommand(CommandKind.PRESS, "Tab")),
        ("press down", VoiceCommand(CommandKind.PRESS, "ArrowDown")),
        ("two", VoiceCommand(CommandKind.NUMBER, "2")),
        ("click two", VoiceCommand(CommandKind.NUMBER, "2")),
        ("show numbers", VoiceCommand(CommandKind.SHOW_NUMBERS)),
        ("stop listening", VoiceCommand(CommandKind.STOP_LISTENING)),
    ],
)
def test_a_whole_sentence_is_a_command(sentence: str, meant: VoiceCommand) -> None:
    assert command_of(sentence, ["continue", "full name"], numbers=2) == meant


@pytest.mark.parametrize(
    "sentence", ["", "click", "click full", "press", "show", "three", "continue", "press continue"]
)
def test_a_part_of_one_is_none(sentence: str) -> None:
    assert command_of(sentence, ["continue", "full name"], numbers=2) is None


def test_a_number_that_is_shown_goes_before_a_control_that_is_called_the_same() -> None:
    for sentence in ("two", "click two"):
        assert command_of(sentence, ["two", "three"], numbers=2) == VoiceCommand(CommandKind.NUMBER, "2")
    assert command_of("click three", ["two", "three"], numbers=2) == VoiceCommand(CommandKind.CLICK, "three")
