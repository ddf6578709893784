"""From a bare machine to the first agreement, by somebody who only does what the screen says, with keys alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from empathylab import app
from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import rest
from empathylab.domain.errors import RecordsError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.setup.keyboard_check import NEEDED
from empathylab.ui.facilitator.setup.run_sheet_page import RunSheetPage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from support.participant_lab import silent_voice

#: A key by somebody who is no typist, and making up one's mind: the keystroke-level model (Card, Moran & Newell 1980).
KEY_S, DECIDING_S = 0.28, 1.35
#: Silent reading of English (Brysbaert 2019); every word of every screen is read, those below the fold too.
READING_WPM = 238
#: To find a bank card and hold it there, to put headphones on and listen, to write twelve letters down, to walk a room.
BY_HAND_S = {"a bank card": 40.0, "the voice": 20.0, "the code": 20.0, "the room": 60.0}
LONGEST_S = 600
LINES = [CheckLine("Clock", CheckLevel.OK, "It is noon."), CheckLine("Disk", CheckLevel.OK, "Room enough.")]
_K = Qt.Key


class Newcomer:
    """Reads what is new, goes with Tab to what the screen tells of, and presses what has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._read: set[str] = set()
        self.presses = self.decisions = self.words_read = 0
        self.by_hand_s = 0.0

    @property
    def seconds(self) -> float:
        reading_s = 60 * self.words_read / READING_WPM
        return KEY_S * self.presses + DECIDING_S * self.decisions + reading_s + self.by_hand_s

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            handle = self._focus().window().windowHandle()
            assert handle is not None
            QTest.keyClick(handle, key)  # where a person's keys arrive, so that nothing before the control is left out
            self.presses += 1

    def type(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)
        self.presses += len(words)

    def reads(self, window: QWidget, words: str) -> str:
        """Wait for a sentence, and read everything that was not read before."""
        rest(0)  # nobody presses a key before a page stands there
        self._qtbot.waitUntil(lambda: any(words in each for each in texts(window)))
        found = texts(window)
        self.words_read += sum(len(each.split()) for each in found if each not in self._read)
        self._read.update(found)
        return next(each for each in found if words in each)

    def goes_to(self, words: str) -> None:
        """With Tab, to the control that says these words."""
        self.decisions += 1
        for _ in range(120):
            if words in self._focus().accessibleName():
                return
            self.press(_K.Key_Tab)
        raise AssertionError(f"Tab does not come to '{words}'")

    def does(self, what: str) -> None:
        self.by_hand_s += BY_HAND_S[what]

    def _focus(self) -> QWidget:
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def texts(window: QWidget) -> list[str]:
    kinds = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return [each.text() for each in kinds if each.isVisible() and each.text()]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    monkeypatch.setattr(app, "self_check", lambda _folder: LINES)
    opened = Lab(Options(tmp_path / "records", is_windowed=True), make_voice=silent_voice)
    opened.open()
    opened.window.activateWindow()
    yield opened
    opened.close()


def test_a_second_start_changes_nothing_of_the_lab_that_is_open(lab: Lab, tmp_path: Path) -> None:
    folder = lab.options.data_dir
    before = {each: each.read_bytes() for each in folder.glob("*.json")}
    (tmp_path / "own").mkdir()
    with pytest.raises(RecordsError, match="Another Empathy Lab"):
        Lab(Options(folder, is_windowed=True, lab=tmp_path / "own"), make_voice=silent_voice)
    assert {each: each.read_bytes() for each in folder.glob("*.json")} == before


def test_a_newcomer_has_the_first_visitor_at_the_agreement_in_ten_minutes(lab: Lab, qtbot: QtBot) -> None:
    person = Newcomer(qtbot)
    finds_the_other_side(person, lab)
    window = lab.facilitator.window
    assert window is not None
    chooses_a_pin(person, window)
    person.reads(window, "The run sheet leads you")
    person.goes_to("Run sheet")
    person.press(_K.Key_Return)
    follows_the_run_sheet(person, window)
    qtbot.waitUntil(lambda: window.is_locked and lab.window.isActiveWindow())
    begins_a_visit(person, lab, qtbot)
    sys.stdout.write(f"{person.presses} keys, {person.words_read} words read: {person.seconds / 60:.1f} minutes\n")
    assert person.seconds < LONGEST_S


