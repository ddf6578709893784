"""The speech manager: decides what is spoken now, what waits and what is dropped, at most one phrase behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.voice import Cue, Voice, VoiceEvent, VoiceEventKind
from empathylab.reader.node import Span
from empathylab.reader.utterance import Utterance


class SpeechPriority(StrEnum):
    """How urgent an utterance is.

    NOW interrupts; NEXT follows what is being said; POLITE also follows, and only the newest of them is kept.
    """

    NOW = "now"
    NEXT = "next"
    POLITE = "polite"


@dataclass(frozen=True, slots=True)
class SpeechNews:
    """What became of an utterance."""

    utterance_id: int
    kind: VoiceEventKind
    utterance: Utterance


@dataclass(slots=True, eq=False)
class _Speaking:
    """An utterance under way and what is left of it: a stretch for each change of language, spoken by its voice."""

    id: int
    utterance: Utterance
    left: deque[Span]

    def next(self) -> tuple[Span, Cue]:
        """The next stretch; the utterance's sound comes before the first."""
        is_first = len(self.left) == len(self.utterance.spoken)
        return self.left.popleft(), self.utterance.cue if is_first else Cue.NONE


class SpeechManager:
    """The queue before the voice.

    Gives a voice one utterance at a time. `on_phrase` hears each as it begins; `on_news` what became of it;
    `on_idle` is called when nothing is left to say (not after an interruption).
    """

    def __init__(
        self,
        voice: Voice,
        on_phrase: Callable[[Utterance], None],
        on_news: Callable[[SpeechNews], None],
        on_idle: Callable[[], None],
    ) -> None:
        self._voice = voice
        self._on_phrase = on_phrase
        self._on_news = on_news
        self._on_idle = on_idle
        self._last_id = 0
        self._current = 0
        self._spoken: dict[int, _Speaking] = {}
        self._unfinished: _Speaking | None = None
        self._queue: deque[tuple[SpeechPriority, Utterance]] = deque()
        self._is_advancing = False
        voice.listener = self._heard

    @property
    def is_speaking(self) -> bool:
        """Whether an utterance is under way."""
        return self._current != 0

    @property
    def waiting(self) -> int:
        """How many utterances wait for the one under way to end."""
        return len(self._queue)

    def say(self, utterance: Utterance, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Speak now or soon; an empty utterance says nothing and interrupts nothing."""
        if not utterance:
            return
        if urgency is SpeechPriority.NOW:
            self.silence()
        elif urgency is SpeechPriority.POLITE:
            self._queue = deque(waiting for waiting in self._queue if waiting[0] is not SpeechPriority.POLITE)
        self._queue.append((urgency, utterance))
        self._advance()

    def silence(self) -> None:
        """Say nothing more of what was asked for until now."""
        self._queue.clear()
        self._unfinished = None
        if self._current:
            self._current = 0
            self._voice.stop()

    def _advance(self) -> None:
        # A voice may finish within speak(): a loop, so that a long page does not pile up calls.
        if self._is_advancing:
            return
        self._is_advancing = True
        try:
            while not self._current and (self._unfinished or self._queue):
                self._speak(self._unfinished or self._begin(self._queue.popleft()[1]))
        finally:
            self._is_advancing = False

    def _begin(self, utterance: Utterance) -> _Speaking:
        self._on_phrase(utterance)
        return _Speaking(self._last_id + 1, utterance, deque(utterance.spoken))

    def _speak(self, speaking: _Speaking) -> None:
        self._last_id += 1
        self._current = self._last_id
        self._unfinished = None
        self._spoken[self._last_id] = speaking
        span, cue = speaking.next()
        self._voice.speak(self._last_id, span.text, span.language, cue)

    def _heard(self, event: VoiceEvent) -> None:
        speaking = self._spoken.get(event.utterance_id)
        if speaking is None:
            return
        is_started = event.kind is VoiceEventKind.STARTED
        if not is_started:
            del self._spoken[event.utterance_id]
        if event.kind is VoiceEventKind.FINISHED and speaking.left and event.utterance_id == self._current:
            self._current, self._unfinished = 0, speaking
            self._advance()
        elif not is_started or event.utterance_id == speaking.id:
            self._tell(speaking, event)

    def _tell(self, speaking: _Speaking, event: VoiceEvent) -> None:
        self._on_news(SpeechNews(speaking.id, event.kind, speaking.utterance))
        if event.kind is VoiceEventKind.STARTED or event.utterance_id != self._current:
            return
        self._current = 0
        if event.kind is VoiceEventKind.INTERRUPTED:
            self._queue.clear()  # it was not us: somebody else speaks now
        if not self._queue and event.kind is VoiceEventKind.FINISHED:
            self._on_idle()
        self._advance()
