"""Every screen of the facilitator by keyboard, by screen reader, at 200 % text and in high contrast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from empathylab.domain.live import StationStatus
from empathylab.domain.records import ActionRecord
from empathylab.domain.roles import Host, HostThere, Roles
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.form_controls import Page, beside
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.results.drawing import Drawing
from empathylab.ui.facilitator.results.results_page import ResultsPage
from empathylab.ui.facilitator.shell.facilitator_bar import TABS, FacilitatorBar
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.facilitator.shell.live_page import LivePage
from empathylab.ui.facilitator.shell.pages import PAGES as MADE
from empathylab.ui.kit import theme
from empathylab.ui.kit.accessible_nodes import texts_of
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import Card, column, text
from support.facilitator_lab import EVENT, Lab, open_lab, show_window
from support.native_reader import spoken
from support.orca_ears import MOST_STOPS, heard, heard_by_tab, twice
from support.settled import settle

PAGES = ("Set up", *MADE)
LOOKS = {
    "standard": theme.STANDARD,
    "200 %": theme.scaled(theme.STANDARD, 2.0),
    "high contrast": theme.HIGH_CONTRAST,
    "high contrast at 200 %": theme.scaled(theme.HIGH_CONTRAST, 2.0),
}
SMALLEST_TARGET_PX = 44


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with open_lab(tmp_path_factory.mktemp("lab")) as made:
        made.release_all()
        made.store.put_action(ActionRecord("1", EVENT, "Test our form with the keyboard alone.", "Web team"))
        yield made


@pytest.fixture(params=LOOKS)
def window(request: pytest.FixtureRequest, lab: Lab, qtbot: QtBot) -> FacilitatorWindow:
    look = LOOKS[request.param]
    theme.use(look)
    desk = lab.desk()
    desk.change(text_scale=look.scale, has_high_contrast=look.is_high_contrast)
    made = show_window(lab, qtbot)
    made.setUpdatesEnabled(False)  # where things lie is looked at, not what is painted
    made.show_status(StationStatus("station-1", "Station 1", ("claudia",), "Barrier run", "", 0.0, 0.0))
    return made


def _open(window: FacilitatorWindow, name: str, qtbot: QtBot) -> Page:
    window.go(name)
    page = window.page(name)
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: page.work is None or not page.work.is_running)
    settle()
    return page


def _focusable(page: QWidget) -> list[QWidget]:
    """What Tab should reach; the field inside a spin box is a part of it."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if not isinstance(widget.parent(), QAbstractSpinBox)
    ]


def _say(widget: QWidget) -> str:
    return f"{type(widget).__name__} '{widget.accessibleName()}'"


def test_every_screen(window: FacilitatorWindow, qtbot: QtBot) -> None:
    """One window a look: each page is opened and looked at in every way, and then what drops down on it.

    Contrast moves nothing, so that a narrow screen is looked at without; and words are the same in every look.
    """
    faults, with_lists, look = [], [], theme.current()
    checks = (*OPENED, *([unlike_orca] if look == theme.STANDARD else []), *SEEN, *TOLD)
    for name in PAGES:
        page = _open(window, name, qtbot)
        for check in checks:
            faults += [f"{name}: {fault}" for fault in check(page)]
        with_lists += [name] if _lists(page) else []
    # At the end: a popup that closes leaves a window without a screen inactive.
    for name in with_lists:
        choices = _lists(_open(window, name, qtbot))
        faults += [f"{name}: {fault}" for choice in choices if choice.count() for fault in low_in_a_list(choice)]
    faults += [] if look.is_high_contrast else cut_on_a_narrow_screen(window, qtbot)
    assert not faults, "\n".join(faults)


def _lists(page: Page) -> list[DropDown]:
    """What drops down on a page now."""
    return [each for each in page.findChildren(DropDown) if each.isVisible()]


