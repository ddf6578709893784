"""Sees every key of a window before anything else does: for the tutor's ticks and the idle watch. Records nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication

_NAMES: dict[int, str] = {
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Shift+Tab",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Plus: "Plus",
    Qt.Key.Key_Equal: "Plus",
    Qt.Key.Key_Minus: "Minus",
    Qt.Key.Key_F1: "F1",
    Qt.Key.Key_F2: "F2",
}
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


def key_name(key: int, modifiers: Qt.KeyboardModifier) -> str:
    """A press by name, such as `H`, `Tab` or `Ctrl+Plus`; empty for a key that has no name here."""
    name = _NAMES.get(key, "")
    if not name and 0x20 < key < 0x7F:
        name = chr(key).upper()
    return f"Ctrl+{name}" if name and modifiers & Qt.KeyboardModifier.ControlModifier else name


class KeyWatch(QObject):
    """A filter on the QWindow, never on the application.

    It takes nothing away from anybody, but for the key that answers a question laid over everything: that key is not
    meant for what lies below. Shift goes on all the same, since three times Shift stops everything at any moment.
    `is_covered` says whether there is such a question. And something that lies on Enter presses a button once: it would
    else press its way through the screens, and agree for a visitor.
    """

    pressed = Signal(str)
    activity = Signal()

    def __init__(self, parent: QObject, is_covered: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._is_covered = is_covered

    def watch(self, window: QWindow) -> None:
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and not _is_tremor(event):
            is_answer = self._is_covered()
            if not _is_repeat(event):
                self.activity.emit()
            if is_answer and not _is_shift(event):
                return event.type() != QEvent.Type.MouseMove
            if isinstance(event, QKeyEvent):
                if _is_held_on_button(event):
                    return True
                name = key_name(event.key(), event.modifiers())
                if name:
                    self.pressed.emit(name)
        return False


def _is_tremor(event: QEvent) -> bool:
    """A pointer that trembles moves without anybody: the lab itself sends these events."""
    return event.type() == QEvent.Type.MouseMove and not event.spontaneous()


def _is_repeat(event: QEvent) -> bool:
    """A key that stays down is somebody once; after that it may be a bag."""
    return isinstance(event, QKeyEvent) and event.isAutoRepeat()


def _is_held_on_button(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and _is_repeat(event) and isinstance(QApplication.focusWidget(), QAbstractButton)


def _is_shift(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Shift
