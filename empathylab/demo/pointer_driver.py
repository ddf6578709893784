"""A scripted participant's mouse: real pointer events into the lab's real window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWindow

from empathylab.demo.keyboard_driver import KeyboardDriver

_STEPS, _STEP_MS = 8, 20
_NONE, _LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


class PointerDriver:
    """Drags in a window; how long that takes passes on the same clock as the keys."""

    def __init__(self, window: QWindow, keyboard: KeyboardDriver) -> None:
        self._window, self._keyboard = window, keyboard

    def drag(self, start: QPointF, end: QPointF) -> None:
        """Take hold at one place of the window and let go at another."""
        self._send(QEvent.Type.MouseMove, start, _NONE, _NONE)
        self._send(QEvent.Type.MouseButtonPress, start, _LEFT, _LEFT)
        for step in range(1, _STEPS + 1):
            self._send(QEvent.Type.MouseMove, start + (end - start) * (step / _STEPS), _NONE, _LEFT)
        self._send(QEvent.Type.MouseButtonRelease, end, _LEFT, _NONE)

    def _send(self, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        around = QPointF(self._window.mapToGlobal(place))
        event = QMouseEvent(kind, place, place, around, button, held, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(int(self._keyboard.clock.now_ms()))
        QCoreApplication.sendEvent(self._window, event)
        self._keyboard.rest(_STEP_MS)
