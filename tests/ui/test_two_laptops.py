"""Two laptops, a stick and one report, by a person who knows no server: only what is seen is pressed."""

from __future__ import annotations

import html
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from empathylab.ui.facilitator.export import export_page, take_home_page
from empathylab.ui.facilitator.results import bring_in_page
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from support.facilitator_lab import Lab, open_lab, show_window

Seen = TypeVar("Seen", bound=QWidget)
#: To decide, to point and press, to type a letter, by the keystroke-level model (Card, Moran & Newell 1980).
DECIDING_S, POINTING_S, LETTER_S = 1.35, 1.3, 0.28
#: Pulling a stick out, walking over and putting it in.
STICK_S = 20.0
PASSPHRASE = "four plain words here"


@dataclass(frozen=True)
class OneStick:
    folder: Path

    def folders(self) -> tuple[Path, ...]:
        return (self.folder,)


class Person:
    """Finds things by the words on them; `seconds` is what a person needs for as many presses and letters."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.presses = 0
        self.seconds = STICK_S

    def press(self, window: QWidget, words: str) -> None:
        found = self._see(window, QAbstractButton, words)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        self._needs(POINTING_S)

    def go(self, window: QWidget, words: str) -> None:
        (tabs,) = window.findChildren(QTabBar)
        place = next(at for at in range(tabs.count()) if tabs.tabText(at) == words)
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())
        self._needs(POINTING_S)

    def fill(self, window: QWidget, name: str, words: str) -> None:
        found = self._see(window, QLineEdit, name)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        found.selectAll()
        QTest.keyClicks(found, words)
        self._needs(POINTING_S + LETTER_S * len(words))

    def reads(self, window: QWidget, words: str) -> None:
        self._qtbot.waitUntil(lambda: any(words in each.text() for each in visible(window, QLabel)))
        self._needs(0)

    def _see(self, window: QWidget, kind: type[Seen], words: str) -> Seen:
        self._qtbot.waitUntil(lambda: any(words in said(each) for each in visible(window, kind) if each.isEnabled()))
        return next(each for each in visible(window, kind) if each.isEnabled() and words in said(each))

    def _needs(self, seconds: float) -> None:
        self.presses += 1
        self.seconds += DECIDING_S + seconds


def visible(window: QWidget, kind: type[Seen]) -> list[Seen]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def said(widget: QWidget) -> tuple[str, ...]:
    return (widget.text() if isinstance(widget, QAbstractButton) else "", widget.accessibleName())


@pytest.fixture
def labs(tmp_path: Path) -> Iterator[tuple[Lab, Lab]]:
    with open_lab(tmp_path / "here", visits=0) as here, open_lab(tmp_path / "there", visits=0) as there:
        for number in range(10):
            here.visit(number)
            there.visit(20 + number)
        yield here, there


def test_one_report_out_of_two_laptops_in_under_two_minutes(
    labs: tuple[Lab, Lab], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "STICK").mkdir()
    for page in (take_home_page, bring_in_page):
        monkeypatch.setattr(page, "sticks_of", lambda: OneStick(tmp_path / "STICK"))
    for module in (take_home_page, export_page):
        monkeypatch.setattr(module, "documents_folder", lambda: tmp_path / "documents")
    here, there = (show_window(lab, qtbot) for lab in labs)
    person, began_s = Person(qtbot), time.monotonic()
    takes_home(person, there)
    brings_in(person, here)
    report = exports(person, here, tmp_path / "documents")
    assert "at least 20" in report, report[:500]
    lab_s = time.monotonic() - began_s
    sys.stdout.write(f"{person.presses} steps: a person needs {person.seconds:.0f} s, the lab {lab_s:.1f} s\n")
    assert person.seconds < 120


def takes_home(person: Person, there: FacilitatorWindow) -> None:
    person.go(there, "Export")
    person.press(there, "For the other laptop…")
    person.fill(there, "Passphrase", PASSPHRASE)
    person.press(there, "Write the file")
    person.reads(there, "Written: ")


def brings_in(person: Person, here: FacilitatorWindow) -> None:
    person.go(here, "Results")
    person.press(here, "Bring in another station")
    person.fill(here, "Passphrase", PASSPHRASE)
    person.press(here, "Open it")
    person.press(here, "Bring in")
    person.reads(here, "Brought in: 10 visits")


def exports(person: Person, here: FacilitatorWindow, documents: Path) -> str:
    person.go(here, "Export")
    person.press(here, "Export")
    person.reads(here, "Written to ")
    (page,) = documents.rglob("report.html")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))).split())
