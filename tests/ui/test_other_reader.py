"""With another screen reader running the lab's own voice never speaks over it unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.session import RunKind
from empathylab.domain.what_to_say import Deed
from empathylab.session.own_reader import HEADING
from empathylab.session.stages import Stage
from empathylab.ui.kit import announcing, other_screen_reader
from empathylab.ui.page import environment
from empathylab.ui.read_aloud.voice_offer import KEEP, SPEAK, TITLE, VoiceOffer
from empathylab.ui.run.voice_control import CommandHeard, ListeningState
from empathylab.ui.visit.flow.problems import LATE_READER
from empathylab.ui.visit.screens.whose_voice import WhoseVoiceScreen
from support.other_reader import let_another_reader_run
from support.participant_lab import Station
from support.recording_voice import RecordingVoice


@pytest.fixture
def voice() -> RecordingVoice:
    return RecordingVoice()


@pytest.fixture
def make_voice(voice: RecordingVoice, monkeypatch: pytest.MonkeyPatch) -> Callable[[], RecordingVoice]:
    """The lab's voice where another reader speaks already."""
    let_another_reader_run(monkeypatch)
    return lambda: voice


def test_f7_says_so_and_offers(station: Station, voice: RecordingVoice) -> None:
    was_focused = QApplication.focusWidget()
    station.press(Qt.Key.Key_F7)
    offer = station.lab.window.findChild(VoiceOffer)
    assert offer is not None
    found = QAccessible.queryAccessibleInterface(offer)
    assert found.role() is QAccessible.Role.Grouping
    assert found.text(QAccessible.Text.Name) == TITLE
    assert "its voice would speak over the one you have" in found.text(QAccessible.Text.Description)
    assert focused_words() == KEEP
    station.press(Qt.Key.Key_Tab)
    assert focused_words() == SPEAK
    station.press(Qt.Key.Key_Tab)
    station.press(Qt.Key.Key_Return)
    assert station.lab.window.findChild(VoiceOffer) is None
    assert QApplication.focusWidget() is was_focused
    assert not station.lab.read_aloud.is_on
    assert voice.texts == []


@pytest.mark.parametrize("keys", [(Qt.Key.Key_F7,), (Qt.Key.Key_Tab, Qt.Key.Key_Space)], ids=["F7 again", "the button"])
def test_the_offer_can_be_accepted(station: Station, voice: RecordingVoice, keys: tuple[Qt.Key, ...]) -> None:
    station.press(Qt.Key.Key_F7)
    for key in keys:
        station.press(key)
    assert station.lab.read_aloud.is_on
    station.wait(lambda: "Choose a person" in voice.texts, "the first screen")


def test_before_a_reader_is_simulated_the_visitor_says_whose_voice_it_shall_be(station: Station) -> None:
    begin(station, "ashleigh")
    assert isinstance(station.screen, WhoseVoiceScreen)
    station.press_button("The lab's screen reader")
    assert station.director.form.is_open
    assert station.visit.stage is Stage.TUTOR
    assert any(spec.kind == "screen-reader" for spec in station.visit.plan.conditions[RunKind.BARRIER].simulations)


def test_with_ones_own_reader_the_lab_is_silent_in_both_forms_and_the_record_says_so(
    station: Station, voice: RecordingVoice
) -> None:
    begin(station, "ashleigh")
    station.press_button("My own screen reader")
    assert station.visit.stage is Stage.BARRIER
    station.wait(lambda: station.visit.run, "the run")
    view = station.lab.window.view
    assert not view.is_reading
    assert not view.is_dark
    words = [label.text() for label in station.lab.window.frame.findChildren(QLabel)]
    assert HEADING in words
    assert "Your keys" not in words
    station.director.command(Deed.RESET)
    (run,) = station.lab.store.runs("Test day")
    assert "screen-reader" not in run.condition
    assert "silent-error" in run.condition
    assert voice.texts == []


def test_f6_beside_a_form_tells_another_reader_all_that_stands_there_as_it_is_by_then(
    station: Station, voice: RecordingVoice, announced: list[str]
) -> None:
    """No key leads to what is beside a form, and what changes there is said once."""
    begin(station, "christopher")
    frame = station.lab.window.frame
    announced.clear()
    station.press(Qt.Key.Key_F6)
    assert "Learn the keys" in announced.pop()
    for ears, words in ((ListeningState.OFF, "The microphone is off."), (ListeningState.LISTENING, "Listening:")):
        frame.listening.tell(CommandHeard(ears))
        station.press(Qt.Key.Key_F6)
        assert announced.pop().startswith(words)
    frame.caption.say("Full name, edit")
    frame.caption.show()
    station.press(Qt.Key.Key_F6)
    assert "Full name, edit." in announced.pop()
    assert voice.texts == []


