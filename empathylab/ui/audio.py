"""The voice that fits this computer, called in Qt's main thread.

Qt's multimedia is loaded when sound is first asked for: it takes long, and speaks on stderr of what it does without.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from empathylab.domain.voice import Voice
from empathylab.speech.voices import SilentVoice, SpokenVoice


def has_sound() -> bool:
    """Whether this computer has a device that plays sound, as far as it is known now."""
    from empathylab.ui import qt_sink

    return qt_sink.has_device()


def make_voice() -> Voice:
    """The voice for this computer: spoken where there is sound, else captions that take the time of speech."""
    caller = MainThreadCaller()
    if not has_sound():
        return SilentVoice(caller)
    from empathylab.ui.qt_sink import QtSink

    return SpokenVoice(QtSink(), caller)


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
