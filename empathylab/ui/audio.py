"""The voice that fits this computer, called in Qt's main thread."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from empathylab.domain.voice import Voice
from empathylab.speech.voices import SilentVoice, SpokenVoice
from empathylab.ui.sound_link import PlayerLink


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


def make_voice() -> Voice:
    """The voice for this computer: spoken where there is sound, else captions that take the time of speech."""
    caller = MainThreadCaller()
    return SpokenVoice(_player().sink(), caller) if has_sound() else SilentVoice(caller)


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
