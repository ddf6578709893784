"""The PIN keeps visitors out; only who knows it gets in, and closing the window locks it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.live import StationStatus
from empathylab.files.access_locks import CODE_FILE, PIN_FILE, load_locks
from empathylab.ui.facilitator.shell import pin_screen
from empathylab.ui.facilitator.shell.facilitator_side import FacilitatorSide
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.facilitator.shell.pin_screen import PinScreen
from support.facilitator_lab import PIN, Lab, open_lab, show_window
from support.orca_ears import heard


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=0) as made:
        yield made


def _enter(page: PinScreen, digits: str) -> str:
    page.pin.setText(digits)
    page.enter()
    return page.said.text()


def test_the_first_time_a_pin_is_chosen_and_kept(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    assert window.current == "Set up"
    assert load_locks(lab.folder).tried(PIN, 0)[0]


def test_who_chose_the_first_pin_goes_on_to_set_up_though_a_station_is_there(lab: Lab, qtbot: QtBot) -> None:
    window = FacilitatorWindow(lab.store, lab.setup())
    qtbot.addWidget(window)
    window.show_status(StationStatus("station-1", "Station 1", (), "Waiting for a visitor", "", 0.0, 0.0))
    for where in ("Set up", "Live"):
        page = window.lock_page
        page.again.setText(PIN)
        assert _enter(page, PIN) == ""
        if where == "Set up":
            page.written_button.click()
        qtbot.waitUntil(lambda: not window.is_locked)
        assert window.current == where
        window.lock()


def test_two_different_pins_or_letters_are_refused(lab: Lab, qtbot: QtBot) -> None:
    page = PinScreen(lab.desk())
    qtbot.addWidget(page)
    page.again.setText("1357")
    assert "not the same" in _enter(page, "2468")
    page.again.setText("abcd")
    assert "4 to 12 digits" in _enter(page, "abcd")
    assert not load_locks(lab.folder).has_lock


def test_after_three_wrong_pins_nobody_gets_in_for_a_while_not_even_after_a_restart(
    lab: Lab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_window(lab, qtbot).close()
    now = 1_000_000.0
    monkeypatch.setattr(pin_screen, "time", SimpleNamespace(time=lambda: now))
    page = PinScreen(lab.desk())
    qtbot.addWidget(page)
    assert _enter(page, "0000") == "That is not the PIN."
    _enter(page, "1111")
    assert "try again in 5 seconds" in _enter(page, "2222")
    restarted = FacilitatorWindow(lab.store, lab.setup())
    qtbot.addWidget(restarted)
    restarted.show()
    assert restarted.lock_page.pin.isReadOnly()
    assert restarted.is_locked
    now += 6
    qtbot.waitUntil(lambda: not restarted.lock_page.pin.isReadOnly())
    _enter(restarted.lock_page, PIN)
    qtbot.waitUntil(lambda: not restarted.is_locked)
    assert load_locks(lab.folder).pin.failures == 0


def _door(lab: Lab, qtbot: QtBot) -> FacilitatorWindow:
    window = FacilitatorWindow(lab.store, lab.setup())
    qtbot.addWidget(window)
    window.show()
    return window


def _words(page: PinScreen) -> str:
    return " ".join(label.text() for label in page.findChildren(type(page.said)) if label.isVisibleTo(page))


def test_what_became_of_the_records_stands_at_the_door(lab: Lab, qtbot: QtBot) -> None:
    """Opened by a double-click the lab has no terminal in which it would be read."""
    lab.store.notices = ("One visit was cut off when the lab last ended, and kept as interrupted.",)
    assert "kept as interrupted" in _words(_door(lab, qtbot).lock_page)


def test_the_code_is_heard_on_the_way_in_and_again_as_often_as_the_keyboard_comes_to_it(lab: Lab, qtbot: QtBot) -> None:
    page = (window := _door(lab, qtbot)).lock_page
    window.activateWindow()
    page.again.setText(PIN)
    _enter(page, PIN)
    qtbot.waitUntil(page.written_button.hasFocus)
    spelled = " ".join(page.code.text())
    assert heard(None, page.written_button)[-1] == spelled
    QTest.keyClick(page.written_button, Qt.Key.Key_Tab)
    letters = QApplication.focusWidget()
    assert letters is not None
    assert heard(page.written_button, letters) == [f"{spelled}."]


def test_who_forgot_the_pin_comes_in_with_the_code_and_chooses_another(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    code = window.lock_page.code.text()
    window.close()
    page = (window := _door(lab, qtbot)).lock_page
    assert _enter(page, "BCDF-BCDF-BCDF") == "That is not the code."
    _enter(page, code.lower().replace("-", " "))
    assert window.is_locked
    page.again.setText("97531")
    _enter(page, "97531")
    assert page.code.text() != code
    rules = [each for each in page.findChildren(QFrame) if each.property("kind") == "rule"]
    assert rules
    assert not any(rule.isVisible() for rule in rules), "the one way on stands in the page"
    page.written_button.click()
    qtbot.waitUntil(lambda: not window.is_locked)
    assert load_locks(lab.folder).tried("97531", 0)[0]
    assert not load_locks(lab.folder).tried(code, 0)[0]


def test_a_damaged_pin_keeps_everybody_out_and_says_who_gets_in_and_how(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    code = window.lock_page.code.text()
    window.close()
    (lab.folder / PIN_FILE).write_text("{}")
    page = (window := _door(lab, qtbot)).lock_page
    assert "empathylab pin --forget" in _words(page)
    assert "New PIN" not in _words(page)
    _enter(page, PIN)
    assert window.is_locked
    _enter(page, code)
    assert "New PIN" in _words(page)


def test_where_pin_and_code_are_damaged_only_the_machines_administrator_gets_in(lab: Lab, qtbot: QtBot) -> None:
    show_window(lab, qtbot).close()
    for name in (PIN_FILE, CODE_FILE):
        (lab.folder / name).write_bytes(b"")
    window = _door(lab, qtbot)
    assert "empathylab pin --forget" in _words(window.lock_page)
    assert window.lock_page.findChildren(QLineEdit) == []
    assert window.is_locked


def test_a_pin_without_a_code_gets_one_when_it_opens(lab: Lab, qtbot: QtBot) -> None:
    show_window(lab, qtbot).close()
    (lab.folder / CODE_FILE).unlink()
    page = (window := _door(lab, qtbot)).lock_page
    _enter(page, PIN)
    assert page.code.text().count("-") == 2
    page.written_button.click()
    qtbot.waitUntil(lambda: not window.is_locked)


def test_enter_after_a_wrong_pin_does_not_leave(lab: Lab, qtbot: QtBot) -> None:
    show_window(lab, qtbot).close()
    left: list[str] = []
    page = PinScreen(lab.desk(), on_back=lambda: left.append("back"))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.pin.hasFocus)
    for digits in ("0000", "1111", "2222"):
        qtbot.keyClicks(page.pin, digits)
        qtbot.keyClick(page.pin, Qt.Key.Key_Return)
    assert page.pin.isReadOnly()
    assert page.pin.hasFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert left == []
    assert "try again in" in page.said.text()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert left == ["back"]


def test_closing_the_window_locks_it(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("Results")
    window.close()
    window.show()
    assert window.is_locked
    assert window.lock_page.isVisible()


def test_what_is_typed_as_the_screen_changes_hands_is_not_there_for_who_comes_back(lab: Lab, qtbot: QtBot) -> None:
    """Keys of who was too quick come to the door that has just been shut."""
    window = show_window(lab, qtbot)
    window.given_back.connect(lambda: qtbot.keyClicks(window.lock_page.pin, "24"))
    window.give_back()
    page = window.lock_page
    assert page.pin.text() == "24"
    window.hide()
    assert page.pin.text() == ""
    page.pin.setText("24")
    window.show()
    assert page.pin.text() == ""


@pytest.fixture
def own_screen(lab: Lab, qtbot: QtBot) -> tuple[FacilitatorSide, FacilitatorWindow]:
    """The facilitator's side on a screen of its own, locked; held until its windows have been closed."""
    window, visitors = show_window(lab, qtbot), QWidget()
    qtbot.addWidget(visitors)
    status = StationStatus("station-1", "Station 1", (), "Waiting for a visitor", "", 0.0, 0.0)
    window.lock()
    return FacilitatorSide(visitors, lambda: window, lambda: status, lambda: True), window