def finds_the_other_side(person: Newcomer, lab: Lab) -> None:
    person.reads(lab.window, "What happens here?")
    person.goes_to("What happens here?")
    person.press(_K.Key_Return)
    assert "Do you run this lab? Press Ctrl+Alt+F." in person.reads(lab.window, "Do you run this lab?")
    handle = lab.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, _K.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    person.presses += 3


def chooses_a_pin(person: Newcomer, window: FacilitatorWindow) -> None:
    person.reads(window, "New PIN")
    person.type("2468")
    person.press(_K.Key_Tab)
    person.type("2468")
    person.press(_K.Key_Return)
    person.reads(window, "Write this down")
    person.does("the code")
    person.goes_to("I have written it down")
    person.press(_K.Key_Return)


def names_the_event(person: Newcomer, window: FacilitatorWindow) -> None:
    person.reads(window, "Four questions before the first visit")
    person.type("Open day")
    for question in ("proportionate", "legal", "robust", "care"):
        person.goes_to("Yes")
        person.press(_K.Key_Space, _K.Key_Tab)
        assert question in QApplication.focusWidget().accessibleName()  # type: ignore[union-attr]
        person.type("We talked it over.")
    person.goes_to("Save event")
    person.press(_K.Key_Return)
    person.reads(window, "Saved: visits are recorded under “Open day”.")


def measures_the_screen(person: Newcomer, window: FacilitatorWindow) -> None:
    person.reads(window, "Make the box exactly as large as the card.")
    person.does("a bank card")
    person.press(*[_K.Key_Right] * 5)
    person.goes_to("Save for this screen")
    person.press(_K.Key_Return)
    person.reads(window, "Saved: ")


def hears_the_voice(person: Newcomer, window: FacilitatorWindow) -> None:
    person.reads(window, "Did you hear a calm voice")
    person.goes_to("Play the phrase")
    person.press(_K.Key_Return)
    person.does("the voice")
    person.goes_to("Yes, clearly")
    person.press(_K.Key_Return)
    person.reads(window, "Sound works.")


def tries_the_keys(person: Newcomer, window: FacilitatorWindow) -> None:
    person.reads(window, f"{len(NEEDED)} keys to go.")
    person.press(*(keys[0] for _, keys in NEEDED))
    person.reads(window, "Every key works.")
    person.press(_K.Key_Escape)


#: What a step's words ask for, where a page is opened for it.
DOES: dict[str, Callable[[Newcomer, FacilitatorWindow], None]] = {
    "Name the event": names_the_event,
    "Answer the four questions": names_the_event,
    "Measure this screen": measures_the_screen,
    "Hear the voice": hears_the_voice,
    "Try every key": tries_the_keys,
}


def follows_the_run_sheet(person: Newcomer, window: FacilitatorWindow) -> None:
    """Does what stands behind "Next:" until the lab gives the screen to the visitors."""
    page = window.page("run-sheet")
    assert isinstance(page, RunSheetPage)
    for _ in range(30):
        said = person.reads(window, " done. ")
        if "On to the next part" in said:
            if page.phase.id == "doors":
                person.goes_to("Give the screen to the visitors")
                person.goes_to("Show it")
                person.press(_K.Key_Return)
                return
            person.goes_to("Next part")
            person.press(_K.Key_Return)
            continue
        found = re.search(r"Next: (.+)\.$", said)
        assert found is not None, said
        what = found[1]
        person.goes_to(what)
        if what in DOES:
            person.press(_K.Key_Return)
            DOES[what](person, window)
            person.press(_K.Key_Escape)
        else:
            if what == "Walk from the door to the table":
                person.does("the room")
            person.press(_K.Key_Space)
    raise AssertionError("The run sheet leads to no end.")


def begins_a_visit(person: Newcomer, lab: Lab, qtbot: QtBot) -> None:
    """From the first screen, whatever the newcomer left open there."""
    person.reads(lab.window, "What happens here?")
    person.press(_K.Key_Return)
    qtbot.waitUntil(lambda: lab.director.stage is Stage.STORY)
    person.goes_to("Try a form")
    person.press(_K.Key_Return)
    qtbot.waitUntil(lambda: lab.director.stage is Stage.AGREEMENT)
