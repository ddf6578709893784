"""Ctrl with a digit is that F-key (⌘ on a Mac): many laptops give theirs to volume and brightness."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
#: Qt calls the Mac's ⌘ so, too.
_WITH = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def function_key(event: QKeyEvent) -> QKeyEvent | None:
    """The F-key that is meant by this event; None when it is a key like any other."""
    if event.modifiers() & ~_KEYPAD != _WITH or event.key() not in _DIGITS:
        return None
    key = Qt.Key.Key_F1 + (event.key() - Qt.Key.Key_1)
    return QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier, "", event.isAutoRepeat())


def send_function_key(window: QWindow, event: QKeyEvent) -> bool:
    """Let the window have the F-key in this one's place; whether there was one."""
    meant = function_key(event)
    if meant is None:
        return False
    meant.setTimestamp(event.timestamp())
    QCoreApplication.sendEvent(window, meant)
    return True
