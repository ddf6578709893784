"""Stops accidental presses: keys that go on when everything has stopped, and the second half of a double click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.window_input import InputHandler

#: After such a pause somebody has seen what is there now.
PAUSE_MS = 500.0
_CHOOSING = frozenset({"Space", "Enter", "NumpadEnter"})
_NEVER_MS = -1_000_000


class AccidentalPresses(InputHandler):
    """Takes what would press a button on a screen that nobody has seen yet.

    Keys that press one, from when a screen came that nobody had asked for until the keys have rested: without it a
    space of the sentence that somebody was typing begins the next form, simulation and all, in the moment in which Stop
    had ended the last. And the second press of a double click where the first has brought another screen: on it another
    button stands in the same place, and a question would be passed over.
    """

    def __init__(self) -> None:
        self._is_waiting = False
        self._last_ms = -PAUSE_MS
        self._pressed_ms, self._pressed_at = _NEVER_MS, QPointF()
        self._is_new = self._is_second = False

    def wait(self, is_to_wait: bool) -> None:
        """Another screen has come, asked for or not."""
        self._is_waiting = is_to_wait
        self._is_new = True

    def key(self, press: KeyPress) -> bool:
        if not press.is_down:
            return False
        has_rested = press.at_ms - self._last_ms >= PAUSE_MS and not press.is_repeat
        self._last_ms = press.at_ms
        self._is_waiting = self._is_waiting and not has_rested
        return self._is_waiting and press.code in _CHOOSING

    def other(self, event: QEvent) -> bool:
        """Qt tells a second press as a press and as a double click."""
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._is_second = self._is_new and self._follows(event)
            if not self._is_second:
                self._is_new = False
            self._pressed_ms, self._pressed_at = event.timestamp(), event.globalPosition()
        return self._is_second and event.type() != QEvent.Type.MouseButtonRelease

    def _follows(self, event: QMouseEvent) -> bool:
        hints = QGuiApplication.styleHints()
        way = event.globalPosition() - self._pressed_at
        is_soon = event.timestamp() - self._pressed_ms <= hints.mouseDoubleClickInterval()
        return is_soon and way.manhattanLength() <= 2 * hints.mouseDoubleClickDistance()
