"""What the speech service speaks with on this computer, called in Qt's main thread, and a sample of it."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from empathylab.domain.calibration import SoundDevice
from empathylab.domain.errors import MachineError
from empathylab.domain.voice import Voice
from empathylab.speech.speech_service import Speaker, SpeechService
from empathylab.speech.voices import SilentVoice, SpokenVoice
from empathylab.speech.wav import Wav
from empathylab.ui.sound.page_sound import PageSound, make_page_sound
from empathylab.ui.sound.sound_link import PlayerLink
from empathylab.ui.sound.talking import talking


@cache
def _player() -> PlayerLink:
    """The one player of this process; it ends with it."""
    link = PlayerLink()
    app = QCoreApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(link.close)
    atexit.register(link.close)
    return link


def has_sound() -> bool:
    """Whether this computer has a device that plays sound, as far as it is known now."""
    return _player().has_device


def sound_device() -> SoundDevice | None:
    """What sound goes to now; None where there is nothing."""
    return _player().device if has_sound() else None


def make_voice() -> Voice:
    """The voice for this computer: spoken where there is sound, else captions that take the time of speech."""
    caller = MainThreadCaller()
    return SpokenVoice(_player().sink(), caller) if has_sound() else SilentVoice(caller)


def page_sound() -> PageSound:
    """The sound of the pages of runs on this computer."""
    return make_page_sound(_player)


class RepeatedVoice:
    """A voice that talks over and over: at the right volume as loud as somebody a metre away."""

    def __init__(self) -> None:
        self._sink = _player().sink()
        self._sink.on_finished = lambda _token: self._say()
        self._wav: Wav | None = None

    @property
    def device(self) -> SoundDevice | None:
        """Where it is heard; None where nothing plays."""
        return sound_device()

    def start(self) -> None:
        """From the beginning; raises MachineError where nothing would be heard."""
        if not has_sound():
            raise MachineError("No sound device was found.", "Plug in headphones.")
        self._wav = self._wav or talking()
        self._say()

    def stop(self) -> None:
        """Silence at once."""
        self._wav = None
        self._sink.stop()

    def _say(self) -> None:
        if self._wav is not None:
            self._sink.play(self._wav, 1)


class Sample:
    """Lets a person hear a sentence at a speed that is not theirs, such as a persona's own."""

    def __init__(self, speech: SpeechService) -> None:
        self._speech = speech
        self._voice = speech.lend(Speaker.SAMPLE, "en")

    def play(self, words: str, rate_wpm: int) -> None:
        """From the beginning, in place of what is being said."""
        self._speech.look_for_sound()
        self._voice.set_rate_wpm(rate_wpm)
        self._voice.speak(1, words)

    def play_aloud(self, words: str, rate_wpm: int) -> None:
        """As `play`; raises MachineError where nothing would be heard."""
        if not has_sound():
            raise MachineError(
                "No sound device was found.", "Plug in headphones, or go on without: the reader shows captions."
            )
        self.play(words, rate_wpm)

    def stop(self) -> None:
        """Silence at once; whoever listens next hears it softly at first."""
        self._voice.stop()
        self._voice.begin_visit()


class MainThreadCaller(QObject):
    """Runs a call in the thread that made this object, from any thread; in order, and at once when already there."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        if QThread.currentThread() is self.thread():
            call()
        else:
            self._asked.emit(call)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        call()
