"""The worker process: text in, a WAV file out, one JSON object per line.

The file is the one that the command line names, and the lab takes it before it asks again.

In:   {"id": 3, "text": "…", "rate_wpm": 180, "pitch": 1.0, "voice": "gmw/en"}
Out:  {"ready": true, "voices": [{"id": "gmw/en", "languages": ["en"]}], "has_pitch": true, "fastest_wpm": 450,
       "has_words": true}                                                 once, at the start
      {"fatal": "…", "what_to_do": "…"}                                   instead, when there is no synthesizer
      {"id": 3, "spoken": true} or {"id": 3, "error": "…"}                one for each line in; both, when it was
                                                                          spoken without a setting that failed
      "words": [[0, 5, 0], [6, 4, 247]]                                   beside "spoken" where it has_words:
                                                                          characters before it, its length, milliseconds

It is a process of its own because pyttsx3 cannot be interrupted while it speaks and can hang; a process can be
killed. pyttsx3 prints to stdout, so the real one is put aside before it is imported. The process ends, and removes
its folder, when its stdin closes.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

from empathylab.speech.platforms import Platform, WordHeard, platform_for
from empathylab.speech.private_files import wipe_away

PITCH_UNTOUCHED = 1.0
#: One line in or out.
Message = dict[str, object]


class Engine(Protocol):
    """What the lab needs of pyttsx3's engine."""

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's own name
        """The engine's voices, or the value of a setting."""

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        """Another value from the next phrase on."""

    def connect(self, topic: str, then: Callable[..., None]) -> object:
        """Tell `then` whenever this happens."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Take a phrase; `runAndWait` writes it."""

    def runAndWait(self) -> None:  # noqa: N802
        """Do what was asked for."""


def take_stdout() -> IO[str]:
    """Our pipe to the lab; whatever else prints from now on goes to stderr."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(pipe, "w", encoding="utf-8", buffering=1)


def make_engine(platform: Platform) -> Engine:
    """The system's speech engine. Whatever its driver raises: there is none that works."""
    import pyttsx3  # imported late: it must not see the real stdout

    engine: Engine = pyttsx3.init(platform.driver)
    platform.settle()
    # Until its first loop pyttsx3 keeps settings back and gives them all together with the phrase, where they race.
    engine.runAndWait()
    return engine


class Worker:
    """The worker's side of synthesis.

    Answers requests with what `engine` writes to `path`, which is an open file or ends in .wav.
    """

    def __init__(self, engine: Engine, platform: Platform, path: Path) -> None:
        self._engine = engine
        self._platform = platform
        self._path = path
        #: Where the engine's word events go; None where it has none.
        self.words: list[WordHeard] | None = None
        self._given: dict[str, object] = {}
        self._errors: list[Exception] = []

    def hello(self) -> Message:
        """What the lab has to know before it asks: the voices, and what this synthesizer cannot do."""
        voice_id = str(self._engine.getProperty("voice"))
        has_pitch = self._platform.pitch(PITCH_UNTOUCHED) is not None
        fastest_wpm = self._platform.fastest_wpm(voice_id)
        known = {"has_pitch": has_pitch, "fastest_wpm": fastest_wpm, "has_words": self.words is not None}
        return {"ready": True, "voices": self.voices(), **known}

    def note_error(self, exception: Exception, **_rest: object) -> None:
        """pyttsx3 keeps a driver's exception to itself and tells it here."""
        self._errors.append(exception)

    def voices(self) -> list[Message]:
        """The voices that are installed: `id` and `languages`."""
        return [{"id": name, "languages": list(tags)} for name, tags in self._platform.voices(self._engine)]

    def answer(self, request: Message) -> Message:
        """Synthesize one request. A synthesizer may fail in any way it likes; the lab hears which."""
        try:
            self._synthesize(request)
            done: Message = {"id": request["id"], "spoken": True}
            if self.words:
                done["words"] = list(self.words)
        except Exception as error:  # noqa: BLE001 - a driver raises what its system does, COMError among it
            done = {"id": request.get("id")}
            self._errors.insert(0, error)
        if self._errors:
            done["error"] = _words_of(self._errors[0], str(request.get("text", "")))
            self._errors.clear()
            self._given.clear()
        return done

    def _synthesize(self, request: Message) -> None:
        if not str(request["text"]).strip():
            raise ValueError("there is nothing to speak")
        self._set("voice", request.get("voice") or None)
        self._set("rate", self._within_scale(int(str(request["rate_wpm"]))))
        self._set("pitch", self._platform.pitch(float(str(request.get("pitch", PITCH_UNTOUCHED)))))
        self._platform.settle()
        if self.words is not None:
            self.words.clear()
        written = self._path.with_suffix(self._platform.suffix) if self._path.suffix else self._path
        self._engine.save_to_file(str(request["text"]), str(written))
        self._engine.runAndWait()
        self._platform.to_wav(written)

    def _within_scale(self, rate_wpm: int) -> int:
        """SAPI5 refuses a rate beyond its scale instead of taking its fastest."""
        return min(rate_wpm, self._platform.fastest_wpm(str(self._given.get("voice"))))

    def _set(self, name: str, value: object) -> None:
        if value is not None and self._given.get(name) != value:
            self._engine.setProperty(name, value)
            self._given[name] = value


def _words_of(error: Exception, spoken: str) -> str:
    """An error in words, without what was to be spoken: that may be what somebody types."""
    words = f"{type(error).__name__}: {error}"
    return re.sub(rf"(?<!\w){re.escape(spoken)}(?!\w)", "…", words) if spoken.strip() else words


def serve(worker: Worker, requests: IO[str], answers: IO[str]) -> None:
    """Answer line by line until the lab closes its end."""
    for line in requests:
        print(json.dumps(worker.answer(json.loads(line))), file=answers, flush=True)


def run(path: Path, platform: Platform, requests: IO[str], answers: IO[str]) -> None:
    """Answer requests, one JSON object a line, until they end."""
    try:
        engine = make_engine(platform)
        worker = Worker(engine, platform, path)
        worker.words = platform.hear_words(engine) if platform.hear_words else None
        engine.connect("error", worker.note_error)
        hello = worker.hello()
    except Exception as error:  # noqa: BLE001 - whatever it is, the lab says it and what to do
        fatal = {"fatal": f"{type(error).__name__}: {error}", "what_to_do": platform.what_to_do}
        print(json.dumps(fatal), file=answers, flush=True)
        return
    print(json.dumps(hello), file=answers, flush=True)
    serve(worker, requests, answers)


def main() -> None:
    """The process: requests on stdin, answers on stdout; the one argument is the folder for sounds."""
    answers = take_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the lab, which then closes the pipe
    path = Path(sys.argv[1])
    try:
        run(path, platform_for(), sys.stdin, answers)
    except BrokenPipeError:
        os._exit(0)  # the lab is gone; nothing can be flushed any more
    finally:
        wipe_away(path)
    # espeak's shared library may fail an assertion in its exit handlers; nothing is left to do, so skip them.
    os._exit(0)


if __name__ == "__main__":
    main()