def cut_on_a_narrow_screen(window: FacilitatorWindow, qtbot: QtBot) -> list[str]:
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: window.width() == 1024)
    opened = ((name, _open(window, name, qtbot)) for name in PAGES)
    return [f"{name}: {fault}" for name, page in opened for check in (cut_off, out_of_sight) for fault in check(page)]


def test_on_a_wide_screen_lines_stay_short_and_all_parts_stand_at_one_edge(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.resize(1920, 1080)
    page, (bar,) = _open(window, "event", qtbot), window.findChildren(FacilitatorBar)
    qtbot.waitUntil(lambda: window.width() == 1920)
    assert page.back_button is not None
    edges = {each.mapTo(window, QPoint(0, 0)).x() for each in (bar.event_name, page.heading, page.back_button)}
    assert len(edges) == 1
    assert 1300 <= page.heading.width() <= 1500


def test_words_below_a_picture_have_all_the_width_that_there_is(qtbot: QtBot) -> None:
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    page, told = (
        Page("The report"),
        "Fine detail is lost: what others read from 30 metres has to be as near as 6 metres. ",
    )
    card = Card()
    for count in (1, 3):
        card.box.addLayout(beside(Drawing("", 64), column(text(told * count)), weights=(0, 1)))
    page.body.addWidget(card)
    page.resize(1280, 700)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert not cut_off(page)


def test_no_word_of_a_table_is_cut_at_the_largest_text(qtbot: QtBot) -> None:
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    table = TextTable("Weeks later")
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.fill(
        ("Question, asked twice", "The same", "Typical change"), [("Confidence to find barriers", "7", "+3 points")]
    )
    theme.use(theme.STANDARD)
    needed = table.fontMetrics().horizontalAdvance("Confidence")
    assert table.columnWidth(0) >= max(needed, table.horizontalHeader().sectionSizeHint(0))


def test_columns_of_words_give_way_before_a_table_scrolls_sideways(qtbot: QtBot) -> None:
    """As after a rehearsal, with the largest text: the shortest way stood out of sight."""
    table = TextTable("How it went")
    qtbot.addWidget(table)
    table.show()
    way = ("Somebody is upset, then the right thing", "3", "23", "F1, 9, Enter")
    table.fill(("What happened", "What you did", "Keys", "Seconds", "The shortest way"), [("Hears nothing", *way)])
    one_line_px = table.sizeHintForColumn(1)
    table.resize(one_line_px + 300, 400)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.columnWidth(1) < one_line_px
    assert table.rowHeight(0) > 2 * table.fontMetrics().lineSpacing()
    table.resize(2000, 400)
    assert table.columnWidth(1) == one_line_px


def test_a_long_heading_takes_no_room_from_the_words_of_the_first_column(qtbot: QtBot) -> None:
    table = TextTable("What it took")
    qtbot.addWidget(table)
    table.show()
    heading = "Typical change, built well against barriers"
    headings = ("What", "People", "Better", "The same", "Worse", heading)
    row = ("Key presses lost (less is better)", "at least 20", "fewer than 5", "at least 20", "fewer than 5", "too few")
    table.fill(headings, [row])
    cells_px = sum(map(table.sizeHintForColumn, range(len(row))))
    table.resize(cells_px + 60, 400)
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert _heading(table, 5).split() == heading.split()
    table.resize(2000, 400)
    assert _heading(table, 5) == heading


def _heading(table: TextTable, column: int) -> str:
    item = table.horizontalHeaderItem(column)
    assert item is not None
    return item.text()


@pytest.mark.parametrize(("wide", "is_named"), [(800, False), (1400, True)])
def test_every_tab_is_in_sight_on_a_narrow_screen(lab: Lab, qtbot: QtBot, wide: int, is_named: bool) -> None:
    window = show_window(lab, qtbot)
    window.resize(wide, 600)
    qtbot.waitUntil(lambda: window.width() == wide)
    (bar,) = window.findChildren(FacilitatorBar)
    qtbot.waitUntil(lambda: bar.event_name.isVisible() is is_named)
    buttons = bar.findChildren(QAbstractButton)
    assert all(window.rect().contains(each.geometry().translated(bar.pos())) for each in buttons)
    assert all(each.width() >= each.minimumSizeHint().width() for each in buttons)


def test_a_long_name_of_an_event_is_shortened_and_heard_whole(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.resize(1280, 800)
    (bar,) = window.findChildren(FacilitatorBar)
    bar.show_event("Northmere town hall open day, housing and digital services")
    qtbot.waitUntil(bar.event_name.isVisible)
    first_tab = bar.tabs.geometry().left()
    assert bar.event_name.geometry().right() < first_tab
    assert bar.event_name.accessibleName() == "Northmere town hall open day, housing and digital services"


def test_tabs_are_tabs(lab: Lab, qtbot: QtBot) -> None:
    """Arrow keys open the one beside, Enter on an open one leads back to its own page, Tab goes into the page."""
    window = show_window(lab, qtbot)
    (bar,) = window.findChildren(FacilitatorBar)
    found = QAccessible.queryAccessibleInterface(bar.tabs)
    assert found.role() is QAccessible.Role.PageTabList
    inside = [found.child(index) for index in range(found.childCount())]
    placed = [each for each in inside if each.parent().indexOfChild(each) >= 0]
    assert [each.text(QAccessible.Text.Name) for each in placed] == list(TABS), "Orca counts what has a place"
    bar.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    for name in TABS[1:]:
        QTest.keyClick(bar.tabs, Qt.Key.Key_Right)
        assert window.current == name
        assert bar.tabs.hasFocus()
    assert spoken(bar.tabs) == "Export, tab, selected, 5 of 5"
    window.go("purge")
    bar.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.tabs, Qt.Key.Key_Return)
    assert window.current == "Export"
    window.go("purge")
    QTest.keyClick(bar.tabs, Qt.Key.Key_Escape)
    assert window.current == "Export", "back, as from inside the page"
    qtbot.waitUntil(lambda: window.page("Export").isAncestorOf(QApplication.focusWidget() or window))
    window.go("purge")
    (lock,) = (each for each in bar.findChildren(QAbstractButton) if each.accessibleName() == "Lock")
    lock.setFocus()
    QTest.keyClick(lock, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page("Export").isAncestorOf(QApplication.focusWidget() or window))
    QTest.mouseClick(bar.tabs, Qt.MouseButton.LeftButton, pos=bar.tabs.tabRect(0).center())
    assert window.current == "Set up"


def test_at_the_largest_text_every_tab_is_in_the_smallest_window(lab: Lab, qtbot: QtBot) -> None:
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    window = show_window(lab, qtbot)
    window.resize(800, 600)
    (bar,) = window.findChildren(FacilitatorBar)
    qtbot.waitUntil(lambda: window.width() == 800 and bar.tabs.width() < 800)
    settle()
    places = [bar.tabs.tabRect(index) for index in range(bar.tabs.count())]
    assert all(bar.tabs.rect().contains(place) for place in places)
    assert all(place.height() >= SMALLEST_TARGET_PX for place in places)


@pytest.mark.parametrize("kind", [QLineEdit, DropDown, QSpinBox, QTimeEdit, QCheckBox, QRadioButton, QPushButton])
def test_what_cannot_be_used_now_looks_like_it(qtbot: QtBot, kind: type[QWidget]) -> None:
    control = kind()
    qtbot.addWidget(control)
    control.resize(260, 60)
    usable = control.grab().toImage()
    control.setEnabled(False)
    assert control.grab().toImage() != usable


def test_any_arrow_key_goes_through_the_answers_of_a_question(lab: Lab, qtbot: QtBot) -> None:
    page = _open(show_window(lab, qtbot), "prints", qtbot)
    (choice,) = page.findChildren(Choice)
    first = choice.value
    choice.buttons[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left):
        focused = QApplication.focusWidget()
        QTest.keyClick(focused, key)
        assert QApplication.focusWidget() is not focused
    assert choice.value == first


def test_tab_goes_on_from_the_answer_that_was_chosen_and_comes_back_to_it(lab: Lab, qtbot: QtBot) -> None:
    """An answer that is not chosen is no stop of Tab until it is, and then its place has to be known."""
    lab.desk().change(text_scale=theme.TEXT_SCALES[0], has_high_contrast=False)
    page = _open(show_window(lab, qtbot), "look", qtbot)
    size, contrast, *_ = page.findChildren(Choice)
    page.take_focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert size.buttons[-1].hasFocus()
    page.window().focusNextPrevChild(True)
    assert contrast.buttons[0].hasFocus()
    page.window().focusNextPrevChild(False)
    assert size.buttons[-1].hasFocus()


def test_a_question_is_entered_at_its_answer(lab: Lab, qtbot: QtBot) -> None:
    lab.desk().change(text_scale=theme.TEXT_SCALES[1], has_high_contrast=True)
    page = _open(show_window(lab, qtbot), "look", qtbot)
    size, contrast, *_ = page.findChildren(Choice)
    page.take_focus()
    assert size.buttons[1].hasFocus()
    page.window().focusNextPrevChild(True)
    assert contrast.buttons[1].hasFocus()


def test_a_closed_list_answers_to_arrows_and_says_so(lab: Lab, qtbot: QtBot) -> None:
    page = _open(show_window(lab, qtbot), "Results", qtbot)
    assert isinstance(page, ResultsPage)
    page.scale.setFocus()
    QTest.keyClick(page.scale, Qt.Key.Key_Down)
    chosen = page.scale.itemText(1)
    assert page.scale.currentText() == chosen
    qtbot.waitUntil(lambda: page.scale.accessibleDescription() == chosen)
    page.lab_event.setFocus()
    assert page.scale.accessibleDescription() == ""


def test_orca_says_all_words_once_of_what_there_is_after_an_event_of_every_kind(tmp_path: Path, qtbot: QtBot) -> None:
    """Comments that nobody reviewed yet, roles of the event, visits that are no simulation, who came back."""
    with open_lab(tmp_path) as lab:
        lab.visits_of_all_modes()
        (event,) = (each for each in lab.store.events() if each.name == EVENT)
        lab.store.begin_event(replace(event, roles=Roles(Host.PAID)))
        for number, host in enumerate((HostThere.YES, HostThere.NO), 30):
            lab.visit(number, host=host)
        window = show_window(lab, qtbot)
        pages = ("event", "Results", "report", "Comments", "comment-list")
        faults = [f"{name}: {fault}" for name in pages for fault in unlike_orca(_open(window, name, qtbot))]
    assert not faults, "\n".join(faults)


def unlike_orca(page: Page) -> Iterator[str]:
    """A page is a group, and Orca says all its words once, with Tab once round.

    What stands there is heard, and nothing is on one way in said by page, card and control.
    """
    assert QAccessible.queryAccessibleInterface(page).role() is QAccessible.Role.Grouping
    (bar,) = page.window().findChildren(FacilitatorBar)
    bar.tabs.setFocus()
    page.take_focus()
    told = list(heard_by_tab(page))
    news = page.said.text().strip(" .")  # told where the keyboard is, for as long as it is new
    yield from (f"twice: {words}" for said in told for words in twice(said) if words != news)
    everything = " ".join(words for said in told for words in said)
    yield from (f"not heard: {words}" for words in texts_of(page) if words not in everything)


def test_the_live_page_is_entered_and_read_with_nobody_there(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = _open(window, "Live", qtbot)
    assert isinstance(page, LivePage)
    qtbot.waitUntil(page.words_button.hasFocus)
    window.show_status(StationStatus("station-1", "Station 1", (), "", "Waiting for a visitor", "", 0.0, 0.0))
    card = page.cards["station-1"]
    qtbot.waitUntil(card.isVisible)
    page.take_focus()
    assert card.hasFocus()
    assert card.accessibleName() == "Station 1. Waiting for a visitor."


def test_charts_barriers_and_the_pity_card_are_reached_and_read_whole(lab: Lab, qtbot: QtBot) -> None:
    page = _open(show_window(lab, qtbot), "Results", qtbot)
    assert isinstance(page, ResultsPage)
    told = {each: each.accessibleName() for each in (page.chart, page.barriers, page.harm_card)}
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in told)
    assert "Claudia" in told[page.chart]
    assert told[page.barriers].startswith("Barriers met most. ")
    assert told[page.barriers].endswith("people.")
    assert "felt less pity" in told[page.harm_card]


def test_a_list_drops_down_where_its_field_is(lab: Lab, qtbot: QtBot) -> None:
    page = _open(show_window(lab, qtbot), "event", qtbot)
    choice = page.findChildren(DropDown)[0]
    choice.setFocus()
    before = page.area.verticalScrollBar().value()
    choice.showPopup()
    choice.view().setFocus()
    qtbot.waitUntil(choice.view().hasFocus)
    assert page.area.verticalScrollBar().value() == before
    choice.hidePopup()


def unnamed(page: Page) -> list[str]:
    """For another reader as well: on Linux Qt tells the label of a list that drops down, and not its name."""
    nameless = [w for w in _focusable(page) if not w.accessibleName().strip() or w.accessibleName() not in heard(w, w)]
    return [f"{_say(w)} has no name" for w in nameless]


def silent(page: Page) -> list[str]:
    """The lab's own reader says the name and what the thing is."""
    return [f"{_say(w)}: '{spoken(w)}'" for w in _focusable(page) if w.accessibleName() not in spoken(w)]


def unlike_reading(page: Page) -> list[str]:
    """Tab goes through all of them and comes round; of radio buttons, to the chosen one."""
    stops = _round(page)
    left_out = [w for w in _focusable(page) if w not in stops and not _is_in_group(w)]
    return [f"Tab does not reach {_say(w)}" for w in left_out] + _backwards(page, stops)


def _backwards(page: Page, stops: list[QWidget]) -> list[str]:
    """From one stop of what scrolls, or of the row below it, Tab never goes up within a column, or to the left."""
    return [
        f"from {_say(one)} Tab goes back to {_say(other)}"
        for one, other in pairwise(stops)
        if page.area.isAncestorOf(one) is page.area.isAncestorOf(other) and _goes_back(_at(one, page), _at(other, page))
    ]


def _round(page: Page) -> list[QWidget]:
    """The stops of the page, beginning behind what stands above it."""
    page.take_focus()
    stops: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in stops and len(stops) < MOST_STOPS:
        stops.append(widget)
        widget.window().focusNextPrevChild(True)
    above = max((place for place, each in enumerate(stops) if not page.isAncestorOf(each)), default=-1)
    return [each for each in (*stops[above + 1 :], *stops[: above + 1]) if page.isAncestorOf(each)]


def _at(widget: QWidget, page: Page) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _goes_back(one: QRect, other: QRect) -> bool:
    is_above = other.bottom() <= one.top() and other.left() < one.right()
    is_beside = other.top() < one.bottom() and one.top() < other.bottom()
    return is_above or (is_beside and other.right() <= one.left())


def _is_in_group(widget: QWidget) -> bool:
    return isinstance(widget, QRadioButton) and not widget.isChecked()


def too_small(page: Page) -> list[str]:
    targets = [w for w in _focusable(page) if isinstance(w, QAbstractButton | QLineEdit)]
    return [f"{_say(w)} is {w.height()} px high" for w in targets if w.height() < SMALLEST_TARGET_PX]


def hinted_inside(page: Page) -> list[str]:
    """What to type stands above the field: within, it is pale, and gone when it is needed."""
    return [f"{_say(w)}: {w.placeholderText()}" for w in page.findChildren(QLineEdit) if w.placeholderText()]


def low_in_a_list(choice: DropDown) -> list[str]:
    """What drops down can be hit with a finger, and none of it is cut in half."""
    choice.showPopup()
    height = choice.view().visualRect(choice.model().index(0, 0)).height()
    part = choice.view().viewport().height() % height
    choice.hidePopup()
    is_good = height >= SMALLEST_TARGET_PX and not part
    return [] if is_good else [f"{_say(choice)}: rows of {height} px, {part} px of one more"]


#: Where what is worked on from the first is too large to stand below the heading in large text.
HEADING_AWAY = ("CommentListPage", "CalibrationPage")


def beheaded(page: Page) -> list[str]:
    """As a page opens its heading is in sight, above the control that has the keyboard."""
    whole, seen = page.heading.height(), page.heading.visibleRegion().boundingRect().height()
    is_away = seen == 0 and (page.heading.isHidden() or type(page).__name__ in HEADING_AWAY)
    is_low = page.heading.isHidden() and page.area.verticalScrollBar().value() > 0
    return [] if (seen == whole or is_away) and not is_low else [f"of its heading {seen} of {whole} px are in sight"]


def nameless(page: Page) -> list[str]:
    """What is ticked or typed stands in a group with a name."""
    groups = page.findChildren(NamedGroup)
    inside = {each: each.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) for each in groups}
    asking = [
        group
        for group, children in inside.items()
        if sum(isinstance(child, QAbstractButton | QLineEdit) for child in children) > 1
    ]
    return [f"without a name: {texts_of(each)[:1]}" for each in asking if not each.accessibleName() and len(groups) > 1]


