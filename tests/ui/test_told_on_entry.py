"""What a screen reader that takes no announcements is told: groups with names and words, entered with the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from empathylab.demo.keyboard_driver import rest
from empathylab.domain.session import RunKind
from empathylab.files.library import load_library
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.controls.form_controls import live_text, say
from empathylab.ui.kit import announcing, other_screen_reader
from empathylab.ui.kit.accessible_nodes import texts_of
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import text
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.debrief import DebriefScreen, show_findings
from empathylab.ui.visit.screens.finding import SHOWN_FIRST
from empathylab.ui.visit.screens.overlay import CalmOverlay
from empathylab.ui.visit.screens.scale import PointScale, SliderScale
from empathylab.ui.visit.screens.screen import Screen
from empathylab.ui.visit.screens.station_window import StationWindow
from support.native_reader import spoken
from support.orca_ears import heard, heard_by_tab, twice
from support.other_reader import let_another_reader_run
from support.participant_lab import Station, open_station, silent_voice
from support.participant_screens import found_for, plan_for, screen_named, screens

Told = tuple[Station, list[QObject]]
#: Orca 43 leaves out labels of fewer words when it reads a group.
FEWEST_WORDS = 3


@pytest.fixture
def window(qtbot: QtBot) -> StationWindow:
    made = StationWindow(RunView(silent_voice()))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.setUpdatesEnabled(False)  # what is told is looked at, not what is painted
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def group_words(widget: QWidget) -> tuple[str, str]:
    """Name and description that assistive technology gets of a group; whatever is none fails."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() is QAccessible.Role.Grouping
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


def test_every_screen_says_what_it_is_and_all_its_words_once(window: StationWindow) -> None:
    """Each is shown once and heard in every way: on the way in, all of it, and with Tab once round."""
    told, faults = {}, []
    for name, screen in screens(lambda what: lambda *_given: None):
        window.show_screen(screen)
        told[name] = words_on_the_way_in(window, screen)
        faults += [f"{name}: {fault}" for fault in (*said_twice(screen), *unlike_orca(screen))]
    assert not faults, "\n".join(faults)
    assert "Never your name or what you type into a form." in told["agreement"]
    assert "Follows speech at 360 words a minute" in told["story-ashleigh"]
    assert "Stopped. Everything is normal again." in told["stopped"]
    assert "With barriers: Not sent" in told["debrief-christopher"]
    assert "To reach the form, with barriers: 42 with Tab" in told["debrief-christopher"]


def words_on_the_way_in(window: StationWindow, screen: Screen) -> str:
    """What a screen has for its description; its title and its groups tell all else that stands there."""
    title, words = group_words(screen)
    assert title
    assert window.windowTitle().endswith("– Empathy Lab")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert screen.isAncestorOf(focused), "the group is entered with the focus"
    told_inside = " ".join(sum((list(group_words(each)) for each in screen.findChildren(NamedGroup)), []))
    assert all(each in f"{title} {words} {told_inside}" for each in texts_of(screen)), title
    return words


def said_twice(screen: Screen) -> list[str]:
    """What a control says of itself is not told on the way in as well, nor is a word that begins another label."""
    described = {widget.accessibleDescription() for widget in screen.findChildren(QWidget) if widget.focusPolicy()}
    texts = texts_of(screen)
    return [
        f"said twice: {words}"
        for words in texts
        if words in described or any(other.startswith(f"{words.lstrip('✓✕ ')}: ") for other in texts)
    ]


def unlike_orca(screen: Screen) -> Iterator[str]:
    """Orca says all words of a screen once, with Tab once round."""
    told = list(heard_by_tab(screen))
    yield from (f"twice: {words}" for said in told for words in twice(said))
    yield from ("silent" for said in told if not said)
    everything = " ".join(words for said in told for words in said)
    texts = (" ".join(words.split()) for words in texts_of(screen))
    yield from (f"not heard: {words}" for words in texts if words not in everything)


