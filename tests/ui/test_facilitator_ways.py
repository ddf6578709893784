"""From page to page of the facilitator's side: Esc leads back, and nothing that was not saved goes unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from empathylab.ui.facilitator.controls.background_task import BackgroundTask
from empathylab.ui.facilitator.controls.form_controls import NOT_SAVED, Page
from empathylab.ui.facilitator.setup.keyboard_check import KeyboardPad
from empathylab.ui.facilitator.setup.look_page import LookPage
from empathylab.ui.facilitator.setup.permanent_page import PermanentPage
from empathylab.ui.facilitator.setup.worn_page import WornPage
from empathylab.ui.facilitator.shell import pages
from empathylab.ui.facilitator.shell.facilitator_bar import TABS
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.facilitator.shell.tabs import Tabs
from support.facilitator_lab import Lab, open_lab, show_window

BELOW_A_TAB = tuple(name for name in pages.PAGES if name not in TABS)
#: Pages with something to save, and the words on the button that does.
SAVING = ("event", "words", "stations", "worn", "screen", "look", "permanent")
#: What would be lost with the page, and the button that keeps it.
_EDITS: tuple[tuple[type[QWidget], Callable[[QWidget], object]], ...] = (
    (QPlainTextEdit, lambda field: QTest.keyClicks(field, "A word")),
    (QLineEdit, lambda field: QTest.keyClicks(field, "1")),
    (QAbstractSlider, lambda slider: QTest.keyClick(slider, Qt.Key.Key_Right)),
    (QCheckBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Space)),
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with open_lab(tmp_path_factory.mktemp("lab"), visits=3) as made:
        yield made


def opened(window: FacilitatorWindow, name: str, qtbot: QtBot) -> Page:
    window.go(name)
    page = window.page(name)
    qtbot.waitUntil(page.isVisible)
    return page


def kinds_of_controls(page: Page) -> list[QWidget]:
    """One of each kind that the keyboard comes to; the pad of the keyboard check has a way out of its own."""
    found: dict[type[QWidget], QWidget] = {}
    for widget in page.findChildren(QWidget):
        is_reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
        if is_reached and not isinstance(widget, KeyboardPad):
            found.setdefault(type(widget), widget)
    return list(found.values())


def test_esc_goes_back_from_every_control_of_every_page(lab: Lab, qtbot: QtBot) -> None:
    """Each page is opened once: it asks whether it may be left, and is told no."""
    window = show_window(lab, qtbot)
    stuck = []
    for name in BELOW_A_TAB:
        came_from, asked = window.current, []
        page = opened(window, name, qtbot)
        page.may_leave = partial(asked.append, name)  # type: ignore[assignment, method-assign]
        for control in kinds_of_controls(page):
            asked.clear()
            control.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(QApplication.focusWidget() or control, Qt.Key.Key_Escape)
            if not asked:
                stuck.append(f"{name}: {type(control).__name__} '{control.accessibleName()}'")
        del page.may_leave
        QTest.keyClick(page, Qt.Key.Key_Escape)
        is_led = name == pages.WORDS or came_from in pages.LEADING
        assert window.current == (came_from if is_led else pages.parent_of(name))
    assert stuck == []


def test_esc_goes_back_from_the_tabs_too_and_from_tab_to_tab(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    (tabs,) = window.findChildren(Tabs)
    for name in ("Results", "Comments", "promises"):
        opened(window, name, qtbot)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _press in range(5):
        QTest.keyClick(tabs, Qt.Key.Key_Escape)
        seen.append(window.current)
    assert seen == ["Comments", "Results", "Set up", "Set up", "Set up"]


@pytest.mark.parametrize("name", SAVING)
def test_a_page_tells_what_is_not_saved_and_then_what_it_saved(lab: Lab, qtbot: QtBot, name: str) -> None:
    window = show_window(lab, qtbot)
    page = opened(window, name, qtbot)
    change_something(page)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert (window.current, page.said.text()) == (name, NOT_SAVED)
    save = next(each for each in page.findChildren(QPushButton) if each.text().startswith(("Save", "Use this")))
    save.click()
    qtbot.waitUntil(lambda: window.page(name).isVisible())
    if window.page(name) is page:  # else its look was changed, and it was built anew
        assert page.said.text().startswith("Saved: ")
        assert len(page.said.text().split()) > 2
    QTest.keyClick(window.page(name), Qt.Key.Key_Escape)
    assert window.current == "Set up"


def change_something(page: Page) -> None:
    """As a hand would: a letter more, another answer, a tick."""
    if isinstance(page, PermanentPage):  # its first field is a folder, which has to be there
        page.onlookers.click()
        return
    if isinstance(page, WornPage):
        page.persona.setCurrentIndex(page.persona.findData("christopher"))
    for kind, edit in _EDITS:
        fields = [each for each in page.findChildren(kind) if each.isVisible() and each.isEnabled()]
        chosen = [each for each in fields if not isinstance(each, QScrollBar)]
        if chosen:
            edit(chosen[0])
            return
    other = next(each for each in page.findChildren(QRadioButton) if not each.isChecked())
    other.click()


def test_lock_tells_what_is_not_saved_before_it_lets_it_go(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = opened(window, "event", qtbot)
    change_something(page)
    opened(window, "Results", qtbot)
    lock = next(each for each in window.findChildren(QAbstractButton) if each.text() == "Lock")
    lock.click()
    assert (window.current, page.said.text()) == ("event", NOT_SAVED)
    lock.click()
    assert window.is_locked


def test_another_text_size_leaves_what_is_not_saved_elsewhere(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = opened(window, "event", qtbot)
    change_something(page)
    look = opened(window, "look", qtbot)
    assert isinstance(look, LookPage)
    look.contrast.value = not look.contrast.value
    look.save()
    qtbot.waitUntil(lambda: window.page("look") is not look)
    assert opened(window, "event", qtbot) is page
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.said.text() == NOT_SAVED


def test_a_page_at_work_is_found_again_and_its_work_outlives_a_lock(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = opened(window, "prints", qtbot)
    go_on, done = Event(), []
    page.work = BackgroundTask(lambda _progress: go_on.wait(60))
    page.work.done.connect(done.append)
    page.work.start()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert opened(window, "prints", qtbot) is page
    window.lock()
    go_on.set()
    qtbot.waitUntil(lambda: done == [True])


def test_what_is_nowhere_else_is_found_again(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = opened(window, "own-page", qtbot)
    field = page.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "https://example.org")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.current == "Set up"
    assert opened(window, "own-page", qtbot).findChildren(QLineEdit)[0].text() == "https://example.org"
    assert not isinstance(QApplication.focusWidget(), QComboBox)
