"""Hearing a voice out, and workers that misbehave. Shared by the tests of speech."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from empathylab.domain.voice import VoiceEvent, VoiceEventKind
from empathylab.speech.jobs import Request, Synthesized
from empathylab.speech.synthesizer_pool import SynthesizerPool
from empathylab.speech.wav import Wav

PATIENCE_S = 120.0


class Ears:
    """A listener that can be waited on."""

    def __init__(self) -> None:
        self.events: list[VoiceEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: VoiceEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait_for(self, utterance_id: int, kind: VoiceEventKind) -> None:
        self._wait(lambda: VoiceEvent(utterance_id, kind) in self.events, f"{kind} of {utterance_id}")

    def kinds(self, utterance_id: int) -> list[str]:
        return [event.kind.value for event in self.events if event.utterance_id == utterance_id]

    def _wait(self, is_true: Callable[[], bool], what: str) -> None:
        with self._changed:
            assert self._changed.wait_for(is_true, PATIENCE_S), f"never heard: {what}; heard {self.events}"


class Results:
    """What a pool of synthesizers says, and waiting for it."""

    def __init__(self, *command: str) -> None:
        self.done: list[Synthesized] = []
        self._changed = threading.Condition()
        self.synthesizer = SynthesizerPool(self._take, command) if command else SynthesizerPool(self._take)

    def _take(self, done: Synthesized) -> None:
        with self._changed:
            self.done.append(done)
            self._changed.notify_all()

    def ask(self, request: Request) -> Wav | None:
        """Ask and wait for the answer."""
        self.synthesizer.ask(request)
        with self._changed:
            assert self._changed.wait_for(lambda: any(d.request_id == request.id for d in self.done), PATIENCE_S)
        return next(done.wav for done in self.done if done.request_id == request.id)


def samples(wav: Wav) -> npt.NDArray[np.int16]:
    return np.frombuffer(wav.pcm, dtype="<i2")


def script(tmp_path: Path, body: str) -> tuple[str, str]:
    """The command of a worker that does as `body` says; `place`, `say` and `sound` are at hand."""
    path = tmp_path / "worker.py"
    path.write_text(_PRELUDE + body, encoding="utf-8")
    return sys.executable, str(path)


_PRELUDE = """
import json, os, sys, time, wave
from pathlib import Path
place = Path(sys.argv[1])

def say(value):
    print(value if isinstance(value, str) else json.dumps(value), flush=True)

def sound(seconds=0.2, channels=1):
    with wave.open(str(place), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(bytes([1, 16]) * int(22050 * seconds) * channels)
    return True

def requests():
    return map(json.loads, sys.stdin)

ready = {"ready": True, "voices": [{"id": "one", "languages": ["en-gb"]}]}
"""
