"""The lab's end of the listener: what was said as a command, and whether anything can be said at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal

from empathylab.domain.events import CommandKind
from empathylab.ui.sound.sound_link import own_environment
from empathylab.ui.sound.voice_listener import ListeningAbility
from empathylab.voice_control.commands import VoiceCommand

#: What is killed is gone within a few.
_END_MS = 1_000
COMMAND = (sys.executable, "-m", "empathylab.ui.sound.voice_listener")


class ListeningLink(QObject):
    """Runs a listener from `begin` to `end`.

    `said`: a `VoiceCommand`, or None for what was none. `changed`: `can` is another, None while it is not known.
    """

    said = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, command: Sequence[str] = COMMAND) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._process: QProcess | None = None
        self.can: ListeningAbility | None = None

    def begin(self) -> None:
        """Deaf at first."""
        self.end()
        self._process = process = QProcess(self)
        process.setProcessEnvironment(own_environment())
        # It speaks there of what it does without.
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._died)
        process.start(self._command[0], list(self._command[1:]))

    def end(self) -> None:
        """Nobody listens any more. A second call does nothing."""
        process, self._process, self.can = self._process, None, None
        if process is None:
            return
        _let_go(process)

    def listen(self, is_wanted: bool) -> None:
        """Open the microphone, or close it."""
        self._send({"listen": is_wanted})

    def listen_for(self, labels: Sequence[str], numbers: int) -> None:
        """Plain words of the page, and how many numbers are shown on it."""
        self._send({"labels": list(labels), "numbers": numbers})

    def _send(self, request: dict[str, object]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(request).encode() + b"\n")

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            told = json.loads(bytes(self._process.readLine().data()))
            if "can" in told:
                self._learn(ListeningAbility(told["can"]))
            elif told["heard"]:
                self.said.emit(VoiceCommand(CommandKind(told["heard"]), told["words"]))
            else:
                self.said.emit(None)

    def _died(self) -> None:
        """Its sound server has gone, and with it the microphone."""
        process, self._process = self._process, None
        if process is not None:
            _let_go(process)
            self._learn(ListeningAbility.NO_MICROPHONE)

    def _learn(self, can: ListeningAbility) -> None:
        if can is not self.can:
            self.can = can
            self.changed.emit()


def _let_go(process: QProcess) -> None:
    """The microphone is closed at once: it is the system that ends it."""
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(_END_MS)
    process.deleteLater()