def test_on_a_screen_of_its_own_the_facilitators_key_empties_the_door(
    own_screen: tuple[FacilitatorSide, FacilitatorWindow], qtbot: QtBot
) -> None:
    side, window = own_screen
    side.open()
    qtbot.keyClicks(window.lock_page.pin, "24")
    side.open()
    assert window.lock_page.pin.text() == ""


def test_over_a_screen_that_visitors_fill_there_is_room_for_the_windows_frame(
    own_screen: tuple[FacilitatorSide, FacilitatorWindow], qtbot: QtBot
) -> None:
    side, window = own_screen
    visitors, screen = side.visitors, window.screen()
    visitors.setGeometry(screen.geometry())
    for _ in range(2):
        side.open()
        qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.frameGeometry()))
        assert window.frameGeometry().size() == screen.availableGeometry().size()
        window.hide()


def test_no_field_keeps_the_pin_that_was_chosen(lab: Lab, qtbot: QtBot) -> None:
    page = PinScreen(lab.desk())
    qtbot.addWidget(page)
    page.show()
    page.again.setText(PIN)
    _enter(page, PIN)
    assert page.code.text()
    assert [each.text() for each in page.findChildren(QLineEdit)] == ["", ""]


def test_lock_gives_the_screen_back_to_the_visitors(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    (lock_button,) = [each for each in window.findChildren(QPushButton) if each.text() == "Lock"]
    with qtbot.waitSignal(window.given_back):
        lock_button.click()
    assert window.is_locked


def test_who_came_to_the_door_by_accident_gets_back(lab: Lab, qtbot: QtBot) -> None:
    window = FacilitatorWindow(lab.store, lab.setup())
    qtbot.addWidget(window)
    window.show()
    assert window.lock_page.back_button is not None
    assert window.lock_page.back_button.text() == "Back to the visitors"
    with qtbot.waitSignal(window.given_back):
        qtbot.keyClick(window.lock_page.pin, Qt.Key.Key_Escape)


def test_a_damaged_settings_file_is_told_at_the_door(lab: Lab, qtbot: QtBot, allowed_logs: list[str]) -> None:
    allowed_logs.append("settings file was damaged")
    (lab.folder / "settings.json").write_text("{")
    window = FacilitatorWindow(lab.store, lab.setup())
    qtbot.addWidget(window)
    window.show()
    said = [label.text() for label in window.lock_page.findChildren(type(window.lock_page.said))]
    assert any("settings file was damaged" in words for words in said)
