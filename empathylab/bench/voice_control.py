"""Voice control: how many commands of two synthetic voices are understood, what else is, and what it costs.

People were not tried.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from empathylab.bench.figure import Figure
from empathylab.bench.spoken_commands import VOICES, spoken
from empathylab.voice_control.commands import VoiceCommand, command_of, plain
from empathylab.voice_control.recogniser import Recogniser, is_installed
from empathylab.voice_control.utterances import RATE_HZ, Utterances

#: Of the lab's forms, with those that are easily taken for one another.
LABELS = tuple(
    map(
        plain,
        (
            "Continue",
            "Full name",
            "Address",
            "Report a missed bin",
            "Full report",
            "Check your answers",
            "Change full name",
            "Send report",
            "Back",
            "Yes",
            "No",
            "Help",
            "Cookies",
            "Contact us",
            "General waste",
            "Food waste",
            "Recycling",
        ),
    )
)
SHOWN = 12
WITHOUT_NUMBERS = (
    *(f"click {label}" for label in LABELS),
    *(f"press {key}" for key in ("tab", "enter", "space", "down", "up", "escape")),
    "show numbers",
    "stop listening",
)
WITH_NUMBERS = ("one", "two", "five", "seven", "nine", "eleven", "twelve", "hide numbers")
#: What people say beside a station that is no command.
TALK = (
    "what a lovely day it is today",
    "I think we should have lunch soon",
    "could you hand me the pen please",
    "the weather in manchester was rainy",
    "hello",
    "I do not know what to do here",
    "where is the mouse",
    "thank you very much",
    "how long does it take",
    "my hands feel strange",
    "click the green one",
    "what do I say",
    "okay",
    "can you hear me",
)


@dataclass
class _Tally:
    understood: int = 0
    mistaken: int = 0
    taken_for_one: int = 0
    cpu_s: float = 0.0
    sound_s: float = 0.0


def figures(quick: bool) -> list[Figure]:
    if not is_installed():
        return [Figure("voice control", 0.0, "commands", note="PocketSphinx is not installed")]
    found: list[Figure] = []
    for snr_db in (20.0, 10.0):
        for voice in VOICES[:1] if quick else VOICES:
            found += _told(f"{voice}, {snr_db:.0f} dB", _measure(voice, snr_db))
    return found


def _told(name: str, tally: _Tally) -> Iterator[Figure]:
    commands = len(WITHOUT_NUMBERS) + len(WITH_NUMBERS)
    note = (
        f"{tally.mistaken} taken for another; of {2 * len(TALK)} sentences of talk {tally.taken_for_one} for a command"
    )
    yield Figure(f"understood, {name}", tally.understood, f"of {commands} commands", note=note)
    yield Figure(f"listening, {name}", tally.cpu_s / tally.sound_s, "CPU s a second of sound", 0.05)


def _measure(voice: str, snr_db: float) -> _Tally:
    tally = _Tally()
    for sentences, numbers in ((WITHOUT_NUMBERS, 0), (WITH_NUMBERS, SHOWN)):
        recogniser = Recogniser()
        recogniser.listen_for(LABELS, numbers)
        for sentence in sentences:
            meant = [command_of(sentence, {each: each for each in LABELS}, numbers)]
            heard = _hear(recogniser, sentence, voice, snr_db, tally)
            tally.understood += heard == meant
            tally.mistaken += heard not in ([None], [], meant)
        for sentence in TALK:
            tally.taken_for_one += any(_hear(recogniser, sentence, voice, snr_db, tally))
    return tally


def _hear(
    recogniser: Recogniser, sentence: str, voice: str, snr_db: float, tally: _Tally
) -> Sequence[VoiceCommand | None]:
    sound = spoken(sentence, voice, snr_db, seed=len(sentence))
    started = time.process_time()
    heard = [recogniser.hear(utterance) for utterance in Utterances().feed(sound)]
    tally.cpu_s += time.process_time() - started
    tally.sound_s += len(sound) / RATE_HZ
    return heard
