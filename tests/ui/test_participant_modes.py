"""Visits that are no simulation, at the real station: only looking, and a talk that the lot gave."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from empathylab.domain.session import Mode
from empathylab.files.spotting import spotting_sets
from empathylab.session.flow import Input
from empathylab.session.randomisation import MODES_FILE, mode_randomiser
from empathylab.session.stages import Stage
from empathylab.ui.visit.flow.status import station_status
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.closing_screens import GIVE_WORDS
from empathylab.ui.visit.screens.debrief import MARKED, SEEN
from empathylab.ui.visit.screens.scale import PointScale
from empathylab.ui.visit.screens.spot_screen import NO, YES, SpotScreen
from empathylab.ui.visit.screens.story import CAME_BACK, LOOK_ONLY
from empathylab.ui.visit.screens.words_screen import WordsScreen
from support.participant_lab import EVENT, PATIENCE_S, Station, wait_for


@pytest.fixture
def station_settings() -> dict[str, object]:
    return {"visits": "choice", "follow_up": True}


def test_who_only_wants_to_look_sees_both_forms_with_nothing_worn_and_all_that_is_wrong_with_the_first(
    station: Station,
) -> None:
    ready = QSignalSpy(station.lab.window.view.ready)
    station.director.choose((station.lab.setup.library.persona("ashleigh"),))
    station.press_button(LOOK_ONLY)
    station.press_button("I agree")
    assert station.visit.stage is Stage.BARRIER
    wait_for(ready.count, "the form", PATIENCE_S)
    assert not station.lab.window.view.lens.is_on
    assert station.visit.plan.conditions[station.visit.plan.runs[0]].simulations == ()
    station.director.stuck()
    station.go_to(Stage.DEBRIEF)
    station.press_button("See what was in the way")
    assert any("In this form" in words for words in station.words())
    station.press_button(SEEN)
    assert station.button(MARKED)
    station.go_to(Stage.THANKS)
    station.press_button("Finish")
    assert isinstance(station.screen, AttractScreen)
    assert {run.mode for run in station.lab.store.runs(EVENT)} == {Mode.AUDIT}
    seen = [answer for answer in station.lab.store.answers(EVENT) if answer.question.startswith("seen-")]
    assert [answer.number for answer in seen] == [1]
    assert station.lab.store.counts(EVENT).people == 0
    assert station.lab.store.summary(EVENT, Mode.AUDIT).counts.people == 1


def test_who_stops_before_any_form_is_shown_nothing_of_it(station: Station) -> None:
    director = station.director
    director.services = replace(
        director.services, station=director.services.station.model_copy(update={"spotting": True})
    )
    director.choose((station.lab.setup.library.persona("ron"),))
    station.press_button(LOOK_ONLY)
    station.press_button("I agree")
    assert station.visit.stage is Stage.SPOT_BEFORE
    director.stop()
    director.take(Input.WHAT_HAPPENED)
    station.go_to(Stage.DEBRIEF)
    station.press_button("Next")
    assert any("You did not open the form with barriers" in words for words in station.words())
    assert not any("In this form" in words for words in station.words())
    assert not [each for each in station.screen.findChildren(QAbstractButton) if each.text() == SEEN]


def test_what_is_promised_and_what_is_a_guess_hold_for_whoever_can_be_met(station: Station) -> None:
    director = station.director
    usual = director.services
    expected = {
        ("christopher", "claudia"): ("with the technology switched on.", "Not calibrated: screen"),
        ("ashleigh",): ("with the technology switched on.", ""),
        ("ron",): ("built well.", "Not calibrated: screen and loudness"),
        ("simone", "pawel", "saleem"): ("with technology for those who use some.", ""),
    }
    for people, (promised, note) in expected.items():
        director.services = replace(usual, station=usual.station.model_copy(update={"personas": people}))
        director.show_attract()
        station.press_button("What happens here?")
        (told,) = (words for words in station.words() if words.startswith("You fill in the same kind"))
        assert told.endswith(promised)
        assert station_status(director).note == note


def test_the_lot_gives_a_talk_once_the_visitor_has_agreed(station: Station, tmp_path: Path) -> None:
    director = station.director
    by_lot = director.services.station.model_copy(update={"visits": "lot"})
    (tmp_path / MODES_FILE).write_text(json.dumps({EVENT: [Mode.TALK]}), encoding="utf-8")
    modes = mode_randomiser(tmp_path, director.services.report_problem)
    director.services = replace(director.services, station=by_lot, modes=modes)
    director.choose((station.lab.setup.library.persona("claudia"),))
    assert not [each for each in station.screen.findChildren(QAbstractButton) if each.text() == LOOK_ONLY]
    station.press_button("Try a form")
    station.press_button("I agree")
    assert any("Turn to the team" in words for words in station.words())
    station.press_button("Go on")
    assert station.visit.stage is Stage.THINKING_BACK
    station.go_to(Stage.THANKS)
    assert not [each for each in station.screen.findChildren(QAbstractButton) if each.text().startswith("Save")]
    station.press_button("Finish")
    (talk,) = station.lab.store.parts(EVENT, Mode.TALK)
    assert (talk.counts.people, talk.is_assigned) == (1, True)


def test_who_comes_back_with_three_words_is_paired_and_who_lost_them_goes_on(station: Station) -> None:
    claudia = (station.lab.setup.library.persona("claudia"),)
    station.director.choose(claudia)
    station.press_button("Try a form")
    station.press_button("I agree")
    station.visit.answer("confidence-now", None, number=6)
    station.go_to(Stage.THANKS)
    station.press_button(GIVE_WORDS)
    words = station.visit.words
    assert any(", ".join(words) in said for said in station.words())
    assert not [each for each in station.screen.findChildren(QAbstractButton) if each.text() == GIVE_WORDS]
    station.press_button("Save my summary")
    station.press_button("Back")
    assert any(", ".join(words) in said for said in station.words()), "they stay until they are written down"
    station.press_button("Finish")

    station.director.choose(claudia)
    station.press_button(CAME_BACK)
    station.press_button("I agree")
    screen = station.screen
    assert isinstance(screen, WordsScreen)
    screen.words.setText("acorn")
    station.press_button("Go on")
    assert "all three" in screen.problem.text()
    screen.words.setText(" ".join(reversed(words)))
    screen.words.setFocus()
    QTest.keyClick(screen.words, Qt.Key.Key_Return)
    assert station.visit.stage is Stage.FEEDBACK
    assert not any(scale.number for scale in station.screen.findChildren(PointScale)), "the same key answers nothing"
    assert any("Weeks later" in said for said in station.words())
    station.visit.answer("confidence-now", None, number=4)
    station.go_to(Stage.THANKS)
    station.press_button("Finish")

    station.director.choose(claudia)
    station.press_button(CAME_BACK)
    station.press_button("I agree")
    station.press_button("I have no words")
    assert station.visit.stage is Stage.FEEDBACK
    station.go_to(Stage.THANKS)
    station.press_button("Finish")
    store = station.lab.store
    assert [(each.now, each.later, each.people) for each in store.lasting(EVENT)] == [(6, 4, 1)]
    assert (store.counts(EVENT).people, store.summary(EVENT, Mode.FOLLOW_UP).counts.people) == (1, 2)


def test_barriers_are_spotted_in_pictures_and_clips_before_and_after(station: Station) -> None:
    director = station.director
    asking = director.services.station.model_copy(update={"spotting": True})
    director.services = replace(director.services, station=asking)
    station.arrive("claudia")
    assert sorted(station.visit.plan.spot_sets) == ["a", "b"]
    director.form.close()
    station.go_to(Stage.SPOT_BEFORE)
    (first,) = (each for each in spotting_sets() if each.id == station.visit.plan.spot_sets[0])
    for item in first.items:
        assert isinstance(station.screen, SpotScreen)
        names = [label.accessibleName() for label in station.screen.findChildren(QLabel)]
        assert any(item.alt in name for name in names)
        assert all(f"“{phrase}”" in station.words() for phrase in item.phrases)
        station.press_button(YES if item.has_barrier else NO)
    assert station.visit.stage is Stage.BARRIER
    director.form.close()
    station.go_to(Stage.SPOT_AFTER)
    station.press_button(YES)
    station.press_button("Skip these")
    assert station.visit.stage is Stage.FEEDBACK
    station.go_to(Stage.THANKS)
    station.press_button("Finish")
    kept = [answer for answer in station.lab.store.answers(EVENT) if answer.question.startswith("spot-before-")]
    assert sum(answer.number or 0 for answer in kept) == 6
    assert len(kept) == 12
    assert station.lab.store.spotted(EVENT) == ()
