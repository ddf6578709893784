"""Words for hard moments: one key from the live view, and what is right within three."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from empathylab.domain.live import StationStatus
from empathylab.domain.what_to_say import MOMENT_KEYS, Deed
from empathylab.files.leading import load_what_to_say
from empathylab.files.library import load_library
from empathylab.session.stages import STEP_NAMES
from empathylab.ui.facilitator.leading.what_to_say_page import WhatToSayPage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from support.facilitator_lab import Lab, show_window
from support.reading_grade import grade

WORDS = load_what_to_say(load_library())
HIGHEST_GRADE = 8.0
VISIT = StationStatus("station-1", "Station 1", ("claudia",), "Filling in", "Barrier run", 0.0, 0.0)
NOBODY = StationStatus("station-1", "Station 1", (), "Waiting for a visitor", "", 0.0, 0.0)


@pytest.fixture
def window(lab: Lab, qtbot: QtBot) -> FacilitatorWindow:
    made = show_window(lab, qtbot)
    made.show_status(VISIT)
    made.go("Live")
    return made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)


def page_of(window: FacilitatorWindow) -> WhatToSayPage:
    page = window.page("what-to-say")
    assert isinstance(page, WhatToSayPage)
    return page


def read(page: WhatToSayPage) -> list[str]:
    return [label.text() for label in page.answer.findChildren(QLabel) if label.isVisibleTo(page)]


def test_every_word_is_plain() -> None:
    said = [each.say for each in (*WORDS.scripts, *WORDS.moments)]
    done = [" ".join(each.do) for each in WORDS.moments]
    assert [words for words in (*said, *done) if grade(words) > HIGHEST_GRADE] == []


def test_the_ten_moments_have_their_keys() -> None:
    titles = [moment.id for moment in WORDS.moments]
    assert titles == ["upset", "brave", "own", "stuck", "silent", "dead", "disagrees", "delete", "unwell", "harm"]
    assert [each.id for each in WORDS.scripts] == ["welcome", "agreement", "switch", "end"]


def test_a_rehearsal_calls_the_runs_as_the_live_view_does() -> None:
    scenes = [moment.scene for moment in WORDS.moments]
    assert {scene.run for scene in scenes} <= {"", *STEP_NAMES}
    assert [scene for scene in scenes if bool(scene.run) != (scene.stage == "Filling in the form")] == []


def test_the_words_that_come_are_one_name_to_who_listens(
    window: FacilitatorWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change of what has the keyboard is said: the title first and then with all that it is of was said twice."""
    window.go("what-to-say")
    page = page_of(window)
    qtbot.waitUntil(page.answer.hasFocus)
    names: list[str] = []
    monkeypatch.setattr(page.answer, "setAccessibleName", names.append)
    moment = WORDS.moments[1]
    page.answer.show_words(moment, {})
    assert set(names) == {" ".join((f"{moment.title}.", moment.say, *moment.do))}


def test_in_a_small_window_the_words_stay_as_wide_as_the_page(window: FacilitatorWindow, qtbot: QtBot) -> None:
    window.resize(800, 600)
    window.go("what-to-say")
    answer = page_of(window).answer
    qtbot.waitUntil(lambda: answer.isVisible() and answer.width() > window.width() * 0.8)


def test_from_the_live_view_each_right_answer_is_three_keys_away_at_most(
    window: FacilitatorWindow, qtbot: QtBot
) -> None:
    ordered: list[tuple[str, str]] = []
    window.command.connect(lambda station, order: ordered.append((station, order)))
    for key, moment in zip(MOMENT_KEYS, WORDS.moments, strict=True):
        window.go("Live")
        ordered.clear()
        press(Qt.Key.Key_F1)
        press(Qt.Key(ord(key)))
        page, words = page_of(window), [moment.title, f"“{moment.say}”"]
        qtbot.waitUntil(lambda page=page, words=words: read(page)[:2] == words)  # type: ignore[misc]
        if moment.deed is None:
            qtbot.waitUntil(page.answer.hasFocus)
            assert moment.say in page.answer.accessibleName()
        else:
            qtbot.waitUntil(page.answer.deeds[0].hasFocus)
            press(Qt.Key.Key_Return)
            assert ordered == [("station-1", moment.deed.value)]
            assert page.answer.done.text().startswith("Station 1: ")


def test_esc_leads_back_to_where_the_words_were_asked_for(window: FacilitatorWindow, qtbot: QtBot) -> None:
    for name in ("Results", "event", "Live"):
        window.go(name)
        press(Qt.Key.Key_F1)
        press(Qt.Key.Key_W)
        qtbot.waitUntil(lambda: read(page_of(window))[:1] == ["Welcome"])
        press(Qt.Key.Key_Escape)
        assert window.current == name


def test_where_f_keys_are_taken_control_and_a_digit_is_one(window: FacilitatorWindow) -> None:
    press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "what-to-say"


def test_with_nobody_in_a_visit_there_is_nothing_to_end(window: FacilitatorWindow, qtbot: QtBot) -> None:
    window.show_status(NOBODY)
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_9)
    page = page_of(window)
    assert page.answer.deeds == []
    qtbot.waitUntil(page.answer.hasFocus)


def test_behind_the_pin_there_is_no_key_for_it(window: FacilitatorWindow) -> None:
    window.lock()
    press(Qt.Key.Key_F1)
    assert window.is_locked


def test_a_place_says_it_in_its_own_words() -> None:
    spoken = WORDS.in_words({"welcome": "Come in!", "upset": "Let us have tea."})
    assert (spoken.scripts[0].say, spoken.moments[0].say) == ("Come in!", "Let us have tea.")
    assert spoken.moments[0].deed is Deed.END
