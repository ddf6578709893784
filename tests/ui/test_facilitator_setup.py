"""A facilitator sets a machine up for an event: each page of the set-up list does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.records import ActionRecord
from empathylab.domain.roles import Host, Roles
from empathylab.domain.workshop import EventSettings, Principle
from empathylab.files.library import load_library
from empathylab.files.offered import offered_station
from empathylab.files.settings import load_settings
from empathylab.speech.speech_service import SpeechService
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import Page, say
from empathylab.ui.facilitator.setup.event_page import EventPage
from empathylab.ui.facilitator.setup.keyboard_check import NEEDED, KeyboardCheckPage
from empathylab.ui.facilitator.setup.look_page import LookPage
from empathylab.ui.facilitator.setup.ready_list import ReadyPage
from empathylab.ui.facilitator.setup.setup_page import TASKS
from empathylab.ui.facilitator.setup.sound_check import SoundCheckPage
from empathylab.ui.facilitator.setup.stations_page import StationsPage
from empathylab.ui.facilitator.setup.words_page import WordsPage
from empathylab.ui.facilitator.setup.worn_page import WornPage
from empathylab.ui.facilitator.shell.tabs import Tabs
from empathylab.ui.kit import theme
from empathylab.ui.kit.focus_ring import FocusFrame
from empathylab.ui.kit.frame_fit import FrameFit
from empathylab.ui.kit.widgets import Card, button, scrolling, text
from empathylab.ui.sound import audio
from support.facilitator_lab import EARLIER, EVENT, Lab, open_lab, show_window
from support.other_reader import let_another_reader_run
from support.settled import settle


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=0) as made:
        yield made


def test_an_event_with_its_answers_is_kept_and_becomes_the_one_recorded_under(lab: Lab, qtbot: QtBot) -> None:
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    page.name.setText("Library week")
    page.held_on.setText("01/12/2026")
    page.place.setText("the service centre")
    page.run_by.setText("the accessibility group")
    page.keep_until.setText("1 March 2027")
    page.k.value = 10
    page.host.value = Host.PAY_NOT_SAID
    page.apprentice.setChecked(True)
    page.met[Principle.SECURE].value = False
    page.why[Principle.SECURE].setText("We still ask our lawyers.")
    page.save()
    event = next(event for event in lab.store.events() if event.name == "Library week")
    assert (event.place, event.run_by) == ("the service centre", "the accessibility group")
    assert (event.held_on, event.keep_until, event.k) == (date(2026, 12, 1), date(2027, 3, 1), 10)
    assert event.roles == Roles(Host.PAY_NOT_SAID, has_apprentice=True)
    answer = next(answer for answer in event.ethics if answer.principle is Principle.SECURE)
    assert (answer.is_met, answer.why) == (False, "We still ask our lawyers.")
    assert load_settings(lab.folder).event == "Library week"


def test_naming_the_event_takes_the_unused_one_away_that_the_lab_began_by_itself(lab: Lab, qtbot: QtBot) -> None:
    begun = EventSettings("Empathy Lab 24 November 2026", date(2026, 11, 24), date(2027, 2, 1))
    lab.store.begin_event(begun)
    lab.desk().change(event="")
    window = show_window(lab, qtbot, Services(event_name=lambda: begun.name))
    window.go("event")
    page = window.page("event")
    assert isinstance(page, EventPage)
    page.name.setText("Library week")
    page.save()
    page.name.setText("Library week, second day")
    page.save()
    kept = [event.name for event in lab.store.events()]
    assert begun.name not in kept
    assert {"Library week", EVENT} <= set(kept)


def test_a_number_of_people_that_is_not_offered_stays(lab: Lab, qtbot: QtBot) -> None:
    lab.store.begin_event(replace(next(iter(lab.desk().events())), name=EVENT, k=7))
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    page.save()
    assert page.said.text().startswith("Saved")
    assert lab.desk().lab_event().k == 7


@pytest.mark.parametrize(
    "typed", [EARLIER, EARLIER.replace(" ", "\N{NO-BREAK SPACE}"), f" {EARLIER.replace(' ', '  ')}", EARLIER.upper()]
)
def test_the_name_of_another_event_brings_its_settings_and_overwrites_nothing(
    lab: Lab, qtbot: QtBot, typed: str
) -> None:
    """Whoever went back to an event by its name lost who was there, and what small groups are, without a word."""
    earlier = EventSettings(EARLIER, date(2026, 5, 4), date(2026, 8, 2), k=10, place="Hall", roles=Roles(Host.PAID))
    lab.store.begin_event(earlier)
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    page.name.setText(typed)
    page.save()
    assert "there already" in page.said.text()
    assert (page.name.text(), page.place.text(), page.k.value, page.host.value) == (EARLIER, "Hall", 10, Host.PAID)
    assert page.held_on.day == earlier.held_on
    assert load_settings(lab.folder).event != EARLIER
    page.save()
    assert earlier in lab.store.events()
    assert load_settings(lab.folder).event == EARLIER
    assert {EVENT, EARLIER} == {event.name for event in lab.store.events()}


def test_an_event_that_holds_something_stays_whatever_it_is_called(lab: Lab, qtbot: QtBot) -> None:
    begun = EventSettings("Empathy Lab 24 November 2026", date(2026, 11, 24), date(2027, 2, 1))
    lab.store.begin_event(begun)
    lab.visit(1, event=begun.name)
    lab.store.drop_if_empty(begun.name)
    lab.store.put_action(ActionRecord("1", EARLIER, "Test our form."))
    lab.store.drop_if_empty(EARLIER)
    assert {begun.name, EARLIER} <= {event.name for event in lab.store.events()}


def test_back_says_what_is_not_saved_before_it_lets_it_go(lab: Lab, qtbot: QtBot) -> None:
    left: list[str] = []
    page = EventPage(lab.desk(), on_back=lambda: left.append("back"))
    qtbot.addWidget(page)
    assert page.back_button is not None
    page.name.setText("Autumn fair")
    page.back_button.click()
    assert not left
    assert "not saved" in page.said.text()
    page.back_button.click()
    assert left == ["back"]
    page.save()
    page.back_button.click()
    assert left == ["back", "back"]


def test_with_large_text_what_the_event_page_says_is_in_sight(lab: Lab, qtbot: QtBot) -> None:
    theme.use(replace(theme.STANDARD, scale=2.0))
    window = show_window(lab, qtbot)
    window.go("event")
    page = window.page("event")
    assert isinstance(page, EventPage)
    page.name.setText("Autumn fair")
    assert page.back_button is not None
    page.back_button.click()
    qtbot.waitUntil(lambda: page.said.visibleRegion().boundingRect().height() == page.said.height() > 0)


def test_an_event_without_a_name_or_with_dates_the_wrong_way_round_is_refused(lab: Lab, qtbot: QtBot) -> None:
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    page.name.setText(" ")
    page.save()
    assert page.said.text() == "Give the event a name."
    page.name.setText("Fair")
    page.keep_until.setText("1/1/2020")
    page.save()
    assert "before the event" in page.said.text()
    assert "Fair" not in [event.name for event in lab.store.events()]


def test_a_day_is_understood_as_written_in_britain_or_refused_in_words(lab: Lab, qtbot: QtBot) -> None:
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.held_on.setFocus()
    page.held_on.selectAll()
    QTest.keyClicks(page.held_on, "13/12/2026")
    QTest.keyClick(page.held_on, Qt.Key.Key_Tab)
    assert page.held_on.text() == "13 December 2026"
    page.held_on.setFocus()
    page.held_on.selectAll()
    QTest.keyClicks(page.held_on, "12/13/2026")
    QTest.keyClick(page.held_on, Qt.Key.Key_Tab)
    assert page.held_on.text() == "12/13/2026", "what is not understood is left as it was written"
    page.save()
    assert page.said.text().startswith("“12/13/2026” is not a day of the calendar.")
    assert lab.desk().lab_event().held_on == date(2026, 11, 23)
    page.held_on.setText("13 Dec 2026")
    QTest.keyClick(page.held_on, Qt.Key.Key_Up)
    assert page.held_on.text() == "14 December 2026"
    page.save()
    assert lab.desk().lab_event().held_on == date(2026, 12, 14)


def test_coming_back_to_an_event_shows_its_answers(lab: Lab, qtbot: QtBot) -> None:
    page = EventPage(lab.desk())
    qtbot.addWidget(page)
    assert page.name.text() == EVENT
    assert all(choice.value is True for choice in page.met.values())


def test_stations_and_personas_left_out_are_remembered(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    first, *others = page.stations
    for station in others:
        page.stations[station].setChecked(False)
    page.personas["ashleigh"].setChecked(False)
    page.save()
    kept = load_settings(lab.folder)
    assert (kept.stations, kept.personas_off) == ((first,), ("ashleigh",))


def test_any_form_at_any_station_is_chosen_and_seen_before_it_is_saved(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    assert "5. What happened. The short set" in page.preview.steps.accessibleName()
    choices = page.choices
    choices.questions.value, choices.barriers.value = "full", False
    choices.paper.setChecked(True)
    choices.warm_up.setChecked(False)
    for form in lab.library.tasks.values():
        choices.form.setCurrentIndex(choices.form.findData(form.id))
        for who in range(page.preview.who.count()):
            page.preview.who.setCurrentIndex(who)
            seen = page.preview.steps.accessibleName()
            assert f"“{form.title}”" in seen
            assert "full set of questions" in seen
            assert "Walls" not in seen
            assert "Then the form on paper." in seen
            assert "copying" not in seen
    page.save()
    kept = load_settings(lab.folder)
    offered = offered_station(load_library(), kept)
    kept_as = (offered.task, offered.questions, offered.warm_up, offered.paper, offered.walls)
    assert kept_as == (form.id, "full", False, True, False)


def test_the_stations_own_form_is_chosen_as_well(lab: Lab, qtbot: QtBot) -> None:
    """Chosen it is everybody's, and stays when another station is ticked; else each has their own."""
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    form = page.choices.form
    assert form.currentText() == "To each person their own"
    assert page.choices.settings["task"] is None
    form.setCurrentIndex(form.findData("missed-bin-short"))
    tick_stations(page, "all")
    kept = load_settings(lab.folder)
    assert kept.task == "missed-bin-short"
    everybody = offered_station(lab.library, kept)
    assert {everybody.task_of(who) for who in everybody.personas} == {"missed-bin-short"}
    tick_stations(page, "station-3")
    assert load_settings(lab.folder).task == "missed-bin-short"
    form.setCurrentIndex(0)
    assert form.currentText() == "The station's own: Book a library computer"
    page.save()
    assert load_settings(lab.folder).task is None


