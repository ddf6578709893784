"""PocketSphinx itself, with commands of two synthetic voices at 20 dB over noise."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from empathylab.bench.spoken_commands import VOICES, spoken
from empathylab.domain.events import CommandKind
from empathylab.voice_control.commands import VoiceCommand
from empathylab.voice_control.utterances import Utterances
from support.voice_control import needs_recogniser

LABELS = ("continue", "full name", "address", "report a missed bin", "northmere council", "general waste", "form 1905")

pytestmark = needs_recogniser


class Hear(Protocol):
    def __call__(self, words: str, voice: str, numbers: int = 0) -> list[VoiceCommand | None]: ...


@pytest.fixture(scope="module")
def hear() -> Hear:
    from empathylab.voice_control.recogniser import Recogniser

    recogniser = Recogniser()

    def heard(words: str, voice: str, numbers: int = 0) -> list[VoiceCommand | None]:
        recogniser.listen_for(LABELS, numbers)
        return [recogniser.hear(each) for each in Utterances().feed(spoken(words, voice, seed=len(words)))]

    return heard


@pytest.mark.parametrize("voice", VOICES)
def test_commands_are_understood(hear: Hear, voice: str) -> None:
    click, press = CommandKind.CLICK, CommandKind.PRESS
    assert hear("click continue", voice) == [VoiceCommand(click, "continue")]
    assert hear("click report a missed bin", voice) == [VoiceCommand(click, "report a missed bin")]
    assert hear("press enter", voice) == [VoiceCommand(press, "Enter")]
    assert hear("show numbers", voice) == [VoiceCommand(CommandKind.SHOW_NUMBERS)]
    assert hear("eleven", voice, numbers=12) == [VoiceCommand(CommandKind.NUMBER, "11")]
    assert hear("stop listening", voice) == [VoiceCommand(CommandKind.STOP_LISTENING)]


@pytest.mark.parametrize("said", ["nineteen oh five", "one nine zero five"])
def test_a_long_number_is_understood_as_it_is_said(hear: Hear, said: str) -> None:
    assert hear(f"click form {said}", VOICES[0]) == [VoiceCommand(CommandKind.CLICK, "form 1905")]


@pytest.mark.parametrize("talk", ["my hands feel strange", "could you hand me the pen please"])
def test_talk_is_no_command(hear: Hear, talk: str) -> None:
    assert hear(talk, VOICES[0]) == [None]
    assert hear(talk, VOICES[0], numbers=12) == [None]


def test_a_label_that_no_dictionary_has_costs_the_others_nothing(hear: Hear) -> None:
    """It is reached by its number."""
    assert "northmere council" in LABELS
    assert hear("click address", VOICES[0]) == [VoiceCommand(CommandKind.CLICK, "address")]


def test_the_model_is_found_below_any_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows PocketSphinx opens nothing below a folder such as Łukasz when it is told the whole path."""
    import pocketsphinx

    from empathylab.voice_control.recogniser import Recogniser

    here, told = Path.cwd(), []

    def config(**settings: object) -> object:
        told.extend(each for each in settings.values() if isinstance(each, str))
        return pocketsphinx_config(**settings)

    pocketsphinx_config = pocketsphinx.Config
    monkeypatch.setattr(pocketsphinx, "Config", config)
    Recogniser()
    assert told
    assert [each for each in told if Path(each).is_absolute()] == []
    assert Path.cwd() == here
