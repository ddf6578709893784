"""The program that listens, in a process of its own: `python -m empathylab.ui.sound.voice_listener`.

A sound server that goes away takes this process with it, and not the lab; and what is said into the microphone is in no
other memory. It is kept nowhere, and what was no command leaves no word.

In, a line of JSON each: `{"listen": bool}`, `{"labels": [words], "numbers": n}`. Out: `{"can": Can}` first and on each
change, `{"heard": kind, "words": …}` for a command and `{"heard": ""}` for anything else that was said.
"""

from __future__ import annotations

import json
import sys
import threading
from enum import StrEnum
from typing import Protocol, TypedDict

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from empathylab.voice_control.commands import VoiceCommand
from empathylab.voice_control.recogniser import Recogniser, is_installed
from empathylab.voice_control.utterances import Pcm, Utterances


class ListeningAbility(StrEnum):
    """Whether this computer can listen, and if not, why."""

    LISTEN = "listen"
    NOT_INSTALLED = "not-installed"
    NO_MICROPHONE = "no-microphone"


class ListenRequest(TypedDict, total=False):
    """A request to the listener: to listen or not, or for which words and how many numbers."""

    listen: bool
    labels: list[str]
    numbers: int


class AudioInput(Protocol):
    """A microphone: the computer's own, or one that a test speaks into."""

    heard: SignalInstance
    changed: SignalInstance

    @property
    def is_there(self) -> bool: ...

    def open(self) -> None: ...

    def close(self) -> None: ...


class VoiceListener(QObject):
    """Listens where it was told to, for what it was told to."""

    def __init__(self, microphone: AudioInput) -> None:
        super().__init__()
        self._microphone = microphone
        self._recogniser = Recogniser() if is_installed() else None
        self._utterances = Utterances()
        microphone.heard.connect(self._hear)
        microphone.changed.connect(self.tell_what_it_can)

    def tell_what_it_can(self) -> None:
        can = ListeningAbility.LISTEN if self._microphone.is_there else ListeningAbility.NO_MICROPHONE
        _tell({"can": can if self._recogniser is not None else ListeningAbility.NOT_INSTALLED})

    def do(self, request: ListenRequest) -> None:
        if "labels" in request and self._recogniser is not None:
            self._recogniser.listen_for(request["labels"], request["numbers"])
        if "listen" in request:
            # What was said before belongs to nobody.
            self._utterances = Utterances()
            (self._microphone.open if request["listen"] else self._microphone.close)()

    def _hear(self, samples: Pcm) -> None:
        for said in self._utterances.feed(samples):
            if self._recogniser is not None:
                _tell_heard(self._recogniser.hear(said))


class RequestReader(QObject):
    """Reads requests in a thread of its own, so that it works with pipes on every platform."""

    came = Signal(object)
    ended = Signal()

    def begin(self) -> None:
        threading.Thread(target=self._read, name="listener-wishes", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            self.came.emit(json.loads(line))
        self.ended.emit()


def _tell_heard(command: VoiceCommand | None) -> None:
    _tell({"heard": ""} if command is None else {"heard": command.kind, "words": command.words})


def _tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def listen_with(app: QCoreApplication, microphone: AudioInput) -> int:
    """Until the other end of the pipe is closed."""
    listener, wishes = VoiceListener(microphone), RequestReader()
    wishes.came.connect(listener.do)
    wishes.ended.connect(app.quit)
    listener.tell_what_it_can()
    wishes.begin()
    return app.exec()


def main() -> int:
    from empathylab.ui.sound.microphone import Microphone

    app = QCoreApplication(sys.argv)
    return listen_with(app, Microphone())


if __name__ == "__main__":
    sys.exit(main())