def test_each_finding_is_entered_anew_and_the_verdict_is_told_once(window: StationWindow) -> None:
    library = load_library()
    went_on: list[bool] = []
    show_findings(window.show_screen, plan_for(library, "claudia"), found_for(library), lambda: went_on.append(True))
    told: list[str] = []
    while not went_on:
        screen = window.current()
        assert isinstance(screen, DebriefScreen)
        title, words = group_words(screen)
        told.append(f"{title} {words}")
        assert title.startswith("What happened")
        assert ("With barriers: Not sent" in words) is (len(told) == 1)
        assert any(len(each.split()) >= FEWEST_WORDS for each in texts_of(screen))
        QTest.keyClick(screen.go_on, Qt.Key.Key_Return)
    assert len(told) == 1 + SHOWN_FIRST
    for words, barrier in zip(told[1:], found_for(library).met, strict=False):
        assert barrier.met.lower() in words.lower()
        assert f"Built well: {' '.join(barrier.html.built_well.split())}" in words


def test_what_lies_over_everything_has_the_keyboard_and_gives_it_back(window: StationWindow) -> None:
    screen = screen_named("agreement")
    window.show_screen(screen)
    overlay = CalmOverlay(window, "Are you still there?", "Press any key to go on. In 20 seconds …")
    window.lay_over(overlay)
    assert QApplication.focusWidget() is overlay
    assert group_words(overlay) == ("Are you still there? Press any key to go on. In 20 seconds …", "")
    overlay.show_words("In 19 seconds …")
    assert "20 seconds" in overlay.accessibleName(), "not every second"
    overlay.say("10 seconds left.")
    assert group_words(overlay)[0] == "10 seconds left."
    window.lay_over(None)
    assert QApplication.focusWidget() is screen.first


def test_a_group_tells_what_stands_in_it_when_it_is_shown(qtbot: QtBot) -> None:
    group = NamedGroup("Nothing yet")
    qtbot.addWidget(group)
    with qtbot.waitExposed(group):
        group.show()
    assert group_words(group) == ("Nothing yet", "")


def test_what_takes_the_place_of_a_pressed_button_is_told_though_qt_leads_the_focus_elsewhere_first(
    qtbot: QtBot,
) -> None:
    """Hidden, the button hands it on, out of the page even; a reader hears of the place where it stays alone."""
    window, page, part = QWidget(), NamedGroup("Your own profile"), NamedGroup("Rings with a gap")
    start, field = QPushButton("Start"), QPushButton("A ring")
    words = text("Guess where the gap is.")
    for holder, held in ((window, (QPushButton("Live"), page)), (page, (start, part)), (part, (words, field))):
        box = QVBoxLayout(holder)
        for each in held:
            box.addWidget(each)
    part.hide()
    start.clicked.connect(lambda: (start.hide(), part.show(), field.setFocus()))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    start.setFocus()
    qtbot.waitUntil(start.hasFocus)
    rest(0)  # nobody presses it before they are there
    start.click()
    qtbot.waitUntil(lambda: heard(start, field) == ["Rings with a gap", "Guess where the gap is.", "A ring"])


@pytest.mark.parametrize("is_on_the_way_in", [True, False], ids=["of the page that opens", "of where one is"])
def test_news_are_said_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_on_the_way_in: bool) -> None:
    """A page that opens with news tells them itself; else they come with the place where the focus goes."""
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    window, page, line = QWidget(), NamedGroup("Rehearsal"), live_text()
    before, other, once_more = QPushButton("Live"), QPushButton("Leave"), QPushButton("Once more")
    for holder, held in ((window, (before, page)), (page, (line, other, once_more))):
        box = QVBoxLayout(holder)
        for each in held:
            box.addWidget(each)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    start = before if is_on_the_way_in else other
    start.setFocus()
    qtbot.waitUntil(start.hasFocus)
    rest(0)
    say(line, "1 of 10 done.")
    once_more.setFocus()
    rest(0)
    assert " ".join(heard(start, once_more)).count("1 of 10 done") == 1


