"""The rehearsal in the real live view: played to its end, left in the middle, and never with a visitor there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from empathylab.domain.live import StationStatus
from empathylab.domain.what_to_say import MOMENT_KEYS, HardMoment
from empathylab.files.leading import load_what_to_say
from empathylab.files.library import load_library
from empathylab.ui.facilitator.leading.rehearsal_page import RehearsalPage
from empathylab.ui.facilitator.leading.rehearsal_strip import STAND_IN, RehearsalStrip
from empathylab.ui.facilitator.leading.what_to_say_page import WhatToSayPage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.facilitator.shell.live_page import LivePage
from empathylab.ui.kit import theme
from support.facilitator_lab import Lab, show_window
from support.read_pdf import words_of_pages

MOMENTS = load_what_to_say(load_library()).moments
KEYS = {moment.id: Qt.Key(ord(key)) for moment, key in zip(MOMENTS, MOMENT_KEYS, strict=True)}
NOBODY = StationStatus("station-1", "Station 1", (), "Waiting for a visitor", "", 0.0, 0.0)
VISITOR = StationStatus("station-1", "Station 1", ("claudia",), "Reading the story", "", 0.0, 0.0)


@pytest.fixture
def window(lab: Lab, qtbot: QtBot) -> FacilitatorWindow:
    made = show_window(lab, qtbot)
    made.show_status(NOBODY)
    made.go("rehearsal")
    return made


def press(window: FacilitatorWindow, key: Qt.Key) -> None:
    """As the platform sends it: to the window, where keys are counted."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key)


def begun(window: FacilitatorWindow) -> RehearsalStrip:
    page_of(window).begin()
    assert window.live.strip is not None
    return window.live.strip


def page_of(window: FacilitatorWindow) -> RehearsalPage:
    page = window.page("rehearsal")
    assert isinstance(page, RehearsalPage)
    return page


def moment_of(strip: RehearsalStrip) -> HardMoment:
    moment = strip.rehearsal.moment
    assert moment is not None
    return moment


def kept(lab: Lab) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in lab.folder.rglob("*") if path.is_file()}


def do_what_is_right(window: FacilitatorWindow, moment: HardMoment, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F1)
    press(window, KEYS[moment.id])
    if moment.deed is not None:
        words = window.page("what-to-say")
        assert isinstance(words, WhatToSayPage)
        qtbot.waitUntil(lambda: bool(words.answer.deeds) and words.answer.deeds[0].hasFocus())
        press(window, Qt.Key.Key_Return)


def test_an_apprentice_plays_all_ten_and_nothing_is_kept_or_ordered(
    window: FacilitatorWindow, lab: Lab, qtbot: QtBot, tmp_path: Path
) -> None:
    ordered: list[object] = []
    window.command.connect(lambda *order: ordered.append(order))
    before = kept(lab)
    strip = begun(window)
    order = [moment.id for moment in strip.rehearsal.moments]
    for moment in strip.rehearsal.moments:
        assert window.current == "Live"
        live = window.page("Live")
        assert isinstance(live, LivePage)
        assert live.cards[STAND_IN].note.text() == moment.scene.see
        stand_in = window.live.statuses[STAND_IN]
        assert stand_in.stage_seconds_at <= stand_in.last_activity, "nobody rests before they have begun"
        do_what_is_right(window, moment, qtbot)
        assert strip.told.text().startswith(f"✓ That is it: {3 if moment.deed else 2} keys, ")
        press(window, Qt.Key.Key_N)
    assert window.current == "rehearsal"
    page = page_of(window)
    rows = [[page.table.item(y, x).text() for x in range(5)] for y in range(page.table.rowCount())]  # type: ignore[union-attr]
    titles = {moment.id: moment.title for moment in MOMENTS}
    assert [row[0] for row in rows] == [titles[each] for each in order]
    assert {row[1] for row in rows} == {"The right thing"}
    assert all(int(row[2]) <= 3 for row in rows)
    assert ordered == []
    assert kept(lab) == before
    assert_as_before(window)
    page.folder.path.setText(str(tmp_path))
    page.make_button.click()
    qtbot.waitUntil(page.show_button.isVisible)
    assert page.said.text() == f"Written to {tmp_path}"
    sheet = PdfReader(tmp_path / "rehearsal-sheet.pdf")
    (words,) = words_of_pages(tmp_path / "rehearsal-sheet.pdf")
    assert "F1, 9, Enter" in words
    assert "Apprentice: name and date" in words
    assert sheet.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_what_was_tried_first_and_what_was_passed_over_is_told(window: FacilitatorWindow, qtbot: QtBot) -> None:
    strip = begun(window)
    first = moment_of(strip)
    other = next(each for each in MOMENTS if each.id != first.id)
    press(window, Qt.Key.Key_F1)
    press(window, KEYS[other.id])
    assert strip.told.text() == "Not yet: those words are for another moment."
    press(window, Qt.Key.Key_Escape)
    do_what_is_right(window, first, qtbot)
    for _ in strip.rehearsal.moments:
        press(window, Qt.Key.Key_N)
    table = page_of(window).table
    told = [[table.item(y, x).text() for x in (1, 2)] for y in (0, 1)]  # type: ignore[union-attr]
    assert told[0][0] == f"{other.title.capitalize()}, then the right thing"
    assert told[1] == ["Passed over", "–"]