def test_what_nobody_chose_is_as_the_station_that_is_ticked_has_it(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    page.choices.questions.value = "full"
    tick_stations(page, "station-1-paper")
    assert page.choices.paper.isChecked()
    assert "Then the form on paper." in page.preview.steps.accessibleName()
    kept = load_settings(lab.folder)
    assert (kept.stations, kept.paper, kept.questions) == (("station-1-paper",), None, "full")
    tick_stations(page, "station-2")
    assert not page.choices.paper.isChecked()
    assert page.choices.questions.value == "full"
    assert [page.preview.who.itemText(place) for place in range(page.preview.who.count())] == ["Ashleigh"]


def test_the_first_screen_is_drawn_anew_where_it_is_another_one_or_looks_otherwise(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    tick_stations(page, "station-2")
    picture = page.preview.first_screen
    assert picture is not None
    alone, key = picture.picture.toImage(), picture.picture.cacheKey()
    page.preview.show_with(page._changes())
    assert picture.picture.cacheKey() == key, "nothing of it has changed"
    tick_stations(page, "station-1", "station-2")
    assert picture.picture.toImage() != alone
    tick_stations(page, "station-2")
    assert picture.picture.toImage() == alone
    theme.use(theme.HIGH_CONTRAST)
    page.preview.show_with(page._changes())
    assert picture.picture.toImage() != alone
    for box in page.personas.values():
        box.setChecked(False)
    assert picture.picture.isNull(), "nobody is left"
    for box in page.personas.values():
        box.setChecked(True)
    assert not picture.picture.isNull()


def test_which_helps_are_switched_on_is_seen_in_the_preview_before_it_is_saved(lab: Lab, qtbot: QtBot) -> None:
    page = WornPage(lab.desk())
    qtbot.addWidget(page)
    choose(page, "christopher")
    assert page.helps["access-keys"].isChecked()
    assert "access keys" in page.preview.steps.accessibleName()
    page.helps["access-keys"].click()
    assert "access keys" not in page.preview.steps.accessibleName()


def test_the_station_ticked_is_what_visitors_are_offered(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    assert [item for item, tick in page.stations.items() if tick.isChecked()] == ["all"]
    tick_stations(page, "station-2")
    tick_stations(page, "station-2")
    page.personas["ashleigh"].setChecked(False)
    page.save()
    assert page.said.text().startswith("Nobody would be left to choose")
    again = StationsPage(lab.desk())
    qtbot.addWidget(again)
    assert [item for item, tick in again.stations.items() if tick.isChecked()] == ["station-2"]


def tick_stations(page: StationsPage, *stations: str) -> None:
    for item, tick in page.stations.items():
        tick.setChecked(item in stations)
    page.save()


def test_a_station_named_when_the_lab_was_started_cannot_be_ticked_away(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk(), Services(fixed_station="station-2"))
    qtbot.addWidget(page)
    page.resize(1280, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    settle()
    assert page.area.verticalScrollBar().value() == 0, "the page is seen from its heading on"
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Station 2" in told
    assert "--station station-2" in told
    assert "Tick the station" not in told
    assert page.stations == {}
    page.personas["claudia"].setChecked(False)
    page.save()
    kept = load_settings(lab.folder)
    assert (kept.stations, kept.personas_off) == ((), ("claudia",))


def test_what_was_said_of_a_save_is_taken_back_at_the_next_change(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    page.save()
    assert page.said.text().startswith("Saved: ")
    page.personas["claudia"].click()
    assert page.said.text() == ""
    event = EventPage(lab.desk())
    qtbot.addWidget(event)
    event.save()
    assert event.said.text().startswith("Saved: ")
    QTest.keyClicks(event.name, "!")
    assert event.said.text() == ""


@pytest.mark.parametrize(
    "name", ["stations", "event", "worn", "screen", "words", "look", "prints", "permanent", "ready"]
)
def test_esc_goes_back_from_every_page_of_set_up_to_where_the_keyboard_was(lab: Lab, qtbot: QtBot, name: str) -> None:
    window = show_window(lab, qtbot)
    pressed = [each for each in window.page("Set up").findChildren(QPushButton) if each.isEnabled()][-1]
    qtbot.waitUntil(lambda: window.page("Set up").isAncestorOf(QApplication.focusWidget() or window))
    pressed.setFocus()
    window.go(name)
    page = window.page(name)
    qtbot.waitUntil(lambda: page.isVisible() and page.isAncestorOf(QApplication.focusWidget() or window))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.current == "Set up"
    qtbot.waitUntil(pressed.hasFocus)


def test_a_long_word_goes_on_in_the_next_line_and_stays_as_it_was_written(qtbot: QtBot) -> None:
    words = f"It was {'so ' * 3}{'o' * 70}ng."
    label = text(words, "small")
    qtbot.addWidget(label)
    cut = QLabel(words)
    qtbot.addWidget(cut)
    cut.setWordWrap(True)
    assert label.heightForWidth(160) > cut.heightForWidth(160)
    assert label.text() == label.accessibleName() == words
    label.setText(words * 2)
    assert label.text() == words * 2


def test_a_window_as_large_as_the_screen_leaves_room_for_its_frame(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    window.resize(600, screen.height())
    FrameFit(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    frame = window.frameGeometry().height() - window.height()
    qtbot.waitUntil(lambda: window.height() == screen.height() - frame)


def test_how_each_persona_works_is_told_and_what_helps_can_be_switched(lab: Lab, qtbot: QtBot) -> None:
    page = WornPage(lab.desk())
    qtbot.addWidget(page)
    choose(page, "claudia")
    assert "6/30" in words_of(page.first_run)
    assert page.hands is None
    choose(page, "christopher")
    assert "Light taps are lost" in words_of(page.first_run)
    assert page.hands is not None
    page.hands.value = "severe"
    page.helps["bounce-keys"].setChecked(False)
    page.helps["access-keys"].setChecked(True)
    assert "Slow to let go" in words_of(page.first_run)
    assert "Alt and a letter" in words_of(page.second_run)
    choose(page, "claudia")
    choose(page, "christopher")
    assert page.helps["access-keys"].isChecked(), "kept while another persona was looked at"
    page.save()
    kept = load_settings(lab.folder).choices
    assert set(kept) == {"christopher"}
    assert kept["christopher"].hands == "severe"
    assert "bounce-keys" not in (kept["christopher"].helps or ())
    assert "access-keys" in (kept["christopher"].helps or ())


def test_what_a_person_has_besides_is_switched_on_for_both_runs(lab: Lab, qtbot: QtBot) -> None:
    page = WornPage(lab.desk())
    qtbot.addWidget(page)
    choose(page, "claudia")
    assert not page.extras
    choose(page, "christopher")
    colours = page.extras["colour-vision"]
    assert not colours.isChecked()
    colours.setChecked(True)
    assert "hard to tell green and red apart" in words_of(page.first_run)
    page.save()
    assert load_settings(lab.folder).choices["christopher"].extras == ("colour-vision",)
    colours.setChecked(False)
    page.save()
    assert not load_settings(lab.folder).choices


def choose(page: WornPage, persona: str) -> None:
    page.persona.setCurrentIndex(page.persona.findData(persona))


def words_of(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def test_who_with_this_life_has_read_a_story_is_told_to_the_facilitator(lab: Lab, qtbot: QtBot) -> None:
    desk = lab.desk()
    claudia = desk.library.personas["claudia"]
    read = claudia.model_copy(update={"reviewed_by": ("A. B., who has glaucoma", "the sight loss group")})
    assert read.review == "Read by A. B., who has glaucoma, the sight loss group."
    page = StationsPage(desk)
    qtbot.addWidget(page)
    told = [label.text() for label in page.findChildren(QLabel)]
    assert all(persona.review in told for persona in desk.library.personas.values())


def test_a_machine_without_any_station_is_refused(lab: Lab, qtbot: QtBot) -> None:
    page = StationsPage(lab.desk())
    qtbot.addWidget(page)
    for tick in page.stations.values():
        tick.setChecked(False)
    page.save()
    assert "at least one station" in page.said.text()


def test_words_are_kept_for_each_language_and_a_quotation_needs_consent(lab: Lab, qtbot: QtBot) -> None:
    page = WordsPage(lab.desk())
    qtbot.addWidget(page)
    page.agreement.setPlainText("The council runs this.")
    page.language.setCurrentIndex(page.language.findData("cy"))
    assert page.agreement.toPlainText() == ""
    page.agreement.setPlainText("Y cyngor sy'n rhedeg hwn.")
    page.quotation.setPlainText("People rush me.")
    page.save()
    assert "consent" in page.said.text()
    page.source.setText("A resident, 61")
    page.consent.setText("Agreed in writing, May 2026")
    page.save()
    kept = load_settings(lab.folder)
    assert kept.agreements == {"en": "The council runs this.", "cy": "Y cyngor sy'n rhedeg hwn."}
    assert next(iter(kept.lived_words.values()))[0].text == "People rush me."


def test_a_larger_text_size_rebuilds_the_window_where_the_facilitator_is(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("look")
    page = window.page("look")
    assert isinstance(page, LookPage)
    page.scale.value = 2.0
    page.contrast.value = True
    page.save()
    qtbot.waitUntil(lambda: window.page("look") is not page)
    assert window.current == "look"
    assert theme.current().scale == 2.0
    assert theme.current().is_high_contrast


def test_every_key_lights_up_and_tab_is_a_key_like_others(qtbot: QtBot) -> None:
    page = KeyboardCheckPage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert page.said.text() == f"{len(NEEDED)} keys to go."
    with qtbot.waitSignal(page.all_pressed):
        for _, keys in NEEDED:
            qtbot.keyClick(page.pad, keys[0])
    assert page.said.text() == "Every key works."
    assert "Tab ✓" in [label.text() for label in page.pad.findChildren(QLabel)]


def test_a_key_that_another_screen_reader_keeps_is_not_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    let_another_reader_run(monkeypatch)
    page = KeyboardCheckPage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert "Insert" not in page.pad.accessibleName()
    with qtbot.waitSignal(page.all_pressed):
        for name, keys in NEEDED:
            if name != "Insert":
                qtbot.keyClick(page.pad, keys[0])


def test_a_keyboard_without_f_keys_is_checked_by_the_other_ways_to_them(qtbot: QtBot) -> None:
    page = KeyboardCheckPage()
    qtbot.addWidget(page)
    qtbot.keyClick(page.pad, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert page.pad.seen == {"Ctrl", "F7"}


def test_escape_pressed_again_leaves_the_keyboard_box(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("keyboard")
    page = window.page("keyboard")
    assert isinstance(page, KeyboardCheckPage)
    qtbot.waitUntil(lambda: page.pad.hasFocus() and page.back_button is not None and page.back_button.isVisible())
    qtbot.keyClick(page.pad, Qt.Key.Key_Escape)
    assert page.pad.hasFocus()
    qtbot.keyClick(page.pad, Qt.Key.Key_Escape)
    assert not page.pad.hasFocus()


def test_sound_is_played_and_the_answer_shows_in_the_list(qtbot: QtBot) -> None:
    played: list[bool] = []
    page = SoundCheckPage(lambda: played.append(True))
    qtbot.addWidget(page)
    page.play()
    assert played == [True]
    with qtbot.waitSignal(page.heard) as heard:
        page.yes_button.click()
    assert heard.args == [True]


def test_without_a_sound_device_the_page_says_so(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise MachineError("No sound device was found.", "Plug in headphones.")

    page = SoundCheckPage(refuse)
    qtbot.addWidget(page)
    page.play()
    assert page.said.text() == "No sound device was found. Plug in headphones."


def test_the_ready_list_says_each_level_in_words(qtbot: QtBot) -> None:
    lines = [
        CheckLine("Disk", CheckLevel.OK, "Room enough."),
        CheckLine("Sound", CheckLevel.WARNING, "No sound device."),
        CheckLine("Screen", CheckLevel.PROBLEM, "Not calibrated."),
    ]
    page = ReadyPage(lambda: lines)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.looked):
        page.look()
    assert page.said.text() == "Not ready: 1 problem."
    words = [label.text() for label in page.findChildren(QLabel)]
    levels = [each for each in words if each in {"✓ OK", "! Look at this", "✗ Problem"}]
    assert levels == ["✗ Problem", "! Look at this", "✓ OK"], "what somebody has to do something about comes first"


def test_the_ready_list_leads_to_where_something_can_be_done(lab: Lab, qtbot: QtBot) -> None:
    line = CheckLine("Calibration", CheckLevel.WARNING, "Not calibrated.", "Measure it in set-up.", "screen")
    window = show_window(lab, qtbot, Services(checks=lambda: [line]))
    window.go("ready")
    page = window.page("ready")
    assert isinstance(page, ReadyPage)
    qtbot.waitUntil(lambda: bool(page.lines))
    assert "Measure it in set-up." not in [label.text() for label in page.findChildren(QLabel)], "one is there"
    assert "Write a report to send back" in [each.text() for each in page.findChildren(QPushButton)]
    (there,) = [each for each in page.findChildren(QPushButton) if each.text() == "Measure the screen"]
    there.click()
    assert window.current == "screen"


def test_a_check_that_fails_itself_is_a_line_too(qtbot: QtBot) -> None:
    def broken() -> list[CheckLine]:
        raise MachineError("The disk cannot be asked.", "")

    page = ReadyPage(broken)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.looked):
        page.look()
    assert page.lines[0].level is CheckLevel.PROBLEM


def test_the_list_shows_how_each_task_stands(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    words = [label.text() for label in window.page("Set up").findChildren(QLabel)]
    assert f"{EVENT}, 23 November 2026" in words
    assert "Not calibrated. Nobody has measured it." in words


def test_the_list_is_in_sections_and_all_of_it_in_sight(lab: Lab, qtbot: QtBot) -> None:
    """An old event that is due for deletion takes a line too."""
    window = show_window(lab, qtbot)
    page = window.page("Set up")
    qtbot.waitUntil(page.isVisible)
    assert [card.accessibleName() for card in page.findChildren(Card)] == [
        "The event",
        "What visitors meet",
        "This computer",
        "The lab itself",
    ]
    assert "To be deleted now" in "".join(label.text() for label in page.findChildren(QLabel))
    assert page.area.verticalScrollBar().maximum() == 0


def test_tab_goes_down_the_list_and_hears_how_each_thing_stands(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = window.page("Set up")
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
    names, heard = [], {}
    for _ in range(len(TASKS)):
        widget = QApplication.focusWidget()
        assert widget is not None
        names.append(widget.accessibleName())
        heard[widget.accessibleName()] = widget.accessibleDescription()
        window.focusNextPrevChild(True)
    assert names == [f"{task.verb}: {task.title}" for task in TASKS]
    assert heard["Measure: This screen"] == "Not calibrated. Nobody has measured it."


def test_who_comes_back_to_the_list_finds_the_keyboard_where_it_was(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = window.page("Set up")
    measure = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Measure: This screen")
    measure.setFocus()
    measure.click()
    assert window.current == "screen"
    back = window.page("screen").back_button
    assert back is not None
    back.click()
    qtbot.waitUntil(measure.hasFocus)


def test_an_event_that_the_lab_began_by_itself_is_the_one_worked_on(lab: Lab, qtbot: QtBot) -> None:
    lab.desk().change(event="")
    lab.store.begin_event(EventSettings("Begun by itself", date(2026, 11, 24), date(2027, 2, 1)))
    window = show_window(lab, qtbot, Services(event_name=lambda: "Begun by itself"))
    words = [label.text() for label in window.page("Set up").findChildren(QLabel)]
    assert "Begun by itself: four questions to answer" in words
    assert window.desk.lab_event().name == "Begun by itself"


def test_a_page_without_controls_takes_the_keyboard_itself_and_is_read(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("Live")
    (tabs,) = window.findChildren(Tabs)
    page = window.page("Live")
    qtbot.waitUntil(lambda: page.hasFocus() or page.isAncestorOf(QApplication.focusWidget()))
    assert tabs.tabText(tabs.currentIndex()) == "Live"


def test_back_returns_to_the_list_and_a_tab_keeps_what_was_begun(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("event")
    page = window.page("event")
    assert isinstance(page, EventPage)
    page.name.setText("Half a na")
    window.go("Live")
    window.go("event")
    assert window.page("event") is page
    assert page.back_button is not None
    page.back_button.click()
    page.back_button.click()  # the first press says that this is not saved
    assert window.current == "Set up"


def test_the_lab_tells_the_sound_page_that_nothing_can_be_heard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio, "has_sound", lambda: False)
    page = SoundCheckPage(lambda: audio.Sample(SpeechService(audio.make_voice)).play_aloud("Good morning.", 175))
    qtbot.addWidget(page)
    page.play()
    assert page.said.text().startswith("No sound device was found.")


def test_what_is_wrong_is_brought_into_sight(qtbot: QtBot) -> None:
    page = Page("Long")
    qtbot.addWidget(page)
    for number in range(40):
        page.body.addWidget(text(f"Line {number}"))
    page.body.addWidget(page.said)
    page.resize(600, 400)
    page.show()
    say(page.said, "There is no such file.", "bad")
    qtbot.waitUntil(lambda: not page.said.visibleRegion().isEmpty())


def test_a_button_at_the_edge_of_what_scrolls_stays_under_the_mouse_that_presses_it(qtbot: QtBot) -> None:
    content, pressed = QWidget(), list[bool]()
    content.setFixedSize(500, 1000)
    at_edge = button("Black out", lambda: pressed.append(True))
    at_edge.setParent(content)
    at_edge.setGeometry(20, 340, 200, 48)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 600)
    box = QVBoxLayout(window)
    other = button("Release", lambda: None)
    area = scrolling(content, window)
    area.setFixedHeight(392)
    for each in (area, other):
        box.addWidget(each)
    other.setFocus()
    FocusFrame(window)
    with qtbot.waitActive(window):
        window.show()
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at_edge.mapTo(window, QPoint(20, 40)))
    assert pressed == [True]


def test_where_the_first_control_is_low_the_keyboard_leaves_the_heading_in_sight(qtbot: QtBot) -> None:
    content = QWidget()
    content.setFixedSize(500, 1000)
    window = QWidget()
    qtbot.addWidget(window)
    area = scrolling(content, window)
    area.setFixedHeight(392)
    QVBoxLayout(window).addWidget(area)
    first, low = (button(words, lambda: None) for words in ("First", "Low"))
    for each, top in ((first, 310), (low, 400)):
        each.setParent(content)
        each.setGeometry(20, top, 200, 48)
    FocusFrame(window)
    with qtbot.waitActive(window):
        window.show()
    bar = area.verticalScrollBar()
    low.setFocus()
    assert bar.value() >= 400 + 48 - 392
    first.setFocus()
    assert bar.value() == 0
