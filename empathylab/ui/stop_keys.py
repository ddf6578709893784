"""The keys that work everywhere in the lab's window and that nothing may take away.

Shift three times within five seconds stops a simulation, F9 says "I'm stuck", Ctrl+Alt+F calls the facilitator's
side. They are seen on the QWindow, before any widget, any page and any key model.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

PRESSES_TO_STOP = 3
WITHIN_MS = 5_000
STUCK_KEY = Qt.Key.Key_F9
_FACILITATOR_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _monotonic_ms() -> float:
    return time.monotonic() * 1000


class StopKeys(QObject):
    """One for a window. Shift counts when it is tapped alone: capitals typed with Shift held never stop a run."""

    #: 1, 2, 3 as the taps come, 0 when they were too far apart; 3 means stop.
    stop_pressed = Signal(int)
    stuck_pressed = Signal()
    facilitator_pressed = Signal()

    def __init__(self, window: QWindow, clock_ms: Callable[[], float] = _monotonic_ms) -> None:
        super().__init__(window)
        self._clock_ms = clock_ms
        self._taps_ms: list[float] = []
        self._is_alone = False
        self._forget = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._forget.timeout.connect(self.reset)
        self._window = window
        self.come_first()

    @classmethod
    def of(cls, window: QWindow) -> StopKeys:
        """The window's own, made when it is asked for the first time."""
        return window.findChild(cls) or cls(window)

    def come_first(self) -> None:
        """See every key before the filters that were installed since."""
        self._window.removeEventFilter(self)
        self._window.installEventFilter(self)

    def reset(self) -> None:
        """Forget the taps so far."""
        had_taps = bool(self._taps_ms)
        self._taps_ms.clear()
        self._is_alone = False
        self._forget.stop()
        if had_taps:
            self.stop_pressed.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            if event.type() == QEvent.Type.KeyRelease:
                return self._released(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._is_alone = False
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Shift:
            if not event.isAutoRepeat():
                self._is_alone = True
            return False
        self._is_alone = False
        if event.key() == STUCK_KEY and not event.isAutoRepeat():
            self.stuck_pressed.emit()
        is_facilitator = event.key() == Qt.Key.Key_F and _is_facilitator(event)
        if is_facilitator and not event.isAutoRepeat():
            self.facilitator_pressed.emit()
        return event.key() == STUCK_KEY or is_facilitator

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat():
            if self._is_alone:
                self._tapped()
            self._is_alone = False
        return event.key() == STUCK_KEY

    def _tapped(self) -> None:
        now = self._clock_ms()
        self._taps_ms = [*(tap for tap in self._taps_ms if now - tap <= WITHIN_MS), now]
        count = min(len(self._taps_ms), PRESSES_TO_STOP)
        self._forget.start()
        if count == PRESSES_TO_STOP:
            self._taps_ms.clear()
            self._forget.stop()
        self.stop_pressed.emit(count)


def _is_facilitator(event: QKeyEvent) -> bool:
    return event.modifiers() & _FACILITATOR_MODIFIERS == _FACILITATOR_MODIFIERS