def test_how_it_went_is_gone_with_the_page_and_with_a_new_beginning(window: FacilitatorWindow) -> None:
    for leave in (lambda: window.go("Results"), page_of(window).begin):
        strip = begun(window)
        for _ in strip.rehearsal.moments:
            strip.go_on()
        page = page_of(window)
        assert page.table.rowCount() == len(MOMENTS)
        leave()
        assert page.table.isHidden()
        assert page.table.rowCount() == 0
        window.go("rehearsal")


def test_what_was_done_for_one_visitor_is_not_told_beside_the_next(window: FacilitatorWindow) -> None:
    strip = begun(window)
    live = window.page("Live")
    assert isinstance(live, LivePage)
    for go_on in (strip.go_on, strip.left.emit):
        live.cards[STAND_IN].help_button.click()
        assert live.said.text()
        go_on()
        assert not live.said.text()


@pytest.fixture
def large_window(lab: Lab, qtbot: QtBot) -> FacilitatorWindow:
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    made = show_window(lab, qtbot)
    made.resize(1280, 800)
    made.show_status(NOBODY)
    made.go("Live")
    made.page("Live").rehearsal_button.click()  # type: ignore[attr-defined]
    return made


def test_with_large_text_the_keyboard_is_in_sight_all_the_way(large_window: FacilitatorWindow, qtbot: QtBot) -> None:
    begun(large_window)
    live = large_window.page("Live")
    assert isinstance(live, LivePage)
    card = live.cards[STAND_IN]
    bar = live.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > card.height() and is_in_sight(live.words_button))
    card.help_button.setFocus(Qt.FocusReason.TabFocusReason)
    card.help_button.click()
    qtbot.waitUntil(lambda: is_in_sight(live.said) and is_in_sight(card.help_button))
    press(large_window, Qt.Key.Key_F1)
    press(large_window, KEYS["upset"])
    words = large_window.page("what-to-say")
    assert isinstance(words, WhatToSayPage)
    qtbot.waitUntil(lambda: bool(words.answer.deeds) and words.answer.deeds[0].hasFocus())
    press(large_window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_in_sight(words.answer.done))
    assert is_in_sight(words.answer.deeds[0])


def is_in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect().size() == widget.size()


LEAVING: dict[str, Callable[[FacilitatorWindow], object]] = {
    "another tab": lambda window: window.go("Results"),
    "the button": lambda window: window.live.strip.leave_button.click(),  # type: ignore[union-attr]
    "the lock": lambda window: window.give_back(),
    "a real visitor": lambda window: window.show_status(VISITOR),
    "another look": lambda window: window.desk.change(has_high_contrast=not window.desk.settings.has_high_contrast),
}


@pytest.mark.parametrize("way", LEAVING)
def test_left_in_the_middle_nothing_remains(window: FacilitatorWindow, lab: Lab, qtbot: QtBot, way: str) -> None:
    strip = begun(window)
    press(window, Qt.Key.Key_N)
    press(window, Qt.Key.Key_F1)
    LEAVING[way](window)
    qtbot.waitUntil(lambda: not isValid(strip))
    assert_as_before(window)
    if not window.is_locked:
        window.go("rehearsal")
        assert page_of(window).table.isHidden()


def assert_as_before(window: FacilitatorWindow) -> None:
    assert window.live.strip is None
    assert STAND_IN not in window.live.statuses
    live = window._pages.get("Live")
    assert live is None or (isinstance(live, LivePage) and STAND_IN not in live.cards)


def test_enter_opens_the_words_and_does_not_end_it(window: FacilitatorWindow, qtbot: QtBot) -> None:
    """The button that led to it had the keyboard in the live view, and would have led away again."""
    window.go("Live")
    live = window.page("Live")
    assert isinstance(live, LivePage)
    live.rehearsal_button.setFocus()
    press(window, Qt.Key.Key_Return)
    strip = begun(window)
    qtbot.waitUntil(live.words_button.hasFocus)
    press(window, Qt.Key.Key_Return)
    assert window.current == "what-to-say"
    assert window.live.strip is strip
    window.go("rehearsal")
    assert not live.rehearsal_button.isHidden()


def test_it_does_not_begin_with_a_visitor_there(window: FacilitatorWindow) -> None:
    window.show_status(VISITOR)
    page = page_of(window)
    page.begin()
    assert window.live.strip is None
    assert page.said.text().startswith("Somebody is in a visit.")
    assert window.current == "rehearsal"


def test_a_real_visitor_who_comes_is_told_of(window: FacilitatorWindow) -> None:
    begun(window)
    window.show_status(VISITOR)
    live = window.page("Live")
    assert isinstance(live, LivePage)
    assert "the rehearsal is over" in live.said.text()
    assert list(live.cards) == ["station-1"]


def test_after_its_page_was_left_with_back_every_other_page_opens(window: FacilitatorWindow, qtbot: QtBot) -> None:
    left = page_of(window)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(left))
    for name in ("Results", "Export"):
        window.go(name)
        assert window.page(name).isVisible()
