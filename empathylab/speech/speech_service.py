"""The lab's one speech service: whoever speaks borrows a voice of it, and the newest to speak is heard."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from enum import StrEnum

from empathylab.domain.errors import MachineError
from empathylab.domain.voice import (
    DEFAULT_WPM,
    Cue,
    Voice,
    VoiceEvent,
    VoiceEventKind,
    VoiceListener,
    WordListener,
    WordTime,
)
from empathylab.speech.voices import SilentVoice, SpokenVoice


class Speaker(StrEnum):
    """Who speaks: a page's screen reader, what reads a page or the lab aloud, voice control's answers, or a sample."""

    PAGE_READER = "page reader"
    PAGE_ALOUD = "page aloud"
    READ_ALOUD = "read aloud"
    VOICE_CONTROL = "voice control"
    SAMPLE = "sample"


_ALOUD = frozenset({Speaker.PAGE_ALOUD, Speaker.READ_ALOUD})


class SpeechService:
    """The one speech of the lab.

    Owns the one voice that sounds, with its workers, its cache and its sink, and lends it.

    The newest phrase interrupts whoever spoke; only what reads aloud is silent while a page's screen reader speaks.
    The voice is made when it is first needed. All methods belong to one thread, the voice's owner's. `on_problem` is
    called, once for each, with what keeps this computer from speaking.
    """

    def __init__(
        self, make_voice: Callable[[], Voice], on_problem: Callable[[MachineError], object] = lambda _: None
    ) -> None:
        self._make_voice = make_voice
        self._on_problem = on_problem
        self._problems_told: set[str] = set()
        self._voice: Voice | None = None
        self._ids = itertools.count(1)
        self._now = 0
        self._spoken: dict[int, tuple[LentVoice, int]] = {}
        self._is_closed = False

    def lend(self, speaker: Speaker, language: str = "") -> LentVoice:
        """A voice of its own rate, pitch and soft beginning; `language` (BCP 47) is for phrases that name none."""
        return LentVoice(self, speaker, language)

    @property
    def speaker(self) -> Speaker | None:
        """Who is being heard just now."""
        said = self._spoken.get(self._now)
        return None if said is None else said[0].speaker

    def look_for_sound(self) -> None:
        """Make a voice that was silent anew, if by now there is something to hear it with."""
        if isinstance(self._voice, SilentVoice):
            made = self._make_voice()
            if not isinstance(made, SilentVoice):
                self._voice.close()
                self._voice = self._listened_to(made)

    def close(self) -> None:
        """Silence for good: the workers end, and the sound device is given back."""
        self._is_closed = True
        if self._voice is not None:
            self._voice.close()
            self._voice = None

    # --- for the voices that are lent ---

    def _speak(self, lent: LentVoice, utterance_id: int, text: str, language: str, cue: Cue) -> None:
        yields = lent.speaker in _ALOUD and self.speaker is Speaker.PAGE_READER
        if yields or self._is_closed:
            lent.tell(VoiceEvent(utterance_id, VoiceEventKind.INTERRUPTED))
            return
        voice = self._as(lent)
        if lent.begins_softly:
            lent.begins_softly = False
            voice.begin_visit()
        self._now = next(self._ids)
        self._spoken[self._now] = (lent, utterance_id)
        voice.speak(self._now, text, language, cue)

    def _stop(self, lent: LentVoice) -> None:
        if self._voice is not None and self._now in self._spoken and self._spoken[self._now][0] is lent:
            self._voice.stop()

    def _prepare(self, lent: LentVoice, texts: Sequence[str], language: str) -> None:
        if not self._is_closed:
            self._as(lent).prepare(texts, language)

    def _as(self, lent: LentVoice) -> Voice:
        """The voice that sounds, speaking as the lent one from its next phrase on."""
        if self._voice is None:
            self._voice = self._listened_to(self._make_voice())
        self._voice.set_rate_wpm(lent.rate_wpm)
        self._voice.set_pitch(lent.pitch)
        return self._voice

    def _listened_to(self, voice: Voice) -> Voice:
        voice.listener, voice.word_listener = self._heard, self._heard_words
        return voice

    def _heard(self, event: VoiceEvent) -> None:
        if event.utterance_id not in self._spoken:
            return
        lent, utterance_id = self._spoken[event.utterance_id]
        if event.kind is not VoiceEventKind.STARTED:
            del self._spoken[event.utterance_id]
        if event.kind is VoiceEventKind.FAILED:
            self._tell_problem()
        lent.tell(VoiceEvent(utterance_id, event.kind))

    def _heard_words(self, utterance_id: int, words: tuple[WordTime, ...]) -> None:
        said = self._spoken.get(utterance_id)
        if said is not None and said[0].word_listener is not None:
            said[0].word_listener(said[1], words)

    def _tell_problem(self) -> None:
        problem = self._voice.problem if isinstance(self._voice, SpokenVoice) else None
        if problem is not None and str(problem) not in self._problems_told:
            self._problems_told.add(str(problem))
            self._on_problem(problem)


class LentVoice:
    """A `domain.voice.Voice` of the service. Its settings are its own, its breath is everybody's."""

    def __init__(self, service: SpeechService, speaker: Speaker, language: str) -> None:
        self.listener: VoiceListener | None = None
        self.word_listener: WordListener | None = None
        self.speaker = speaker
        self.rate_wpm, self.pitch = DEFAULT_WPM, 1.0
        self.begins_softly = True
        self._service, self._language = service, language

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        """Speak now, whoever spoke before; told as interrupted at once where another goes first."""
        self._service._speak(self, utterance_id, text, language or self._language, cue)

    def stop(self) -> None:
        """Be silent at once; another speaker is left alone."""
        self._service._stop(self)

    def set_rate_wpm(self, rate_wpm: int) -> None:
        """Words a minute, from the next utterance on."""
        self.rate_wpm = rate_wpm

    def set_pitch(self, pitch: float) -> None:
        """1.0 is the voice's own pitch; from the next utterance on."""
        self.pitch = pitch

    def begin_visit(self) -> None:
        """Somebody else will listen: the first phrases are soft again, and sound that has come since is found."""
        self.begins_softly = True
        self._service.look_for_sound()

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        """Have these phrases ready at the rate and pitch in force, when there is time."""
        self._service._prepare(self, texts, language or self._language)

    def close(self) -> None:
        """Be silent; what sounds is the service's to close."""
        self.stop()

    def tell(self, event: VoiceEvent) -> None:
        """What became of a phrase, from the service."""
        if self.listener is not None:
            self.listener(event)
