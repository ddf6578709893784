"""The three voices: one that sounds, one for a computer without sound, one that tells tests what was said.

All follow `domain.voice.Voice`: methods are called in the owner's thread, and the listener is called there too,
through `call_in_owner`. The lab's window gives a function that queues a call into Qt's main thread; a program
without an event loop leaves it out and is called back in the speech threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from empathylab.domain.errors import MachineError
from empathylab.domain.voice import DEFAULT_WPM, Cue, VoiceEvent, VoiceEventKind, VoiceListener, WordListener, WordTime
from empathylab.speech.chunks import Chunk, chunks
from empathylab.speech.cue import with_cue
from empathylab.speech.jobs import Request, Synthesized, SynthesizerReport
from empathylab.speech.loudness import Loudness
from empathylab.speech.platforms import FASTEST_WPM, SLOWEST_WPM
from empathylab.speech.process import COMMAND
from empathylab.speech.sink import Sink
from empathylab.speech.synthesizer_pool import SynthesizerPool
from empathylab.speech.wav import Wav

CallInOwner = Callable[[Callable[[], None]], None]

#: Of an utterance: what became of it, or the words of the piece that begins to sound.
_News = tuple[int, VoiceEventKind | tuple[WordTime, ...]]


def _call_at_once(call: Callable[[], None]) -> None:
    call()


def _within(rate_wpm: int) -> int:
    return min(FASTEST_WPM, max(SLOWEST_WPM, rate_wpm))


@dataclass(slots=True)
class _Utterance:
    """What is being spoken, and how: the pieces to synthesize, the one that is ready early, the one that sounds.

    `begins_at` is where in the text the piece begins that was asked for last.
    """

    id: int
    rate_wpm: int
    pitch: float
    language: str
    pieces: list[Chunk]
    cue: Cue
    begins_at: int = 0
    ready: Wav | None = None
    asked: int = 0
    sounding: int = 0
    is_started: bool = False


class SpokenVoice:
    """The voice that is heard.

    Speaks through a worker process and a sound device. Any new phrase, and `stop`, is silence first.
    """

    def __init__(
        self,
        sink: Sink,
        call_in_owner: CallInOwner = _call_at_once,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self.listener: VoiceListener | None = None
        self.word_listener: WordListener | None = None
        self.loudness = Loudness()
        self._sink = sink
        self._call_in_owner = call_in_owner
        self._lock = threading.RLock()
        self._current: _Utterance | None = None
        self._token = 0
        self._rate_wpm = DEFAULT_WPM
        self._pitch = 1.0
        sink.on_finished = lambda token: call_in_owner(lambda: self._played(token))
        self._synthesizer = SynthesizerPool(lambda done: call_in_owner(lambda: self._synthesized(done)), command)

    @property
    def problem(self) -> MachineError | None:
        """What is wrong with this computer's speech, None while it works or has not been found out."""
        return self._synthesizer.problem or self._synthesizer.trouble

    @property
    def report(self) -> SynthesizerReport:
        """What has been learnt of this computer's synthesizer."""
        return self._synthesizer.report

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The processes that synthesize, busy ones first."""
        return self._synthesizer.worker_pids

    def wait_until_ready(self) -> None:
        """Return when a worker is ready; raise MachineError when there is no speech on this computer."""
        self._synthesizer.wait_until_ready()

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        """Have these phrases ready, when there is time."""
        wanted = [text for text in texts if text.strip()]
        self._synthesizer.prepare([Request(0, text, self._rate_wpm, self._pitch, language) for text in wanted])

    def begin_visit(self) -> None:
        """The next visitor hears the first phrases softly again."""
        self.loudness.reset()

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        with self._lock:
            events = self._interrupt()
            pieces = list(chunks(text))
            if pieces:
                self._current = _Utterance(utterance_id, self._rate_wpm, self._pitch, language, pieces, cue)
                self._ask_next(self._current)
            else:
                events += [(utterance_id, VoiceEventKind.STARTED), (utterance_id, VoiceEventKind.FINISHED)]
        self._tell(events)

    def stop(self) -> None:
        with self._lock:
            events = self._interrupt()
            self._synthesizer.forget()
        self._tell(events)

    def set_rate_wpm(self, rate_wpm: int) -> None:
        self._rate_wpm = _within(rate_wpm)

    def set_pitch(self, pitch: float) -> None:
        self._pitch = min(2.0, max(0.5, pitch))

    def close(self) -> None:
        self.stop()
        self._synthesizer.close()
        self._sink.close()

    def _interrupt(self) -> list[_News]:
        utterance, self._current = self._current, None
        if utterance is None:
            return []
        self._sink.stop()
        return [(utterance.id, VoiceEventKind.INTERRUPTED)]

    def _next_token(self) -> int:
        self._token += 1
        return self._token

    def _ask_next(self, utterance: _Utterance) -> None:
        utterance.asked = self._next_token() if utterance.pieces else 0
        if utterance.pieces:
            piece, how = utterance.pieces.pop(0), (utterance.rate_wpm, utterance.pitch, utterance.language)
            utterance.begins_at = piece.start
            self._synthesizer.ask(Request(utterance.asked, piece.text, *how))

    def _synthesized(self, done: Synthesized) -> None:
        with self._lock:
            utterance = self._current
            if utterance is None or done.request_id != utterance.asked:
                return
            utterance.asked = 0
            if done.wav is None:
                self._current = None
                self._sink.stop()
                events: list[_News] = [(utterance.id, VoiceEventKind.FAILED)]
            else:
                utterance.ready = _placed(done.wav, utterance.begins_at)
                events = [] if utterance.sounding else self._play(utterance, utterance.ready)
        self._tell(events)

    def _play(self, utterance: _Utterance, wav: Wav) -> list[_News]:
        utterance.ready = None
        utterance.sounding = self._next_token()
        is_first, utterance.is_started = not utterance.is_started, True
        heard = with_cue(utterance.cue, wav) if is_first else wav
        self._sink.play(self.loudness.apply(heard), utterance.sounding)
        self._ask_next(utterance)
        news: list[_News] = [(utterance.id, VoiceEventKind.STARTED)] if is_first else []
        return [*news, (utterance.id, heard.words)] if heard.words else news

    def _played(self, token: int) -> None:
        with self._lock:
            utterance = self._current
            if utterance is None or token != utterance.sounding:
                return
            utterance.sounding = 0
            events: list[_News] = []
            if utterance.ready is not None:
                events = self._play(utterance, utterance.ready)
            elif not utterance.asked:
                self._current = None
                events = [(utterance.id, VoiceEventKind.FINISHED)]
        self._tell(events)

    def _tell(self, events: Sequence[_News]) -> None:
        for utterance_id, what in events:
            if isinstance(what, VoiceEventKind):
                if self.listener is not None:
                    self.listener(VoiceEvent(utterance_id, what))
            elif self.word_listener is not None:
                self.word_listener(utterance_id, what)


def _placed(wav: Wav, begins_at: int) -> Wav:
    """With its words where they are in the whole text."""
    return replace(wav, words=tuple(replace(word, start=word.start + begins_at) for word in wav.words))


class SilentVoice:
    """The voice of a computer without sound.

    For a computer without sound: each phrase takes the time it would take to say, so captions can be read.
    """

    def __init__(self, call_in_owner: CallInOwner = _call_at_once) -> None:
        self.listener: VoiceListener | None = None
        self.word_listener: WordListener | None = None
        self._call_in_owner = call_in_owner
        self._rate_wpm = DEFAULT_WPM
        self._current: int | None = None
        self._timer: threading.Timer | None = None

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        self.stop()
        self._current = utterance_id
        self._tell(utterance_id, VoiceEventKind.STARTED)
        seconds = len(text.split()) * 60 / self._rate_wpm
        self._timer = threading.Timer(seconds, self._call_in_owner, [lambda: self._finish(utterance_id)])
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        utterance_id, self._current, self._timer = self._current, None, None
        if utterance_id is not None:
            self._tell(utterance_id, VoiceEventKind.INTERRUPTED)

    def set_rate_wpm(self, rate_wpm: int) -> None:
        self._rate_wpm = _within(rate_wpm)

    def set_pitch(self, pitch: float) -> None:
        """There is nothing to hear it by."""

    def begin_visit(self) -> None:
        """There is nothing that could be too loud."""

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        """Nothing is ever waited for."""

    def close(self) -> None:
        self.stop()

    def _finish(self, utterance_id: int) -> None:
        if self._current == utterance_id:
            self._current, self._timer = None, None
            self._tell(utterance_id, VoiceEventKind.FINISHED)

    def _tell(self, utterance_id: int, kind: VoiceEventKind) -> None:
        if self.listener is not None:
            self.listener(VoiceEvent(utterance_id, kind))
