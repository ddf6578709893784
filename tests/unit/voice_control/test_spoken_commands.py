"""What can be said about a page, and what it means."""

from __future__ import annotations

import pytest

from empathylab.domain.events import CommandKind
from empathylab.voice_control.commands import VoiceCommand, command_of, grammar, in_words, plain, sayings


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("Continue", "continue"),
        ("What’s wrong? (optional)", "what's wrong optional"),
        ("Step 2 of 12", "step two of twelve"),
        ("NM20 ABC — 2026", "nm20 abc 2026"),
        ("→", ""),
        ("Terms & conditions", "terms and conditions"),
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


@pytest.mark.parametrize(
    ("label", "ways"),
    [
        ("full name", ["full name"]),
        ("123 456", ["one two three four five six", "one hundred twenty three four hundred and fifty six"]),
        ("2026", ["two zero two six", "two oh two six", "twenty twenty six", "two thousand twenty six"]),
        ("form 1905", ["form one nine oh five", "form nineteen oh five", "form one thousand nine hundred and five"]),
        ("0800", ["zero eight zero zero", "oh eight oh oh"]),
        ("200", ["two hundred"]),
        ("1900", ["nineteen hundred", "one thousand nine hundred"]),
    ],
)
def test_a_long_number_may_be_said_in_each_way_that_people_say_it(label: str, ways: list[str]) -> None:
    assert set(ways) <= set(sayings(label))


def test_many_numbers_in_one_label_have_no_more_ways_than_are_listened_for() -> None:
    assert len(sayings(" ".join(["1234"] * 9))) == 12


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
    assert command_of(sentence, {"continue": "continue", "full name": "full name"}, numbers=2) == meant


@pytest.mark.parametrize(
    "sentence", ["", "click", "click full", "press", "show", "three", "continue", "press continue"]
)
def test_a_part_of_one_is_none(sentence: str) -> None:
    assert command_of(sentence, {"continue": "continue", "full name": "full name"}, numbers=2) is None


def test_a_number_that_is_shown_goes_before_a_control_that_is_called_the_same() -> None:
    for sentence in ("two", "click two"):
        assert command_of(sentence, {"two": "two", "three": "three"}, numbers=2) == VoiceCommand(
            CommandKind.NUMBER, "2"
        )
    assert command_of("click three", {"two": "two", "three": "three"}, numbers=2) == VoiceCommand(
        CommandKind.CLICK, "three"
    )
