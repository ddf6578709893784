"""Somebody who presses and clicks whatever there is."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

_HELD = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
)
#: Whoever names the micro sign is told that its other name is out of use.
_MICRO = 0xB5
_KEYS = [key for key in Qt.Key if key.value not in (Qt.Key.Key_unknown.value, Qt.Key.Key_Any.value, _MICRO)]
#: Most of what is pressed leads on; else nobody would get past the first screen.
_USUAL = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape)


def press_anything(window: QWindow, chance: random.Random) -> None:
    """Any key with any held down, or any button of the mouse anywhere; all but the facilitator's key."""
    if chance.random() < 0.25:
        place = QPoint(chance.randrange(window.width()), chance.randrange(window.height()))
        button = chance.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton))
        QTest.mouseClick(window, button, Qt.KeyboardModifier.NoModifier, place)
        return
    key = chance.choice(_USUAL) if chance.random() < 0.6 else chance.choice(_KEYS)
    held = Qt.KeyboardModifier.NoModifier
    for each in _HELD if key not in _USUAL else ():
        held = held | each if chance.random() < 0.25 else held
    is_facilitators = key is Qt.Key.Key_F and held == _HELD[0] | _HELD[1]
    if not is_facilitators:
        QTest.keyClick(window, key, held)


#: What people press who write, as fast as they can: nothing that ends a form or asks for somebody.
_TO_WRITE = (
    *(Qt.Key(number) for number in range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1)),
    *(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_1),
)


def press_to_write(window: QWindow, chance: random.Random) -> None:
    """A letter or one of the keys beside them, at once."""
    QTest.keyClick(window, chance.choice(_TO_WRITE))
