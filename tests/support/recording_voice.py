"""A voice that says nothing and writes down what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from empathylab.domain.voice import DEFAULT_WPM, Cue, VoiceEvent, VoiceEventKind, VoiceListener, WordListener
from empathylab.speech.voices import FASTEST_WPM, SLOWEST_WPM


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase a voice was given, and how."""

    utterance_id: int
    text: str
    language: str
    rate_wpm: int
    pitch: float
    cue: Cue = Cue.NONE


@dataclass(slots=True)
class RecordingVoice:
    """Writes down what it is given. A phrase goes on until `finish`, or ends at once when `is_instant`."""

    is_instant: bool = True
    listener: VoiceListener | None = None
    word_listener: WordListener | None = None
    said: list[Said] = field(default_factory=list)
    events: list[VoiceEvent] = field(default_factory=list)
    is_closed: bool = False
    visits: int = 0
    prepared: list[str] = field(default_factory=list)
    _speaking: int | None = None
    _rate_wpm: int = DEFAULT_WPM
    _pitch: float = 1.0

    @property
    def texts(self) -> list[str]:
        return [said.text for said in self.said]

    @property
    def is_speaking(self) -> bool:
        return self._speaking is not None

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        self.stop()
        self.said.append(Said(utterance_id, text, language, self._rate_wpm, self._pitch, cue))
        self._speaking = utterance_id
        self._tell(utterance_id, VoiceEventKind.STARTED)
        if self.is_instant:
            self.finish()

    def finish(self) -> None:
        """The phrase under way has been said to its end."""
        utterance_id, self._speaking = self._speaking, None
        if utterance_id is not None:
            self._tell(utterance_id, VoiceEventKind.FINISHED)

    def stop(self) -> None:
        utterance_id, self._speaking = self._speaking, None
        if utterance_id is not None:
            self._tell(utterance_id, VoiceEventKind.INTERRUPTED)

    def set_rate_wpm(self, rate_wpm: int) -> None:
        self._rate_wpm = min(FASTEST_WPM, max(SLOWEST_WPM, rate_wpm))

    def set_pitch(self, pitch: float) -> None:
        self._pitch = pitch

    def begin_visit(self) -> None:
        self.visits += 1

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        self.prepared.extend(texts)

    def close(self) -> None:
        self.stop()
        self.is_closed = True

    def _tell(self, utterance_id: int, kind: VoiceEventKind) -> None:
        event = VoiceEvent(utterance_id, kind)
        self.events.append(event)
        if self.listener is not None:
            self.listener(event)
