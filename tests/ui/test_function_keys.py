"""Who has no F-keys at hand presses Ctrl and a digit, and the screens can say so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractButton

from empathylab.session.stages import Stage
from empathylab.ui.facilitator.setup.look_page import LookPage
from empathylab.ui.keys import qt_keys
from empathylab.ui.keys.function_keys import function_key
from empathylab.ui.keys.qt_keys import _modifiers
from empathylab.ui.keys.stop_keys import StopKeys
from empathylab.ui.kit import system_keys
from empathylab.ui.visit.screens import closing_screens
from support.participant_lab import Station

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
#: By the names of this computer: on a Mac Qt calls Control Meta, and `qt_keys` knows that from where it runs.
MAC_CONTROL = CTRL


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


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The numbers of keys are taken as that system sends them."""

    def be(platform: str) -> None:
        monkeypatch.setattr(qt_keys, "QGuiApplication", SimpleNamespace(platformName=lambda: platform))

    return be


@pytest.fixture
def window(qapp: QCoreApplication) -> Iterator[QWindow]:
    made = QWindow()
    made.create()
    yield made
    made.deleteLater()
    qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def pressed(key: int, modifiers: Qt.KeyboardModifier, *, scan: int = 0, on_mac: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, on_mac, 0, "")


@pytest.mark.parametrize(
    ("platform", "key", "scan", "on_mac", "opens"),
    [
        ("windows", 0x0410, 33, 0, True),  # Ukrainian and Russian: a Cyrillic A
        ("xcb", 0x03A6, 33 + 8, 0, True),  # Greek: a Phi
        ("cocoa", 0x0192, 0, 3, True),  # a Mac types ƒ with Option
        ("windows", 0x55, 33, 0, False),  # Dvorak: there it is U
        ("windows", 0x46, 21, 0, True),  # and F is where others have Y
        ("windows", 0x0410, 34, 0, False),
    ],
)
def test_the_facilitators_key_is_f_also_where_the_layout_has_none(
    system: Callable[[str], None], platform: str, key: int, scan: int, on_mac: int, opens: bool, window: QWindow
) -> None:
    system(platform)
    called: list[bool] = []
    StopKeys.of(window).facilitator_pressed.connect(lambda: called.append(True))
    held = (MAC_CONTROL if platform == "cocoa" else CTRL) | ALT
    QCoreApplication.sendEvent(window, pressed(key, held, scan=scan, on_mac=on_mac))
    assert bool(called) is opens


@pytest.mark.parametrize(
    ("platform", "key", "scan", "on_mac", "meant"),
    [
        ("windows", Qt.Key.Key_7, 8, 0, Qt.Key.Key_F7),
        ("windows", Qt.Key.Key_Egrave, 8, 0, Qt.Key.Key_F7),  # French
        ("xcb", Qt.Key.Key_Yacute, 8 + 8, 0, Qt.Key.Key_F7),  # Czech
        ("cocoa", Qt.Key.Key_Ccedilla, 0, 25, Qt.Key.Key_F9),  # a French Mac
        ("windows", Qt.Key.Key_Minus, 7, 0, None),  # French, and Ctrl makes the text smaller
        ("windows", Qt.Key.Key_Minus, 12, 0, None),
        ("offscreen", Qt.Key.Key_Ampersand, 0, 0, None),
    ],
)
def test_ctrl_and_the_key_of_a_digit_is_the_f_key_whatever_is_printed_on_it(
    system: Callable[[str], None], platform: str, key: Qt.Key, scan: int, on_mac: int, meant: Qt.Key | None
) -> None:
    system(platform)
    found = function_key(pressed(key, CTRL, scan=scan, on_mac=on_mac))
    assert (found and found.key()) == meant


def test_who_presses_shift_on_and_on_is_told_what_windows_asks(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing_screens, "asks_at_shifts", lambda: True)
    station.arrive_at(Stage.BARRIER)
    station.stop()
    assert any("answer No" in words for words in station.words())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked without a program")
def test_after_stop_no_program_of_the_system_is_waited_for(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(system_keys, "told", lambda program, *_arguments: started.append(program) or "")
    station.arrive_at(Stage.TUTOR)
    station.stop()
    assert "Stopped. Everything is normal again." in station.words()
    assert not started
