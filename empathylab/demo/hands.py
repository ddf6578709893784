"""A scripted participant's hands and patience: real key events into the lab's real window."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

from empathylab.domain.errors import MachineError

#: How long a key stays down and the pause after it, in milliseconds: mean and spread of an unhurried typist.
_HOLD_MS, _HOLD_SPREAD_MS = 115, 25
_PAUSE_MS, _PAUSE_SPREAD_MS = 60, 25
_PATIENCE_S = 20.0
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys on a window; every duration comes from the seeded generator."""

    def __init__(self, window: QWindow, chance: random.Random) -> None:
        self._window = window
        self._chance = chance
        self.presses = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER, words: str = "") -> None:
        """Down, a moment, up, a moment; `words` is what the key would write."""
        self._send(QEvent.Type.KeyPress, key, modifiers, words)
        rest(self._around(_HOLD_MS, _HOLD_SPREAD_MS))
        self._send(QEvent.Type.KeyRelease, key, modifiers, words)
        rest(self._around(_PAUSE_MS, _PAUSE_SPREAD_MS))
        self.presses += 1

    def type(self, words: str) -> None:
        """Every character by its key; capitals with Shift."""
        for character in words:
            shift = Qt.KeyboardModifier.ShiftModifier if character.isupper() else _NO_MODIFIER
            self.press(Qt.Key(ord(character.upper())), shift, character)

    def _send(self, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier, words: str) -> None:
        """To the window, where the platform's own events arrive, so that every filter sees it."""
        QCoreApplication.sendEvent(self._window, QKeyEvent(kind, key, modifiers, words))

    def _around(self, mean: float, spread: float) -> int:
        return round(max(10.0, self._chance.gauss(mean, spread)))


def rest(wait_ms: float) -> None:
    """Let the lab work for so long."""
    # A real event loop: under processEvents() the web engine misses wake-ups and a page can stand still.
    loop = QEventLoop()
    QTimer.singleShot(round(wait_ms), loop.quit)
    loop.exec()


def wait_for(is_there: Callable[[], object], what: str, patience_s: float = _PATIENCE_S) -> None:
    """Let the lab work until something is there; MachineError when it does not come."""
    started = time.monotonic()
    while not is_there():
        if time.monotonic() - started > patience_s:
            raise MachineError(f"The demo waited {patience_s:.0f} seconds for {what} and it did not come.")
        rest(10)
