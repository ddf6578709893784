"""A phrase in several languages: each stretch by the voice that speaks it, and still one phrase for whoever counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_reader_core import Desk

from empathylab.domain.events import SpeechFinished, SpeechInterrupted, SpeechStarted
from empathylab.domain.voice import VoiceEventKind
from empathylab.reader.node import Node, Span
from empathylab.reader.page_messages import PageOpened

MIXED = Node(1, 0, "text", "Read yn Gymraeg now.", language="en-GB")
SPANS = (Span("Read ", "en-GB"), Span("yn Gymraeg", "cy"), Span(" now.", "en-GB"))


def desk(*nodes: Node, language: str = "en-GB") -> Desk:
    made = Desk()
    made.reader.opened(PageOpened("", language, nodes))
    made.press("Shift")
    made.voice.is_instant = True
    made.voice.spoken.clear()
    made.heard.events.clear()
    made.heard.phrases.clear()
    return made


def spoken(of_page: str, **node: Any) -> list[tuple[str, str]]:
    made = desk(Node(**{"id": 1, "parent": 0, "role": "text", **node}), language=of_page)
    made.press("Ctrl+Home")
    return made.voice.spoken


def test_each_stretch_of_a_sentence_has_its_language() -> None:
    assert spoken("en-GB", name="Read yn Gymraeg now.", language="en-GB", spans=SPANS) == [
        ("Read ", "en-GB"),
        ("yn Gymraeg", "cy"),
        (" now.", "en-GB"),
    ]


@pytest.mark.parametrize(
    ("language", "node", "said"),
    [
        ("en", {"role": "link", "name": "Cymraeg", "language": "cy"}, [("link, ", "en"), ("Cymraeg", "cy")]),
        ("cy", {"role": "button", "name": "Anfon", "language": "cy"}, [("Anfon, ", "cy"), ("button", "en")]),
        ("en-US", {"role": "link", "name": "Home", "language": "en-US"}, [("link, Home", "en-US")]),
        ("", {"role": "link", "name": "Home"}, [("link, Home", "")]),
        (
            "en",
            {
                "role": "heading",
                "name": "Welcome Croeso",
                "level": 1,
                "language": "en",
                "spans": (Span("Welcome ", "en"), Span("Croeso", "cy")),
            },
            [("heading level 1, Welcome ", "en"), ("Croeso", "cy")],
        ),
        (
            "en",
            {"name": "Croeso i chi", "language": "cy", "marker": "1."},
            [("1. Croeso i chi", "cy")],
        ),
    ],
)
def test_the_readers_own_words_keep_theirs(language: str, node: dict[str, Any], said: list[tuple[str, str]]) -> None:
    assert spoken(language, **node) == said


def test_a_phrase_in_parts_is_one_phrase() -> None:
    made = desk(replace(MIXED, spans=SPANS))
    made.press("Ctrl+Home")
    assert [phrase.text for phrase in made.heard.phrases] == ["Read yn Gymraeg now."]
    assert [type(event) for event in made.heard.events] == [SpeechStarted, SpeechFinished]
    assert len({event.utterance for event in made.heard.events}) == 1


def test_a_key_ends_a_phrase_in_any_of_its_parts() -> None:
    made = desk(replace(MIXED, spans=SPANS))
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
    made = desk(replace(MIXED, spans=SPANS), Node(2, 0, "text", "Next", language="en-GB"))
    made.press("Ctrl+Shift+Down")
    assert [phrase.text for phrase in made.heard.phrases] == ["Read yn Gymraeg now.", "Next"]
