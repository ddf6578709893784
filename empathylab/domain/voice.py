"""What speaks: a reader hands a voice one utterance at a time and hears what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

#: As fast as the reader speaks to somebody new to it, words a minute.
DEFAULT_WPM = 180


class VoiceEventKind(StrEnum):
    """What became of an utterance. FAILED: the voice could not speak it (no audio, worker gone)."""

    STARTED = "started"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Cue(StrEnum):
    """A short sound before a phrase: from now on keys go to the page (TYPING), or move the reader (READING)."""

    NONE = ""
    TYPING = "typing"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class VoiceEvent:
    """One thing that happened to the utterance of this id."""

    utterance_id: int
    kind: VoiceEventKind


VoiceListener = Callable[[VoiceEvent], None]


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word sounds: `length` characters of the text from `start`, `at_ms` after the sound began."""

    start: int
    length: int
    at_ms: float


#: An utterance's id, and the words of the part that begins to sound now, placed in the utterance's whole text.
WordListener = Callable[[int, tuple[WordTime, ...]], None]


class Voice(Protocol):
    """A synthesizer. Each utterance that was begun ends in exactly one of finished, interrupted or failed.

    `listener` and `word_listener` are set by the owner and called in the owner's thread (Qt's main thread in the lab);
    a voice that does not know when its words sound never calls the second.
    """

    listener: VoiceListener | None
    word_listener: WordListener | None

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        """Speak `text` now, in place of what is being spoken; `language` is a BCP 47 tag, empty when unknown.

        `cue` sounds before it.
        """

    def stop(self) -> None:
        """Be silent at once; what was being spoken is interrupted."""

    def set_rate_wpm(self, rate_wpm: int) -> None:
        """Words a minute, from the next utterance on."""

    def set_pitch(self, pitch: float) -> None:
        """1.0 is the voice's own pitch, 0.5 an octave lower, 2.0 an octave higher; from the next utterance on."""

    def begin_visit(self) -> None:
        """Somebody else will listen: the first phrases are soft again."""

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        """Have these phrases ready at the rate and pitch in force, when there is time; the commonest first."""

    def close(self) -> None:
        """Stop, and give back the audio device and the worker."""
