"""Ctrl with a digit is that F-key (⌘ on a Mac): many laptops give theirs to volume and brightness."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from empathylab.ui.keys.qt_keys import place_of

_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_DIGIT_AT = {f"Digit{digit}": digit for digit in range(1, 10)}
#: With Ctrl these make text larger and smaller, wherever they are.
_ZOOMING = (Qt.Key.Key_Minus, Qt.Key.Key_Plus, Qt.Key.Key_Equal)
#: Qt calls the Mac's ⌘ so, too.
_WITH = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def function_key(event: QKeyEvent) -> QKeyEvent | None:
    """The F-key that is meant by this event; None when it is a key like any other."""
    if event.modifiers() & ~_KEYPAD != _WITH:
        return None
    digit = _digit(event)
    if digit is None:
        return None
    key = Qt.Key.Key_F1 + digit - 1
    return QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier, "", event.isAutoRepeat())


def _digit(event: QKeyEvent) -> int | None:
    """On French and Czech keyboards letters with accents and signs stand where others have digits: by their place."""
    if event.key() in _DIGITS:
        return event.key() - Qt.Key.Key_0
    return _DIGIT_AT.get(place_of(event) or "") if event.key() not in _ZOOMING else None


def send_function_key(window: QWindow, event: QKeyEvent) -> bool:
    """Let the window have the F-key in this one's place; whether there was one."""
    meant = function_key(event)
    if meant is None:
        return False
    meant.setTimestamp(event.timestamp())
    QCoreApplication.sendEvent(window, meant)
    return True