def of_no_kind(page: Page) -> list[str]:
    """Every control says what it is."""
    roles = {_say(each): QAccessible.queryAccessibleInterface(each).role() for each in _focusable(page)}
    return [f"{control} says not what it is" for control, role in roles.items() if role is QAccessible.Role.Client]


def cut_off(page: Page) -> list[str]:
    faults = []
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = QLabel.heightForWidth(label, label.width()) if label.wordWrap() else label.sizeHint().height()
            if label.height() + 1 < needed or (not label.wordWrap() and label.width() + 1 < label.sizeHint().width()):
                faults.append(f"'{label.text()}' needs {needed} px, has {label.height()}")
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and not _has_room(button):
            faults.append(f"{_say(button)} is cut off")
    return faults


def _has_room(button: QAbstractButton) -> bool:
    if button.hasHeightForWidth():
        needed = QSize(button.minimumSizeHint().width(), button.heightForWidth(button.width()))
    else:
        needed = QSize(button.sizeHint().width(), 0)
    return button.width() + 1 >= needed.width() and button.height() + 1 >= needed.height()


def out_of_sight(page: Page) -> list[str]:
    """What lies beyond the right edge, where nobody scrolls; what scrolls sideways itself is left out."""
    content, seen = page.area.widget(), page.area.viewport().width()
    beyond = [
        each
        for each in content.findChildren(QLabel)
        + content.findChildren(QAbstractButton)
        + content.findChildren(QLineEdit)
        if each.isVisible() and each.width() and each.mapTo(content, each.rect().topRight()).x() > seen
        if _scrolls_in(each) is page.area
    ]
    return [f"{_say(each)} ends beyond the window" for each in beyond]


def _scrolls_in(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent


def overlapping(page: Page) -> list[str]:
    places = [(w, w.rect().translated(w.mapTo(page, w.rect().topLeft()))) for w in _focusable(page)]
    inside = page.area.widget()
    places = [(widget, place) for widget, place in places if inside.isAncestorOf(widget)]
    return [
        f"{_say(first)} lies over {_say(second)}"
        for index, (first, one) in enumerate(places)
        for second, other in places[index + 1 :]
        if one.intersects(other) and not first.isAncestorOf(second) and not second.isAncestorOf(first)
    ]


#: Before anything on it is moved, and before Tab has been anywhere.
OPENED = (beheaded,)
SEEN = (unlike_reading, too_small, cut_off, overlapping, hinted_inside)
TOLD = (unnamed, silent, nameless, of_no_kind)
