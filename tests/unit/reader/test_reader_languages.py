"""A phrase in several languages: each stretch by the voice that speaks it, and still one phrase for whoever counts."""

from __future__ import annotations

from typing import Any

import pytest
from test_reader_core import Desk

from empathylab.domain.events import SpeechFinished, SpeechInterrupted, SpeechStarted
from empathylab.domain.voice import VoiceEventKind

MIXED = {"i": 1, "p": 0, "r": "text", "n": "Read yn Gymraeg now.", "g": "en-GB"}
SPANS = [["Read ", "en-GB"], ["yn Gymraeg", "cy"], [" now.", "en-GB"]]


def desk(*nodes: dict[str, Any], language: str = "en-GB") -> Desk:
    made = Desk()
    made.reader.opened({"title": "", "language": language, "nodes": list(nodes)})
    made.press("Shift")
    made.voice.is_instant = True
    made.voice.spoken.clear()
    made.heard.events.clear()
    made.heard.phrases.clear()
    return made


def spoken(language: str, **node: Any) -> list[tuple[str, str]]:
    made = desk({"i": 1, "p": 0, "r": "text", **node}, language=language)
    made.press("Ctrl+Home")
    return made.voice.spoken


def test_each_stretch_of_a_sentence_has_its_language() -> None:
    assert spoken("en-GB", n="Read yn Gymraeg now.", g="en-GB", m=SPANS) == [
        ("Read ", "en-GB"),
        ("yn Gymraeg", "cy"),
        (" now.", "en-GB"),
    ]


@pytest.mark.parametrize(
    ("language", "node", "said"),
    [
        ("en", {"r": "link", "n": "Cymraeg", "g": "cy"}, [("link, ", "en"), ("Cymraeg", "cy")]),
        ("cy", {"r": "button", "n": "Anfon", "g": "cy"}, [("Anfon, ", "cy"), ("button", "en")]),
        ("en-US", {"r": "link", "n": "Home", "g": "en-US"}, [("link, Home", "en-US")]),
        ("", {"r": "link", "n": "Home"}, [("link, Home", "")]),
        (
            "en",
            {"r": "heading", "n": "Welcome Croeso", "l": 1, "g": "en", "m": [["Welcome ", "en"], ["Croeso", "cy"]]},
            [("heading level 1, Welcome ", "en"), ("Croeso", "cy")],
        ),
        (
            "en",
            {"n": "Croeso i chi", "g": "cy", "b": "1."},
            [("1. Croeso i chi", "cy")],
        ),
    ],
)
def test_the_readers_own_words_keep_theirs(language: str, node: dict[str, Any], said: list[tuple[str, str]]) -> None:
    assert spoken(language, **node) == said


def test_a_phrase_in_parts_is_one_phrase() -> None:
    made = desk({**MIXED, "m": SPANS})
    made.press("Ctrl+Home")
    assert [phrase.text for phrase in made.heard.phrases] == ["Read yn Gymraeg now."]
    assert [type(event) for event in made.heard.events] == [SpeechStarted, SpeechFinished]
    assert len({event.utterance for event in made.heard.events}) == 1


def test_a_key_ends_a_phrase_in_any_of_its_parts() -> None:
    made = desk({**MIXED, "m": SPANS})
    made.voice.is_instant = False
    made.press("Ctrl+Home")
    made.voice.tell(VoiceEventKind.FINISHED)
    assert made.voice.spoken[-1] == ("yn Gymraeg", "cy")
    made.press("Shift")
    assert isinstance(made.heard.events[-1], SpeechInterrupted)
    made.voice.tell(VoiceEventKind.FINISHED)
    assert made.voice.spoken[-1] == ("yn Gymraeg", "cy"), "nothing more is said after the key"
    assert not made.reader.speaker.is_speaking


def test_reading_on_goes_on_after_the_last_part() -> None:
    made = desk({**MIXED, "m": SPANS}, {"i": 2, "p": 0, "r": "text", "n": "Next", "g": "en-GB"})
    made.press("Ctrl+Shift+Down")
    assert [phrase.text for phrase in made.heard.phrases] == ["Read yn Gymraeg now.", "Next"]