def test_a_question_is_a_group_and_its_answers_are_radio_buttons(qtbot: QtBot) -> None:
    scale = PointScale("How easy was this?", 1, 7, "Very difficult", "Very easy")
    qtbot.addWidget(scale)
    with qtbot.waitExposed(scale):
        scale.show()
    assert group_words(scale.points) == ("How easy was this?", ""), "both ends are said with the answers"
    group = QAccessible.queryAccessibleInterface(scale.points)
    points = [group.child(place) for place in range(group.childCount())]
    assert {each.role() for each in points} == {QAccessible.Role.RadioButton}
    names = [each.text(QAccessible.Text.Name) for each in points]
    assert names == ["1 of 7, Very difficult", *(f"{n} of 7" for n in range(2, 7)), "7 of 7, Very easy"]


def test_a_number_that_chooses_where_the_keyboard_is_already_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    scale = PointScale("How easy was this?", 1, 7, "Very difficult", "Very easy")
    qtbot.addWidget(scale)
    with qtbot.waitExposed(scale):
        scale.show()
    scale.activateWindow()
    scale.entry.setFocus()
    qtbot.waitUntil(scale.entry.hasFocus)
    QTest.keyClick(scale.entry, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: heard(None, scale.entry)[-1] == "selected")


def test_a_slider_has_the_answer_as_its_value(qtbot: QtBot) -> None:
    scale = SliderScale("How hard did you work?", 0, 100, 5, "Not at all hard", "Extremely hard")
    qtbot.addWidget(scale)
    slider = scale.slider
    assert group_words(scale)[0] == "How hard did you work?"
    assert spoken(slider) == "0 is Not at all hard, 100 is Extremely hard, slider, not answered"
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert (scale.value, spoken(slider)) == (55, "0 is Not at all hard, 100 is Extremely hard, slider, 55")
    slider.setValue(72)
    assert (scale.value, slider.value()) == (70, 70), "wherever a mouse leaves it, it stands at an answer"
    scale.clear()
    assert (scale.value, spoken(slider).rpartition(", ")[2]) == (None, "not answered")


@pytest.fixture
def told(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """A station with another screen reader, and where that reader is told that the focus is."""
    where: list[QObject] = []
    let_another_reader_run(monkeypatch)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: where.append(event.object()))
    with open_station(tmp_path) as station:
        yield station, where


def test_a_line_to_type_in_is_told_before_its_text_is_marked(qtbot: QtBot) -> None:
    """Orca 43 follows the caret: a mark that comes first is all that it says, and of the field nothing."""
    window, field = QWidget(), TextField("23 November 2026")
    box = QVBoxLayout(window)
    box.addWidget(QPushButton("Before"))
    box.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.findChild(QPushButton).setFocus()
    marked: list[str] = []
    field.selectionChanged.connect(lambda: marked.append(field.selectedText()))
    QTest.keyClick(window.findChild(QPushButton), Qt.Key.Key_Tab)
    assert field.hasFocus()
    assert marked == [], "the focus is told when this returns"
    qtbot.waitUntil(lambda: marked == ["23 November 2026"])