def test_whoever_comes_to_a_form_is_told_that_f6_says_it_again(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    station.arrive_at(Stage.BARRIER, "christopher")
    window = station.lab.window
    station.wait(lambda: window.accessibleName().endswith("F6 says this again."), "what stands beside the form")


def test_a_page_that_takes_the_focus_as_it_goes_leaves_no_question_silent(station: Station) -> None:
    """The engine moves the focus about while a page ends; where it is then nobody hears of the next screen."""
    station.arrive_at(Stage.BARRIER, "christopher")
    view = station.lab.window.view
    station.wait(view.hasFocus, "the form")
    station.press(Qt.Key.Key_F9)
    assert station.visit.stage is Stage.BARRIER_QUESTION
    view.setFocus()
    screen = station.screen
    station.wait(lambda: screen.isAncestorOf(QApplication.focusWidget() or view), "the focus in the question")


def test_nobody_else_is_asked(station: Station) -> None:
    begin(station, "christopher")
    assert station.director.form.is_open


def test_without_another_reader_nobody_is_asked(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_screen_reader, "is_running", lambda: False)
    begin(station, "ashleigh")
    assert station.director.form.is_open


def test_one_that_begins_after_the_lab_is_told_of_once(
    station: Station, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    """The engine gives it no page then; its owner hears why."""
    allowed_logs.append(LATE_READER.what_happened)
    monkeypatch.setattr(environment, "is_tree_shared", lambda: False)
    begin(station, "claudia")
    begin(station, "claudia")
    assert station.lab.problems.count(LATE_READER) == 1


def test_to_one_that_begins_while_the_lab_reads_aloud_the_lab_gives_way_and_says_so(
    station: Station, voice: RecordingVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(other_screen_reader, "is_running", lambda: False)
    station.press(Qt.Key.Key_F7)
    assert station.lab.read_aloud.is_on
    monkeypatch.setattr(other_screen_reader, "is_running", lambda: True)
    station.wait(lambda: station.lab.window.findChild(VoiceOffer), "the offer")
    assert not station.lab.read_aloud.is_on
    assert focused_words() == KEEP
    said = len(voice.texts)
    station.press(Qt.Key.Key_Escape)
    station.press(Qt.Key.Key_Right)
    assert len(voice.texts) == said, "silent from then on"
    station.press(Qt.Key.Key_F7)
    station.press(Qt.Key.Key_F7)
    assert station.lab.read_aloud.is_on, "who wants both has both"


def test_one_that_began_late_is_not_offered_for_forms_that_it_cannot_read(
    station: Station, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    allowed_logs.append(LATE_READER.what_happened)
    monkeypatch.setattr(environment, "is_tree_shared", lambda: False)
    begin(station, "ashleigh")
    assert focused_words() == "The lab's screen reader"
    assert "as it began after the lab" in station.screen.accessibleDescription()
    assert "My own screen reader" not in [each.accessibleName() for each in station.screen.findChildren(QPushButton)]


def test_it_is_given_the_time_to_go_through_large_pages(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of each part that comes and goes; the focus that came before that was through was lost in it."""
    page, small = QWidget(), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(small)
    for _ in range(140):
        QLabel(page)
    let_another_reader_run(monkeypatch)
    usual_ms = other_screen_reader.take_in_ms(small, None)
    assert usual_ms == other_screen_reader.take_in_ms()
    assert other_screen_reader.take_in_ms(page, small) > 2 * usual_ms
    assert other_screen_reader.take_in_ms(*[page] * 20) < 3000, "who waits in silence thinks that nothing came"


def test_on_a_machine_without_a_reader_none_is_found(qtbot: QtBot) -> None:
    """The offscreen platform has no assistive technology, whatever runs beside it."""
    assert not other_screen_reader.is_running()


@pytest.mark.parametrize(
    ("name", "display", "is_found"), [("orca", ":7", True), ("orca", ":8", False), ("orchid", ":7", False)]
)
def test_orca_that_was_started_by_hand_is_found_on_the_same_display(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, display: str, is_found: bool
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    process = tmp_path / "123"
    process.mkdir()
    (process / "comm").write_text(f"{name}\n", "utf-8")
    (process / "environ").write_text(f"HOME=/home/kim\0DISPLAY={display}\0", "utf-8")
    (tmp_path / "124").mkdir()
    assert other_screen_reader.orca_runs(tmp_path) is is_found


def begin(station: Station, persona: str) -> None:
    station.director.choose((station.lab.setup.library.persona(persona),))
    station.press_button("Try a form")
    station.press_button("I agree")


def focused_words() -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()
