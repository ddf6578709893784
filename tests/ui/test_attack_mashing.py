"""Somebody who presses and clicks whatever there is, on every screen of a visit: nothing else opens, nothing breaks."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from empathylab.demo.keyboard_driver import rest
from support.elsewhere import Elsewhere, elsewhere_for
from support.participant_lab import Station

#: QTest says so of keys that stand for no letter.
_NO_LETTER = pytest.mark.qt_log_ignore("keyToAscii Unhandled key code", extend=True)
pytestmark = [pytest.mark.attack, pytest.mark.long, _NO_LETTER]

#: Presses and clicks.
MANY = 4_000
_HELD = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)
_HELD = (*_HELD, Qt.KeyboardModifier.MetaModifier)
#: Whoever names the micro sign is told that its other name is out of use.
_MICRO = 0xB5
_KEYS = [key for key in Qt.Key if key.value not in (Qt.Key.Key_unknown.value, Qt.Key.Key_Any.value, _MICRO)]
#: Most of what is pressed leads on; else nobody would get past the first screen.
_USUAL = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with elsewhere_for("http", "https", "file", "mailto", "tel") as made:
        yield made


def press_anything(station: Station, chance: random.Random) -> None:
    window = station.lab.window.windowHandle()
    assert window is not None
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


def test_whatever_is_pressed_and_clicked_nothing_but_the_lab_is_there(station: Station, elsewhere: Elsewhere) -> None:
    chance, seen = random.Random(13), set()
    for number in range(MANY):
        press_anything(station, chance)
        if number % 10 == 0:
            rest(20)
            seen.add(type(station.screen).__name__)
            others = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top.isWindow()]
            assert {type(top).__name__ for top in others} <= {"StationWindow", "QQuickWidget"}, number
            assert elsewhere.opened == [], number
    assert len(seen) > 5, seen
    assert QGuiApplication.clipboard().text() == ""
