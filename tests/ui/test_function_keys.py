"""Who has no F-keys at hand presses Ctrl and a digit, and the screens can say so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from empathylab.session.stages import Stage
from empathylab.ui.facilitator.setup.look_page import LookPage
from empathylab.ui.keys.qt_keys import _modifiers
from empathylab.ui.kit.system_keys import SystemKeys
from empathylab.ui.visit.screens import closing
from support.participant_lab import Station

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_ctrl_and_7_reads_aloud_as_f7_does(station: Station) -> None:
    assert not station.lab.read_aloud.is_on
    station.hands.press(Qt.Key.Key_7, CTRL)
    assert station.lab.read_aloud.is_on
    station.press(Qt.Key.Key_7)
    assert station.lab.read_aloud.is_on, "a digit alone is a digit"
    station.hands.press(Qt.Key.Key_7, CTRL)
    assert not station.lab.read_aloud.is_on


def test_the_screens_say_it_where_the_facilitator_chose_so(station: Station) -> None:
    def words() -> str:
        return " ".join(each.text() for each in station.screen.findChildren(QAbstractButton))

    assert "Read aloud   F7" in words()
    station.lab.open_facilitator()
    desk = station.lab.facilitator.window.desk  # type: ignore[union-attr]
    page = LookPage(desk)
    page.f_keys.value = False
    page.save()
    station.director.show_attract()
    assert "Read aloud   Ctrl+7" in words()


@pytest.mark.parametrize(
    ("platform", "native", "held"),
    [
        ("windows", 0x42, {"AltGraph"}),
        ("windows", 0x06, {"Control", "Alt"}),
        ("xcb", 0x42, {"Control", "Alt"}),
    ],
)
def test_altgr_is_not_the_facilitators_ctrl_and_alt(platform: str, native: int, held: set[str]) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, CTRL | ALT, 33, 70, native, "f")
    assert _modifiers(event, platform) == held


def test_who_presses_shift_on_and_on_is_told_what_windows_asks(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "system_keys", lambda: SystemKeys(asks_at_five_shifts=True))
    station.arrive_at(Stage.BARRIER)
    station.stop()
    assert any("answer No" in words for words in station.words())