def test_a_line_that_a_screen_begins_with_gets_the_focus_when_another_reader_has_taken_in_that_it_is_new(
    qtbot: QtBot, window: StationWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else Orca 43 says its name as a change, and of the screen nothing."""
    let_another_reader_run(monkeypatch)
    window.show_screen(screen_named("story-audit"))
    for name in ("words", "warm-up", "hurt"):
        screen = screen_named(name)
        window.show_screen(screen)
        assert screen.first is not None
        assert not screen.first.hasFocus()
        qtbot.waitUntil(screen.first.hasFocus)


def test_a_key_that_is_quicker_than_the_mark_replaces_the_text(qtbot: QtBot) -> None:
    field = TextField("23 November 2026")
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.clearFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_7)
    assert field.text() == "7"


def test_where_the_keyboard_is_is_told_once_more_when_the_window_has_come_to_the_front(told: Told) -> None:
    """As after the list of what is ready, on the first start: a busy Orca 43 says the window, and nothing in it."""
    station, where = told
    window = station.lab.window
    other = QWidget()
    other.show()
    other.activateWindow()
    station.wait(other.isActiveWindow, "another window")
    where.clear()
    window.activateWindow()
    other.close()
    station.wait(lambda: where and where[-1] is window.focusWidget(), "the focus")


def test_a_form_that_has_opened_is_told_as_the_view(told: Told) -> None:
    """The engine's own place is in no tree: the focus is told once more."""
    station, where = told
    station.arrive_at(Stage.BARRIER, "christopher")
    station.wait(lambda: where and where[-1] is station.lab.window.view, "the view")


def test_a_form_outlives_the_way_to_its_question(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orca 43 compares a place with the last one, and is silent where that is gone."""
    station, _ = told
    monkeypatch.setattr(other_screen_reader, "let_go_ms", lambda: 500)
    station.arrive_at(Stage.BARRIER, "christopher")
    gone: list[bool] = []
    station.lab.window.view.page.destroyed.connect(lambda: gone.append(True))
    station.director.stuck()
    assert station.screen.isAncestorOf(QApplication.focusWidget())
    assert not gone
    station.wait(lambda: gone, "the page goes all the same")


def test_what_happens_while_a_page_has_the_focus_is_told_by_the_name_of_the_window(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine tells another reader of no new document, and knows nothing of what happens beside the page."""
    station, _ = told
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    window = station.lab.window
    interface = QAccessible.queryAccessibleInterface(window)
    assert interface.role() is QAccessible.Role.Window, "only a window's name is said when it changes"
    station.arrive_at(Stage.BARRIER, "christopher")
    station.wait(lambda: window.windowTitle().endswith("– With barriers – Empathy Lab"), "the page's title")
    station.wait(lambda: isinstance(QApplication.focusWidget(), QQuickWidget), "the page has the focus")
    announce(window.frame, "Done: Tab")
    assert named(window) == "Done: Tab"
    announce(window.frame, "Done: Tab")
    assert named(window) != "Done: Tab", "only another name is said"
    station.director.form.notice("Somebody is coming to help you.")
    assert named(window) == "Somebody is coming to help you."
    window.view.page.runJavaScript("document.title = 'Check your answers'")
    station.wait(lambda: named(window) == "Check your answers – With barriers – Empathy Lab", "the next title")


@pytest.fixture
def in_a_form(told: Told, monkeypatch: pytest.MonkeyPatch) -> Station:
    """Christopher's first form, as another reader on Linux has been told of it."""
    station, _ = told
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    station.arrive_at(Stage.BARRIER, "christopher")
    station.wait(lambda: "What to enter" in named(station.lab.window), "the form's title")
    return station


def test_what_to_enter_in_a_form_is_told_with_its_title(in_a_form: Station) -> None:
    """As a group the frame would be read with the labels of the page; and not at all after the keys, in the same frame:
    to Orca 43 that is no way in.
    """
    window = in_a_form.lab.window
    assert named(window).startswith(f"{window.windowTitle()}. ")
    assert "What your hands are doing" in named(window)
    assert QAccessible.queryAccessibleInterface(window.frame).role() is not QAccessible.Role.Grouping
    for line in in_a_form.visit.plan.card(RunKind.BARRIER):
        assert f"{line.label}: {line.value}" in named(window)
    window.view.page.runJavaScript("document.title = 'Check your answers'")
    in_a_form.wait(lambda: named(window) == "Check your answers – With barriers – Empathy Lab", "the next title")


def test_a_form_that_has_begun_again_is_told_though_its_page_is_called_as_before(in_a_form: Station) -> None:
    """Only another title is told; the sentence on the page is heard by those who look for it."""
    window = in_a_form.lab.window
    before = window.windowTitle().removesuffix(" – With barriers – Empathy Lab")
    window.view.page.runJavaScript("labForm.startOver('countdown', 'Time is up. Please start again.')")
    again = f"{before}. Time is up. Please start again. – With barriers – Empathy Lab"
    in_a_form.wait(lambda: named(window) == again, "the title that says why")


def named(window: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(window).text(QAccessible.Text.Name)
