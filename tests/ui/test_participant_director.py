"""Every way through a visit and every way out of it, at the real station."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QPushButton, QScrollArea

from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import rest, wait_for
from empathylab.domain.calibration import Calibration, CalibrationSource
from empathylab.domain.events import (
    BarrierMet,
    HelpTaken,
    IdleWarned,
    PageLost,
    PageRestored,
    PageShown,
    Stopped,
    Stuck,
    TextMeasured,
)
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.domain.what_to_say import Deed
from empathylab.files.access_locks import set_pin
from empathylab.files.library import load_library
from empathylab.reports.exporting import export
from empathylab.session.stages import Stage
from empathylab.storage.open_visits import PREFIX
from empathylab.ui.facilitator.setup.run_sheet_page import RunSheetPage
from empathylab.ui.facilitator.setup.stations_page import StationsPage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.kit import theme
from empathylab.ui.kit.how_it_works import GAZE_WORDS
from empathylab.ui.kit.page_covers import OneMoment
from empathylab.ui.visit.flow.status import station_status
from empathylab.ui.visit.screens import keep_places
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.closing_screens import THANKS_SECONDS, DeletedScreen, StoppedScreen
from empathylab.ui.visit.screens.debrief import DebriefScreen
from empathylab.ui.visit.screens.form_stage import REMINDER_MS
from empathylab.ui.visit.screens.form_words import DARK_WORDS, POINTER_WORDS, SILENCE_WORDS
from empathylab.ui.visit.screens.keep_places import KeepPlace
from empathylab.ui.visit.screens.overlay import CalmOverlay
from empathylab.ui.visit.screens.paper_run import PaperScreen
from empathylab.ui.visit.screens.run_facts import run_facts
from empathylab.ui.visit.screens.scale import PointScale
from empathylab.ui.visit.screens.tutor import TutorStepCard
from empathylab.ui.visit.screens.warm_up import PROMPT, WarmUpScreen
from support.clocks import SetClock
from support.other_reader import let_another_reader_run
from support.own_page_lab import page_js
from support.participant_lab import EVENT, Station, open_station, silent_voice

#: Those with a simulation, and others of every sort; `tests/unit/session` stops in all of them.
STOPPED_IN = (Stage.TUTOR, Stage.WARM_UP, Stage.BARRIER, Stage.PAPER, Stage.HELPED, Stage.THANKS)


CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def station_settings() -> dict[str, bool]:
    return {"paper": True, "warm_up": True}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- stop ---------------------------------------------------------------------


def test_every_state_has_its_screen(station: Station) -> None:
    assert {Stage.ATTRACT, *station.director.screens.table} == set(Stage)
    assert isinstance(station.screen, AttractScreen)


def test_shift_three_times_stops_wherever_the_visitor_is(station: Station) -> None:
    """The simulation is off and the screen calm with the third release."""
    for stage in STOPPED_IN:
        station.arrive_at(stage, "christopher")
        station.stop()
        assert isinstance(station.screen, StoppedScreen), stage
        assert station.screen.isVisible()
        assert not station.director.form.is_open
        assert not station.lab.window.view.lens.is_on
        assert station.happened(Stopped) == [Stopped(stage.value)]
        station.press_button("Finish")
        assert isinstance(station.screen, AttractScreen)
    endings = {record.ending for record in station.records()}
    assert endings == {Ending.STOPPED}


@pytest.mark.parametrize("stage", [Stage.WARM_UP, Stage.PAPER])
def test_what_has_no_form_on_the_screen_is_stopped_by_a_click_too(station: Station, stage: Stage) -> None:
    """The agreement names a Stop button."""
    station.arrive_at(stage, "christopher")
    station.press(Qt.Key.Key_Shift, 2)
    assert station.button("Stop").text() == "Stop   ●●○"
    assert station.button("Stop").focusPolicy() is Qt.FocusPolicy.NoFocus
    station.press_button("Stop")
    assert isinstance(station.screen, StoppedScreen)
    assert station.happened(Stopped) == [Stopped(stage.value)]


def test_closing_a_full_screen_in_mid_visit_stops_the_visit_and_not_the_lab(tmp_path: Path, qapp: QApplication) -> None:
    """Alt+F4 is a way out of the simulation like any other; only nobody's lab is closed by it."""
    with open_station(tmp_path, is_windowed=False) as station:
        station.arrive_at(Stage.BARRIER, "claudia")
        station.lab.window.close()
        assert station.lab.window.isVisible()
        assert isinstance(station.screen, StoppedScreen)
        station.lab.window.close()
        assert len(station.happened(Stopped)) == 1
        station.press_button("Finish")
        station.lab.window.close()
        assert not station.lab.window.isVisible()


def test_a_pin_chosen_today_keeps_the_full_screen_open_today(tmp_path: Path, qapp: QApplication) -> None:
    with open_station(tmp_path, is_windowed=False) as station:
        set_pin(tmp_path, "2468")
        station.lab.window.close()
        assert station.lab.window.isVisible()
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        assert any(isinstance(each, FacilitatorWindow) for each in shown)


