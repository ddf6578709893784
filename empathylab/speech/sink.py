"""What a sound device must do, and one that only counts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from empathylab.speech.wav import SAMPLE_BYTES, Wav

FinishedCallback = Callable[[int], None]


class Sink(Protocol):
    """A sound device that plays one phrase at a time.

    `play`, `stop` and `close` are called in the voice owner's thread and return at once. `on_finished` is set by the
    voice; the sink calls it, from any thread, with the token of a phrase that was played to its end, never for one
    that was stopped or replaced.
    """

    on_finished: FinishedCallback | None

    def play(self, wav: Wav, token: int) -> None:
        """Play from the beginning, in place of what is playing."""

    def stop(self) -> None:
        """Silence at once."""

    def close(self) -> None:
        """Silence, and give the device back."""


@dataclass(frozen=True, slots=True)
class SoundHeard:
    """One thing a listener would have noticed: a phrase's first sound, its end, or sudden silence.

    `at_s` is `time.perf_counter()`.
    """

    what: str
    token: int
    at_s: float


class CountingSink:
    """A device without sound: takes samples in periods of `period_ms` in real time, `speed` times as fast.

    `heard` tells when the first and last period of each phrase went out, unless that is kept of none; `peak` the
    loudest sample so far.
    """

    def __init__(self, period_ms: float = 10.0, speed: float = 1.0, *, is_kept: bool = True) -> None:
        self.on_finished: FinishedCallback | None = None
        self.heard: list[SoundHeard] = []
        self.samples = 0
        self.peak = 0
        self._period_s = period_ms / 1000
        self._speed, self._is_kept = speed, is_kept
        self._changed = threading.Condition()
        self._playing: tuple[Wav, int] | None = None
        self._position = 0
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="counting-sink", daemon=True)
        self._thread.start()

    def play(self, wav: Wav, token: int) -> None:
        with self._changed:
            self._playing, self._position = (wav, token), 0
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._playing = None
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._playing, self._is_closed = None, True
            self._changed.notify_all()
        self._thread.join()

    def wait_for(self, what: str, token: int | None = None, timeout_s: float = 10.0) -> SoundHeard:
        """The first such thing heard, waiting for it; raise TimeoutError when it does not come."""

        def find() -> SoundHeard | None:
            return next((h for h in self.heard if h.what == what and token in (None, h.token)), None)

        with self._changed:
            self._changed.wait_for(lambda: find() is not None, timeout_s)
            found = find()
        if found is None:
            raise TimeoutError(f"nothing was heard of {what} {token}")
        return found

    def _run(self) -> None:
        sounding: int | None = None
        while True:
            finished: int | None = None
            with self._changed:
                if self._playing is None or self._playing[1] != sounding:
                    self._note_silence(sounding)
                    sounding = None
                while self._playing is None and not self._is_closed:
                    self._changed.wait()
                if self._playing is None:
                    return
                wav, sounding = self._playing
                if self._take_period(wav, sounding):
                    finished, sounding, self._playing = sounding, None, None
                elif not self._is_closed:
                    self._changed.wait(self._period_s / self._speed)
            if finished is not None and self.on_finished is not None:
                self.on_finished(finished)

    def _note_silence(self, sounding: int | None) -> None:
        if sounding is not None:
            self._hear("silence", sounding)

    def _take_period(self, wav: Wav, token: int) -> bool:
        """Take the next period's samples; whether the phrase is at its end."""
        size = max(1, round(wav.rate_hz * self._period_s)) * SAMPLE_BYTES
        piece = wav.pcm[self._position : self._position + size]
        if self._position == 0 and piece:
            self._hear("start", token)
        self._position += len(piece)
        self.samples += len(piece) // SAMPLE_BYTES
        levels = memoryview(piece[: len(piece) // SAMPLE_BYTES * SAMPLE_BYTES]).cast("h")
        self.peak = max(self.peak, max(map(abs, levels), default=0))
        if piece:
            return False
        self._hear("end", token)
        return True

    def _hear(self, what: str, token: int) -> None:
        if self._is_kept:
            self.heard.append(SoundHeard(what, token, time.perf_counter()))
        self._changed.notify_all()
