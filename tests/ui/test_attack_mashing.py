"""Somebody who presses and clicks whatever there is, on every screen: nothing else opens, nothing breaks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from empathylab.demo.keyboard_driver import rest
from empathylab.files.access_locks import load_locks
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from support.elsewhere import Elsewhere, elsewhere_for
from support.facilitator_lab import Lab, open_lab, show_window
from support.mashing import press_anything
from support.participant_lab import Station

#: QTest says so of keys that stand for no letter.
_NO_LETTER = pytest.mark.qt_log_ignore("keyToAscii Unhandled key code", extend=True)
pytestmark = [pytest.mark.attack, pytest.mark.long, _NO_LETTER]

#: Presses and clicks over a visit, and over each of the facilitator's screens.
MANY, MANY_EACH = 4_000, 2_000
#: What people press who never led an event: what a door shut with a PIN keeps out, and where there is nobody to ask.
PAGES = ("kit", "rehearsal", "own-profile", "run-sheet")


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with elsewhere_for("http", "https", "file", "mailto", "tel") as made:
        yield made


def test_whatever_is_pressed_and_clicked_nothing_but_the_lab_is_there(station: Station, elsewhere: Elsewhere) -> None:
    chance, seen = random.Random(13), set()
    handle = station.lab.window.windowHandle()
    assert handle is not None
    for number in range(MANY):
        press_anything(handle, chance)
        if number % 10 == 0:
            rest(20)
            seen.add(type(station.screen).__name__)
            others = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top.isWindow()]
            assert {type(top).__name__ for top in others} <= {"StationWindow", "QQuickWidget"}, number
            assert elsewhere.opened == [], number
    assert len(seen) > 5, seen
    assert QGuiApplication.clipboard().text() == ""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "records", visits=1) as made:
        yield made


#: Windows of its own that the facilitator's has: its lists, and behind the PIN the menus of its lines.
LISTS = frozenset(("FacilitatorWindow", "QComboBoxPrivateContainer"))


def mash(window: FacilitatorWindow, chance: random.Random, look: Callable[[], object], windows: frozenset[str]) -> None:
    """Whatever is pressed, these alone are there."""
    for number in range(MANY_EACH):
        if not window.isVisible():  # some of the keys close it
            window.show()
        handle = window.windowHandle()
        assert handle is not None
        press_anything(handle, chance)
        if number % 10 == 0:
            rest(20)
            others = {top.metaObject().className() for top in QApplication.topLevelWidgets() if top.isVisible()}
            assert others <= windows, number
            look()


def test_nobody_gets_past_the_pin_by_pressing_whatever_there_is(lab: Lab, qtbot: QtBot, elsewhere: Elsewhere) -> None:
    window = show_window(lab, qtbot)
    window.lock()

    def look() -> None:
        assert window.is_locked
        assert load_locks(lab.folder).has_lock

    mash(window, random.Random(14), look, LISTS)
    assert elsewhere.opened == []


@pytest.mark.parametrize("page", PAGES)
def test_whatever_is_pressed_on_a_page_of_the_facilitators_breaks_nothing(
    lab: Lab, qtbot: QtBot, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window = show_window(lab, qtbot)

    def look() -> None:
        if not window.is_locked and window.current != page:
            window.go(page)

    look()
    mash(window, random.Random(page), look, LISTS | {"QMenu"})
    # Of what was made its folder may be opened.
    assert [each for each in elsewhere.opened if tmp_path.as_uri() not in each] == []