def test_the_facilitator_sees_that_a_visit_is_stopped_and_not_where_it_was(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    status = station_status(station.director)
    assert (status.run, status.stage) == ("With barriers", "Filling in the form")
    station.director.command(Deed.END)
    assert station_status(station.director).stage == "Ended by the team, choosing what comes next"


# --- stuck --------------------------------------------------------------------


def test_f9_in_a_run_is_recorded_as_giving_up_and_goes_on(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.press(Qt.Key.Key_F9)
    assert station.visit.stage is Stage.BARRIER_QUESTION
    assert station.visit.outcomes == {RunKind.BARRIER: Outcome.GAVE_UP}
    assert len(station.happened(Stuck)) == 1
    assert station_status(station.director).is_stuck


def test_the_card_follows_the_form_where_text_is_large(tmp_path: Path, qapp: QApplication) -> None:
    """Tab belongs to the form, so the line to copy comes into sight by itself."""
    with open_station(tmp_path, task="missed-bin") as station:
        theme.use(theme.scaled(theme.STANDARD, 2.0))
        station.lab.window.resize(1280, 620)
        station.arrive_at(Stage.HELPED, "claudia")
        card = station.visit.plan.card(RunKind.HELPED)
        last = next(
            each
            for each in station.lab.window.frame.findChildren(QLabel)
            if each.accessibleName().endswith(card[-1].value)
        )
        assert last.visibleRegion().isEmpty()
        station.lab.window.view.field_focused.emit(card[-1].field)
        assert not last.visibleRegion().isEmpty()


# --- walking away -------------------------------------------------------------


def test_who_walks_away_is_warned_outside_the_simulation_and_then_closed_as_left(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.clock.wait(89)
    station.director.idle.look()
    assert station.lab.window.overlay is None
    station.clock.wait(2)
    station.director.idle.look()
    overlay = station.lab.window.overlay
    assert isinstance(overlay, CalmOverlay)
    assert "19 seconds" in overlay.words.text()
    assert len(station.happened(IdleWarned)) == 1
    station.clock.wait(20)
    station.director.idle.look()
    assert isinstance(station.screen, AttractScreen)
    (record,) = station.records()
    assert record.ending is Ending.LEFT
    (run,) = station.lab.store.runs(EVENT)
    assert run.outcome is Outcome.TIMED_OUT


def test_the_warning_is_said_and_counted_down_sparingly(station: Station) -> None:
    """What has the focus changes its name: that is said by every screen reader, each time."""
    station.arrive_at(Stage.DEBRIEF)
    names: list[str] = []
    for second in range(89, 110):
        station.clock.wait(89 if second == 89 else 1)
        station.director.idle.look()
        overlay = station.lab.window.overlay
        if overlay is not None and overlay.accessibleName() not in names:
            assert station.lab.window.focusWidget() is overlay
            names.append(overlay.accessibleName())
    assert names[0].startswith("Are you still there? Press any key to go on. In 20 seconds")
    assert names[1:] == [f"{seconds} seconds left. Press any key to go on." for seconds in (10, 5)]
    station.press(Qt.Key.Key_Control)
    assert station.lab.window.focusWidget() is station.screen.first  # type: ignore[attr-defined]


def test_the_clock_stands_still_while_something_is_read(station: Station) -> None:
    station.arrive_at(Stage.DEBRIEF)
    idle = station.director.idle
    idle.look()
    idle.is_reading = lambda: True
    station.clock.wait(300)
    idle.look()
    idle.is_reading = lambda: False
    station.clock.wait(89)
    idle.look()
    assert station.lab.window.overlay is None
    station.clock.wait(2)
    idle.look()
    assert station.lab.window.overlay is not None


def test_another_screen_reader_gets_the_time_to_read_a_screen(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not tell when it speaks; so much time is given as it takes for the words that have come."""
    let_another_reader_run(monkeypatch)
    station.arrive_at(Stage.STOPPED)
    words = len(station.screen.accessibleDescription().split())
    assert words > 20
    station.clock.wait(90 + words * 0.4)
    station.director.idle.look()
    assert station.lab.window.overlay is None
    station.clock.wait(4)
    station.director.idle.look()
    assert station.lab.window.overlay is not None


def test_who_is_gone_leaves_the_keyboard_on_the_first_screen_and_not_once_more_in_the_page(
    station: Station, qapp: QApplication
) -> None:
    """A screen reader would say the page that is away now, and nothing of the screen that is there."""
    station.arrive_at(Stage.TUTOR)
    station.wait(station.lab.window.view.hasFocus, "the page")
    station.clock.wait(95)
    station.director.idle.look()
    moves = QSignalSpy(qapp.focusChanged)
    station.clock.wait(20)
    station.director.idle.look()
    assert isinstance(station.screen, AttractScreen)
    had_it = [moves.at(number)[1] for number in range(moves.count())]
    assert had_it[-1] is station.screen.first
    assert station.lab.window.view not in had_it


def test_any_key_takes_the_warning_away(station: Station) -> None:
    station.arrive_at(Stage.DEBRIEF)
    station.clock.wait(95)
    station.director.idle.look()
    assert station.lab.window.overlay is not None
    station.press(Qt.Key.Key_Control)
    assert station.lab.window.overlay is None
    station.clock.wait(80)
    station.director.idle.look()
    assert station.lab.window.overlay is None


def test_who_answers_the_warning_beside_a_form_is_where_they_were_in_it(station: Station) -> None:
    station.arrive_at(Stage.HELPED)
    view = station.lab.window.view
    station.wait(view.hasFocus, "the keyboard at the page")
    station.clock.wait(95)
    station.director.idle.look()
    assert station.lab.window.overlay is not None
    station.press(Qt.Key.Key_Control)
    station.wait(view.hasFocus, "the keyboard at the page again")
    station.press(Qt.Key.Key_Tab)
    at_hand = "document.activeElement.innerText ?? ''"
    station.wait(lambda: page_js(station, at_hand) == "Skip to main content", "the first stop of the page")


def test_who_dictates_a_comment_presses_no_key_and_is_there(station: Station) -> None:
    station.arrive_at(Stage.FEEDBACK)
    comment = station.screen.findChild(QPlainTextEdit)
    assert comment is not None
    station.clock.wait(50)
    spoken = QInputMethodEvent("", [])
    spoken.setCommitString("The form was too long. ")
    QApplication.sendEvent(comment, spoken)
    station.clock.wait(50)
    station.director.idle.look()
    assert station.lab.window.overlay is None


def test_the_key_that_answers_the_warning_is_not_meant_for_what_lies_below(station: Station) -> None:
    station.arrive_at(Stage.DEBRIEF)
    station.clock.wait(95)
    station.director.idle.look()
    station.press(Qt.Key.Key_Return)
    assert station.lab.window.overlay is None
    assert station.visit.stage is Stage.DEBRIEF
    station.press(Qt.Key.Key_Return)
    station.press(Qt.Key.Key_Return)
    assert station.visit.stage is Stage.FEEDBACK


def test_walking_away_at_the_thank_you_is_how_people_finish(station: Station) -> None:
    station.arrive_at(Stage.THANKS)
    station.clock.wait(THANKS_SECONDS + 1)
    station.director.idle.look()
    assert station.lab.window.overlay is not None, "who reads slowly is asked before the page to keep is gone"
    station.clock.wait(station.director.services.station.idle_warning_seconds)
    station.director.idle.look()
    assert isinstance(station.screen, AttractScreen)
    assert [record.ending for record in station.records()] == [Ending.FINISHED]


def test_writing_on_paper_is_not_walking_away(station: Station) -> None:
    station.arrive_at(Stage.PAPER)
    station.clock.wait(300)
    station.director.idle.look()
    assert station.lab.window.overlay is None


def test_the_tutor_has_one_way_on_and_when_every_key_was_tried_it_says_start(station: Station) -> None:
    focused, ready = QSignalSpy(station.lab.window.view.field_focused), QSignalSpy(station.lab.window.view.ready)
    station.arrive("christopher")
    station.wait(ready.count, "the tutor's page")
    buttons = station.lab.window.frame.findChildren(QAbstractButton)
    ways = [each for each in buttons if "F9" in each.text() and each.isVisible()]
    assert [each.text() for each in ways] == ["Skip   F9"]
    station.press(Qt.Key.Key_Return)
    for field, key in (("cake", Qt.Key.Key_Down), ("slices", Qt.Key.Key_Space), ("cream", Qt.Key.Key_Return)):
        assert [each.text() for each in ways] == ["Skip   F9"], "a key that found nothing to do is not done"
        station.press(Qt.Key.Key_Tab)
        station.wait(lambda field=field: focused.count() and focused.at(focused.count() - 1) == [field], field)
        station.press(key)
    assert [each.text() for each in ways] == ["Start   F9"]


# Each tutor's keys, those first that find nothing to do yet, with how many are ticked after each of them.
NOT_YET: dict[str, list[tuple[Qt.Key, Qt.KeyboardModifier, int]]] = {
    "claudia": [
        (Qt.Key.Key_0, CTRL, 0),
        (Qt.Key.Key_Plus, CTRL, 1),
        (Qt.Key.Key_0, CTRL, 2),
        (Qt.Key.Key_Minus, CTRL, 3),
    ],
    "simone": [
        (Qt.Key.Key_Escape, NONE, 0),
        (Qt.Key.Key_L, CTRL, 1),
        (Qt.Key.Key_Escape, NONE, 2),
        (Qt.Key.Key_G, CTRL, 3),
    ],
    "ashleigh": [
        (Qt.Key.Key_Escape, NONE, 0),
        *[(Qt.Key.Key_H, NONE, 1)] * 3,
        (Qt.Key.Key_Return, NONE, 1),
        (Qt.Key.Key_F, NONE, 2),
        (Qt.Key.Key_Return, NONE, 2),
        *[(Qt.Key.Key_F, SHIFT, 2)] * 6,
        (Qt.Key.Key_Return, NONE, 3),
        (Qt.Key.Key_Down, NONE, 3),
        (Qt.Key.Key_Escape, NONE, 4),
        (Qt.Key.Key_Down, NONE, 5),
    ],
}


#: Ctrl+0 takes back what Ctrl+Plus did to the page that is on its way.
BEFORE_THE_PAGE = {
    "claudia": [(Qt.Key.Key_Plus, CTRL), (Qt.Key.Key_0, CTRL)],
    "simone": [(Qt.Key.Key_L, CTRL), (Qt.Key.Key_Escape, NONE)],
    "ashleigh": [(Qt.Key.Key_F, NONE), (Qt.Key.Key_H, NONE), (Qt.Key.Key_Down, NONE)],
}


@pytest.mark.parametrize("persona", NOT_YET)
def test_a_tutors_key_is_ticked_only_once_it_did_what_it_is_taught_for(station: Station, persona: str) -> None:
    view = station.lab.window.view
    ready, priced = QSignalSpy(view.ready), QSignalSpy(view.page_priced)
    station.arrive(persona)
    cards = station.lab.window.frame.findChildren(TutorStepCard)
    for key, held in BEFORE_THE_PAGE[persona]:
        station.hands.press(key, held)
        assert ready.count() or not any(card.is_tried for card in cards), f"{key}: there is no page yet"
    station.wait(ready.count, "the tutor's page")
    if persona == "ashleigh":
        station.wait(priced.count, "the reader to have the page")
    for key, held, ticked in NOT_YET[persona]:
        station.hands.press(key, held)
        assert sum(card.is_tried for card in cards) == ticked, key


def test_after_a_while_in_either_form_the_lab_says_that_being_stuck_is_fine(station: Station) -> None:
    for stage in (Stage.BARRIER, Stage.HELPED):
        station.arrive_at(stage, "claudia")
        reminder = station.director.form.reminder
        assert reminder.isActive()
        assert reminder.interval() == REMINDER_MS
        assert not any("Being stuck is fine" in words for words in station.words())
        reminder.timeout.emit()
        assert any("Being stuck is fine, too: F9 goes on." in words for words in station.words())
        station.stop()
        assert not reminder.isActive()
        station.press_button("Finish")


def test_sound_that_goes_in_mid_run_leaves_captions(station: Station) -> None:
    has_sound = True
    station.director.services = replace(station.director.services, has_sound=lambda: has_sound)
    station.director.change_station(station.director.services.station.model_copy(update={"has_caption": False}))
    station.arrive_at(Stage.BARRIER, "ashleigh")
    caption, view = station.lab.window.frame.caption, station.lab.window.view
    assert not view.phrases_shown
    has_sound = False
    station.press(Qt.Key.Key_Down)
    station.wait(lambda: view.phrases_shown, "the words")
    assert not caption.isVisible(), "the dark screen has room for them"
    station.press(Qt.Key.Key_F8)
    assert caption.isVisible()
    notices = [label.text() for label in station.lab.window.frame.findChildren(QLabel) if label.isVisible()]
    assert SILENCE_WORDS in notices


# --- the record ---------------------------------------------------------------


def test_what_one_visitor_needed_is_not_left_to_the_next(station: Station) -> None:
    station.press_button("Larger text")
    station.press_button("More contrast")
    station.press_button("Less movement")
    station.arrive()
    assert (theme.current().scale, theme.current().is_high_contrast, theme.is_still()) == (1.5, True, True)
    station.director.command(Deed.RESET)
    assert theme.current() == theme.STANDARD


def test_a_button_for_the_looks_keeps_the_focus_to_be_pressed_again(station: Station) -> None:
    for scale, words in ((1.5, "Larger text"), (2.0, "Larger text"), (1.0, "Normal text")):
        button = station.button(words)
        button.setFocus()
        station.press(Qt.Key.Key_Return)
        assert theme.current().scale == scale
        assert station.screen.focusWidget() is station.screen.comfort[0]  # type: ignore[attr-defined]
    station.button("More contrast").setFocus()
    station.press(Qt.Key.Key_Return)
    assert station.screen.focusWidget() is station.button("Normal contrast")
    station.button("Less movement").setFocus()
    station.press(Qt.Key.Key_Return)
    assert station.screen.focusWidget() is station.button("Normal movement")
    station.press(Qt.Key.Key_Return)
    assert not theme.is_still()


@pytest.mark.parametrize("words", ["Less movement", ""])
def test_who_asked_for_less_movement_meets_forms_in_which_nothing_moves(station: Station, words: str) -> None:
    if words:
        station.press_button(words)
    station.arrive_at(Stage.BARRIER, "simone")
    moving = "document.getAnimations().length"
    station.wait(lambda: (page_js(station, moving) == 0) == bool(words), "the page as it was asked for")


def test_deleting_the_record_leaves_nothing_of_the_visit(station: Station, tmp_path: Path) -> None:
    station.arrive_at(Stage.BARRIER)
    session_id = station.visit.session_id
    station.stop()
    station.press_button("Delete my record")
    assert isinstance(station.screen, DeletedScreen)
    assert "Your record is deleted." in station.words()
    assert station.records() == []
    assert list(station.lab.store.runs(EVENT)) == []
    assert list(station.lab.store.answers(EVENT)) == []
    assert session_id not in {stream.session_id for stream in station.lab.store.event_stream(EVENT)}


def test_after_the_record_is_deleted_every_key_leads_to_the_next_visitor(station: Station) -> None:
    """No way back into a visit that is not there any more; who only walks away leaves nothing behind either."""
    for leave in (lambda: station.press(Qt.Key.Key_Return), lambda: walk_away(station)):
        station.arrive_at(Stage.PAPER)
        station.stop()
        station.press_button("Delete my record")
        assert station_status(station.director).stage == "Has deleted the record"
        station.press(Qt.Key.Key_F9)
        station.stop()
        assert isinstance(station.screen, DeletedScreen)
        leave()
        assert isinstance(station.screen, AttractScreen)
    assert station.records() == []


def walk_away(station: Station) -> None:
    station.clock.wait(THANKS_SECONDS + 1)
    station.director.idle.look()


def test_a_disk_that_refuses_to_delete_is_told_to_the_visitor_and_tried_again(
    station: Station, records_folder: Path, allowed_logs: list[str]
) -> None:
    """Something is in the way on the disk: the visitor and the team are told, and it is done later all the same."""
    allowed_logs.append("could not be deleted yet")
    station.arrive_at(Stage.THANKS)
    (record,) = records_folder.glob(f"{PREFIX}*")
    in_the_way = record.with_suffix(".forgotten") / "folder"
    in_the_way.mkdir(parents=True)
    station.press_button("Delete my record")
    assert "Your record is not deleted yet." in station.words()
    assert any("tell the team beside you" in words for words in station.words())
    assert "could not be deleted yet" in str(station.lab.problems[-1])
    station.press_button("Try again")
    assert "Tried 2 times: not deleted yet." in station.words()
    shutil.rmtree(in_the_way.parent)
    station.wait(lambda: not station.lab.store.open_visits(), "the deletion without another press")
    assert list(records_folder.glob(f"{PREFIX}*")) == []
    station.press_button("Try again")
    assert "Your record is deleted." in station.words()
    station.press(Qt.Key.Key_Return)
    assert isinstance(station.screen, AttractScreen)


def test_an_event_that_the_facilitator_names_holds_also_when_the_command_line_named_another(station: Station) -> None:
    station.lab.open_facilitator()
    facilitator = station.lab.facilitator.window
    assert facilitator is not None
    facilitator.desk.change(has_motion=False)
    assert station.lab.event.name == EVENT
    facilitator.desk.change(event="Library week")
    assert station.lab.event.name == facilitator.desk.event_name == "Library week"


def test_the_first_screen_is_left_alone_while_the_facilitator_works_on_what_it_does_not_show(station: Station) -> None:
    """Another screen reader is told of each part of a screen that comes, and what answers a key waits behind it."""
    station.lab.open_facilitator()
    facilitator = station.lab.facilitator.window
    assert facilitator is not None
    facilitator.desk.change(event="Town hall day")  # The test's own station is the one that is set up from then on.
    station.press(Qt.Key.Key_Right)
    shown = station.screen
    station.wait(facilitator.isActiveWindow, "the facilitator's window in front")
    station.clock.wait(600)
    station.director.idle.look()
    facilitator.desk.change(event="Library week")
    assert station.screen is shown
    facilitator.desk.change(personas_off=("ron",))
    assert station.screen is not shown
    station.press(Qt.Key.Key_Right)
    shown = station.screen
    facilitator.hide()
    station.lab.window.activateWindow()
    station.wait(station.lab.window.isActiveWindow, "the station's window in front")
    station.clock.wait(600)
    station.director.idle.look()
    assert station.screen is not shown


def test_an_event_that_the_lab_names_by_itself_is_there_with_its_first_visit(
    tmp_path: Path, qapp: QApplication
) -> None:
    clock = SetClock()
    lab = Lab(Options(tmp_path, is_windowed=True), clock=clock, make_voice=silent_voice)
    lab.open()
    station = Station(lab, clock)
    assert lab.store.events() == ()
    station.arrive("claudia")
    station.stop()
    station.press_button("Finish")
    assert [event.name for event in lab.store.events()] == [lab.event.name]
    lab.close()
    rest(20)


def test_the_station_that_is_ticked_is_offered_at_once_and_after_a_restart(tmp_path: Path, qapp: QApplication) -> None:
    offered: list[list[str]] = []
    for ticked in (None, ("station-2",), ("station-1", "station-2"), None):
        lab = Lab(Options(tmp_path, is_windowed=True), make_voice=silent_voice)
        lab.open()
        lab.open_facilitator()
        window = lab.facilitator.window
        assert window is not None
        if ticked is not None:
            page = StationsPage(window.desk)
            for item, tick in page.stations.items():
                tick.setChecked(item in ticked)
            page.save()
            page.deleteLater()
        screen = lab.window.current()
        assert isinstance(screen, AttractScreen)
        offered.append([card.choice.name for card in screen.cards if card.choice.is_alone])
        assert list(window.live.statuses) == [lab.director.services.station.id]
        lab.close()
        rest(20)
    library = load_library()
    everybody = [library.persona(each).name for each in library.station("all").personas]
    both = ["Christopher", "Claudia", "Ashleigh"]
    assert offered == [everybody, ["Ashleigh"], both, both]


def test_what_is_chosen_in_set_up_is_seen_there_and_met_by_the_next_visitor(station: Station) -> None:
    station.lab.open_facilitator()
    window = station.lab.facilitator.window
    assert window is not None
    page = StationsPage(window.desk, window.services)
    page.show()
    pictures = [picture for picture in (page.preview.first_screen, *page.preview.forms) if picture is not None]
    wait_for(lambda: all(not each.picture.isNull() for each in pictures), "the pictures")
    seen = [each.picture.toImage() for each in page.preview.forms]
    choices = page.choices
    choices.form.setCurrentIndex(choices.form.findData("library-computer"))
    forms = page.preview.forms
    wait_for(lambda: all(old != new.picture.toImage() for old, new in zip(seen, forms, strict=True)), "new pictures")
    page.save()
    page.deleteLater()
    window.give_back()
    station.arrive_at(Stage.BARRIER)
    view = station.lab.window.view
    assert view.page is not None
    assert "library-computer" in view.page.url().path()


def test_whose_visit_the_facilitators_key_ends_did_not_stop(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.lab.open_facilitator()
    assert station_status(station.director).stage == "Ended by the team, choosing what comes next"
    assert station.visit.outcomes == {RunKind.BARRIER: Outcome.INTERRUPTED}


def test_the_facilitator_offers_help_ends_and_resets(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.director.command(Deed.HELP)
    assert station.happened(HelpTaken) == [HelpTaken("facilitator")]
    notices = [label.text() for label in station.lab.window.frame.findChildren(QLabel) if label.isVisible()]
    assert any("coming to help" in words for words in notices)
    station.director.command(Deed.END)
    assert isinstance(station.screen, StoppedScreen)
    told = [label.text() for label in station.screen.findChildren(QLabel) if label.isVisible()]
    assert "The team ended this. Everything is normal again." in told
    assert "You have done nothing wrong. What would you like now?" in told
    assert not station_status(station.director).can_end, "what is over is not ended once more"
    for _ in range(2):
        station.director.command(Deed.HELP)
    told = [label.text() for label in station.screen.findChildren(QLabel) if label.isVisible()]
    assert told.count("Somebody is coming to help you.") == 1, "who pressed F9 is told as well"
    station.director.command(Deed.RESET)
    assert isinstance(station.screen, AttractScreen)
    assert [record.ending for record in station.records()] == [Ending.INTERRUPTED]


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_when_the_pages_process_dies_the_visitor_sees_one_moment_and_goes_on(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    view = station.lab.window.view
    lost, back = QSignalSpy(view.page_lost), QSignalSpy(view.page_back)
    assert view.page is not None
    where = view.page.url()
    os.kill(view.page.renderProcessPid(), signal.SIGKILL)
    station.wait(lost.count, "the loss")
    moment = view.findChild(OneMoment)
    assert moment is not None
    assert moment.isVisible()
    station.wait(back.count, "the page")
    assert not moment.isVisible()
    assert view.page.url() == where
    assert station.visit.stage is Stage.BARRIER
    assert station.happened(PageLost)
    assert station.happened(PageRestored)


# --- questions ------------------------------------------------------------------


def test_enter_pressed_through_the_pages_answers_nothing(station: Station) -> None:
    """Whoever hurries on from what happened has not said that they are not at all confident."""
    station.arrive_at(Stage.DEBRIEF)
    before = 0
    while station.visit.stage is not Stage.THANKS and before < 40:
        before += 1
        if station.lab.window.focusWidget() in station.screen.findChildren(QPlainTextEdit):
            station.press(Qt.Key.Key_Tab)
        else:
            station.press(Qt.Key.Key_Return)
    assert station.visit.stage is Stage.THANKS
    assert station.visit.answers
    assert all(answer.number is None for answer in station.visit.answers.values())


def test_a_number_answers_and_enter_leads_to_the_next_question(station: Station) -> None:
    station.arrive_at(Stage.FEEDBACK)
    scales = station.screen.findChildren(PointScale)
    for scale in scales:
        assert scale.isAncestorOf(station.lab.window.focusWidget())
        station.hands.type("6")
        station.press(Qt.Key.Key_Return)
    assert station.lab.window.focusWidget() is station.screen.findChildren(QPlainTextEdit)[0]
    assert [scale.value for scale in scales] == [6] * len(scales)


def test_a_field_that_tab_reaches_is_seen_as_a_whole(station: Station) -> None:
    station.arrive_at(Stage.FEEDBACK)
    view = next(area for area in station.screen.findChildren(QScrollArea) if area.widget()).viewport()
    fields = station.screen.findChildren(QPlainTextEdit)
    assert fields
    station.press(Qt.Key.Key_Tab)
    for field in fields:
        assert station.lab.window.focusWidget() is field
        assert view.rect().contains(QRect(field.mapTo(view, QPoint(0, 0)), field.size()))
        station.press(Qt.Key.Key_Tab)


# --- warm-up and paper ----------------------------------------------------------


def test_the_warm_up_keeps_only_numbers_and_is_told_in_the_debrief(station: Station) -> None:
    station.arrive("christopher")
    station.press(Qt.Key.Key_F9)
    assert isinstance(station.screen, WarmUpScreen)
    station.press(Qt.Key.Key_Return)
    assert any("skip with F9" in label.text() for label in station.screen.findChildren(QLabel))
    station.hands.type(PROMPT)
    assert any("words a minute" in label.text() for label in station.screen.findChildren(QLabel))
    station.press(Qt.Key.Key_Return)
    assert station.visit.stage is Stage.BARRIER
    (measured,) = station.happened(TextMeasured)
    assert measured.characters == len(PROMPT)
    assert measured.uncorrected == 0
    assert PROMPT not in str(station.visit.log)
    assert station.visit.outcomes == {RunKind.BASELINE: Outcome.COMPLETED}


def test_the_paper_form_has_a_clock_and_stands_beside_the_others(station: Station, tmp_path: Path) -> None:
    station.arrive_at(Stage.PAPER)
    assert isinstance(station.screen, PaperScreen)
    station.press(Qt.Key.Key_Return)
    station.clock.wait(75)
    station.press(Qt.Key.Key_Return)
    assert station.visit.stage is Stage.PAPER_QUESTION
    assert "On paper" in station.words()
    assert "With barriers" not in station.words(), "the bar says where the visitor is"
    titles = [label.text() for label in station.screen.findChildren(QLabel)]
    assert any("writing on the paper" in words for words in titles)
    for scale, liked in zip(station.screen.findChildren(PointScale), ("6", "2"), strict=True):
        scale.entry.setFocus()
        station.hands.type(liked)
    station.press_button("Continue")
    station.press_button("Go on")
    assert station.visit.stage is Stage.HELPED
    station.stop()
    station.press_button("Finish")

    export(station.lab.store, tmp_path / "out", ("csv",), EVENT, None)
    (paper,) = [row for row in rows(tmp_path / "out" / "runs.csv") if row["run"] == "paper"]
    assert (paper["outcome"], paper["seconds"], paper["ease"]) == ("completed", "75.0", "6")
    assert paper["form"].startswith("paper-")
    legibility = [row for row in rows(tmp_path / "out" / "answers.csv") if row["question"] == "legibility"]
    assert [row["number"] for row in legibility] == ["2"]


# --- what happened and how it works ----------------------------------------------


def test_a_visitor_keeps_a_page_as_pdf_and_is_told_when_that_fails(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    places = (KeepPlace("Stick", stick), KeepPlace("Pulled out", tmp_path / "gone"))
    monkeypatch.setattr(keep_places, "places", lambda: places)
    station.arrive_at(Stage.HELPED, "christopher")
    station.press(Qt.Key.Key_F9)
    station.go_to(Stage.THANKS)
    for place, told in (
        ("Stick", "Your summary is saved as empathy-lab.pdf."),
        ("Stick", "Your summary is saved as empathy-lab-2.pdf."),
        ("Pulled out", "could not be saved. There is no folder"),
    ):
        station.press_button("Save my summary")
        station.press_button(place)
        assert any(told in words for words in station.words())
    assert [each.read_bytes()[:4] for each in stick.glob("*.pdf")] == [b"%PDF"] * 2
    station.press_button("Save my summary")
    station.press_button("Back")
    assert "Thank you" in station.words()


def test_a_stick_that_is_put_in_meanwhile_is_offered(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [KeepPlace("Documents on this computer", Path.home())]
    monkeypatch.setattr(keep_places, "places", lambda: tuple(found))
    station.arrive_at(Stage.THANKS)
    station.press_button("Save my summary")
    found.insert(0, KeepPlace("ANNAS STICK", Path.home()))
    station.press_button("Look again")
    on_the_way = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        on_the_way.append(focused.text())
        station.press(Qt.Key.Key_Tab)
    assert on_the_way == ["ANNAS STICK", "Documents on this computer", "Look again", "Back"]


@pytest.mark.parametrize("stage", [Stage.BARRIER, Stage.HELPED])
def test_the_keys_that_were_tried_stand_beside_the_form(station: Station, stage: Stage) -> None:
    station.arrive_at(stage, "ashleigh")
    shown = [label.text() for label in station.screen.findChildren(QLabel) if label.isVisible()]
    for step in station.visit.plan.personas[0].tutor.steps:
        assert shown[shown.index(step.key) + 1] == step.word


def test_a_run_that_was_not_begun_is_not_called_stopped(station: Station) -> None:
    station.arrive()
    station.stop()
    station.press_button("See what happened")
    station.press_button("Skip")
    told = [label.text() for label in station.screen.findChildren(QLabel)]
    assert told.count("Not tried") == 2


def test_before_today_is_asked_once_and_before_anything_is_said(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    for _ in range(2):
        station.stop()
        station.press_button("See what happened")
        if "Before today" in station.words():
            station.press_button("Skip")
        assert station.visit.stage is Stage.DEBRIEF
    asked = [question for question, _run in station.visit.answers]
    assert asked == ["confidence-then"]


def test_what_has_no_figure_is_told_in_words(station: Station) -> None:
    station.arrive_at(Stage.HELPED, "ashleigh")
    station.press(Qt.Key.Key_F9)
    station.go_to(Stage.DEBRIEF)
    told = station.words()
    assert [each for each in told if each in ("Not sent", "Sent", "Not tried")] == ["Not tried", "Not sent"]
    assert "On page 1 of 2." in told
    assert not [words for words in told if "–" in words or "0:" in words]


def test_without_a_barrier_in_the_record_none_is_claimed(station: Station) -> None:
    station.arrive_at(Stage.DEBRIEF)
    assert isinstance(station.screen, DebriefScreen)
    station.press_button("Next")
    assert "You did not open the form with barriers" in station.words()
    assert not any("You did not finish" in words for words in station.words())


def test_what_nobody_gets_past_comes_first_to_who_gave_up(station: Station) -> None:
    """It cost the whole form, however short a time it was looked at."""
    station.arrive_at(Stage.BARRIER, "christopher")
    for barrier, seconds in (("no-skip-link", 5), ("tab-order", 60), ("mouse-only-button", 2)):
        station.visit.record(BarrierMet(barrier))
        station.clock.wait(seconds)
    station.director.stuck()
    station.go_to(Stage.DEBRIEF)
    station.press_button("See what stopped you")
    assert "A button that only a mouse can press" in station.words()


@pytest.mark.parametrize("page", ["proof", "check"])
def test_who_never_came_to_the_code_is_not_asked_what_it_was(station: Station, page: str) -> None:
    station.arrive_at(Stage.HELPED, "ron")
    station.visit.record(PageShown(page))
    station.director.stuck()
    station.press_button("Skip")
    asked = any("What was your code?" in words for words in station.words())
    assert asked is (page == "check")


def test_who_stopped_reads_what_deleting_does_before_they_come_to_its_button(station: Station) -> None:
    station.arrive_at(Stage.BARRIER, "claudia")
    station.stop()
    warning = next(label for label in station.screen.findChildren(QLabel) if "Nobody can bring it back" in label.text())
    station.wait(lambda: warning.isVisible() and warning.height() > 0, "the screen")
    below = station.button("Delete my record").mapTo(station.screen, QPoint()).y()
    assert warning.mapTo(station.screen, warning.rect().bottomLeft()).y() < below


def test_who_chose_to_stop_is_not_told_that_something_stopped_them(station: Station) -> None:
    station.arrive_at(Stage.BARRIER, "claudia")
    station.visit.record(BarrierMet("low-contrast"))
    station.stop()
    station.press_button("See what happened")
    station.press_button("Skip")
    station.press_button("See what was in the way")


def test_who_gave_up_is_not_told_that_nothing_stood_in_the_way(station: Station) -> None:
    station.arrive_at(Stage.BARRIER_QUESTION)
    station.go_to(Stage.DEBRIEF)
    station.press_button("Next")
    assert "No barrier in the record" in station.words()
    assert any("You did not finish" in words for words in station.words())


def test_the_page_tells_its_own_price_whoever_fills_it_in(station: Station) -> None:
    """Counted in the page as it opens: wandering about costs nothing, and no reader need be worn."""
    for stage, run in ((Stage.BARRIER, RunKind.BARRIER), (Stage.HELPED, RunKind.HELPED)):
        station.arrive_at(stage, "christopher")
        station.wait(lambda run=run: run in station.director.form.prices, "the price")  # type: ignore[misc]
    before, after = (station.director.form.prices[run] for run in (RunKind.BARRIER, RunKind.HELPED))
    assert before.tab > 40
    assert before.skip_link is None
    assert after.skip_link == 3 < after.tab


def test_why_the_mouse_does_nothing_is_seen_from_the_small_print_as_well(station: Station) -> None:
    station.arrive_at(Stage.BARRIER, "christopher")
    station.press(Qt.Key.Key_F1)
    labels = station.lab.window.frame.findChildren(QLabel)
    station.wait(
        lambda: any("Light taps" in each.text() and not each.visibleRegion().isEmpty() for each in labels),
        "the small print in sight",
    )
    station.lab.window.view.pointer_refused.emit()
    (told,) = [each for each in labels if each.text() == POINTER_WORDS]
    station.wait(lambda: not told.visibleRegion().isEmpty(), "why the mouse does nothing")
    station.lab.window.view.field_focused.emit("full-name")
    assert told.isHidden(), "it has been read and done"


def test_who_clicks_on_the_dark_screen_is_told_what_to_do(station: Station) -> None:
    station.arrive_at(Stage.HELPED, "ashleigh")
    station.lab.window.view.pointer_refused.emit()
    assert DARK_WORDS in station.words()
    assert POINTER_WORDS not in station.words()
    station.press(Qt.Key.Key_F8)
    assert DARK_WORDS not in station.words()


def test_f1_unfolds_what_is_simulated_with_figures(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)

    def small_print() -> list[str]:
        return [label.text() for label in station.lab.window.frame.findChildren(QLabel) if label.isVisible()]

    assert not any("acuity 6/30, 0.7 logMAR" in words for words in small_print())
    station.press(Qt.Key.Key_F1)
    assert any("acuity 6/30, 0.7 logMAR" in words for words in small_print())
    labels = station.lab.window.frame.findChildren(QLabel)
    line = next(label for label in labels if "acuity 6/30, 0.7 logMAR" in label.text())
    station.wait(lambda: not line.visibleRegion().isEmpty(), "the small print in sight")
    assert QApplication.focusWidget() is not None
    assert GAZE_WORDS.startswith("There is no eye tracker")


def test_a_run_is_seen_and_recorded_in_the_measure_of_the_screen_it_begins_on(station: Station) -> None:
    station.arrive_at(Stage.BARRIER_QUESTION)
    before = station.visit.plan.conditions[RunKind.BARRIER].ppd
    other = Calibration(9.0, 50, CalibrationSource.BANK_CARD)
    station.director.services = replace(station.director.services, calibration=lambda: other)
    station.go_to(Stage.HELPED)
    conditions = station.visit.plan.conditions
    assert conditions[RunKind.BARRIER].ppd == before != other.ppd
    assert conditions[RunKind.HELPED].ppd == other.ppd
    assert conditions[RunKind.HELPED].is_calibrated
    assert "Measured for this screen at 50 cm." in run_facts(conditions[RunKind.HELPED], has_sound=True)


def test_show_it_gives_the_visitors_their_first_screen(station: Station) -> None:
    """What somebody had left open there stayed, for as long as nobody touched it."""
    station.press_button("What happens here?")
    station.lab.open_facilitator()
    window = station.lab.facilitator.window
    assert window is not None
    window.go("run-sheet")
    page = window.page("run-sheet")
    assert isinstance(page, RunSheetPage)
    page.phases.setCurrentIndex(page.phases.findData("doors"))
    next(button for button in page.findChildren(QPushButton) if button.text() == "Show it").click()
    assert window.is_locked
    assert isinstance(station.screen, AttractScreen)
