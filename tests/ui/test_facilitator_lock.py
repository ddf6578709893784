"""The PIN keeps visitors out; only who knows it gets in, and closing the window locks it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from facilitator_lab import PIN, Lab, open_lab, show_window
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from empathylab.domain.live import StationStatus
from empathylab.files.settings import load_settings
from empathylab.ui.facilitator import lock
from empathylab.ui.facilitator.lock import LockPage
from empathylab.ui.facilitator.window import FacilitatorWindow


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=0) as made:
        yield made


def _enter(page: LockPage, digits: str) -> str:
    page.pin.setText(digits)
    page.enter()
    return page.said.text()


def test_the_first_time_a_pin_is_chosen_and_kept(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    assert window.current == "Set up"
    kept = load_settings(lab.folder).pin
    assert kept is not None
    assert kept.tried(PIN, 0)[0]


def test_who_chose_the_first_pin_goes_on_to_set_up_though_a_station_is_there(lab: Lab, qtbot: QtBot) -> None:
    window = FacilitatorWindow(lab.store, lab.library, lab.folder)
    qtbot.addWidget(window)
    window.show_status(StationStatus("station-1", "Station 1", (), "Waiting for a visitor", "", 0.0, 0.0))
    for where in ("Set up", "Live"):
        page = window.lock_page
        page.again.setText(PIN)
        assert _enter(page, PIN) == ""
        qtbot.waitUntil(lambda: not window.is_locked)
        assert window.current == where
        window.lock()


def test_two_different_pins_or_letters_are_refused(lab: Lab, qtbot: QtBot) -> None:
    page = LockPage(lab.desk())
    qtbot.addWidget(page)
    page.again.setText("1357")
    assert "not the same" in _enter(page, "2468")
    page.again.setText("abcd")
    assert "4 to 12 digits" in _enter(page, "abcd")
    assert load_settings(lab.folder).pin is None


def test_after_three_wrong_pins_nobody_gets_in_for_a_while_not_even_after_a_restart(
    lab: Lab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_window(lab, qtbot).close()
    now = 1_000_000.0
    monkeypatch.setattr(lock, "time", SimpleNamespace(time=lambda: now))
    page = LockPage(lab.desk())
    qtbot.addWidget(page)
    assert _enter(page, "0000") == "That is not the PIN."
    _enter(page, "1111")
    assert "try again in 5 seconds" in _enter(page, "2222")
    restarted = FacilitatorWindow(lab.store, lab.library, lab.folder)
    qtbot.addWidget(restarted)
    restarted.show()
    assert not restarted.lock_page.pin.isEnabled()
    assert restarted.is_locked
    now += 6
    with qtbot.waitSignal(restarted.unlocked):
        qtbot.waitUntil(restarted.lock_page.pin.isEnabled)
        _enter(restarted.lock_page, PIN)
    assert load_settings(lab.folder).pin.failures == 0


def test_closing_the_window_locks_it(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("Results")
    window.close()
    window.show()
    assert window.is_locked
    assert window.lock_page.isVisible()


def test_lock_gives_the_screen_back_to_the_visitors(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    (lock_button,) = [each for each in window.findChildren(QPushButton) if each.text() == "Lock"]
    with qtbot.waitSignal(window.given_back):
        lock_button.click()
    assert window.is_locked


def test_who_came_to_the_door_by_accident_gets_back(lab: Lab, qtbot: QtBot) -> None:
    window = FacilitatorWindow(lab.store, lab.library, lab.folder)
    qtbot.addWidget(window)
    window.show()
    assert window.lock_page.back_button is not None
    assert window.lock_page.back_button.text() == "Back to the visitors"
    with qtbot.waitSignal(window.given_back):
        qtbot.keyClick(window.lock_page.pin, Qt.Key.Key_Escape)


def test_a_damaged_settings_file_is_told_at_the_door(lab: Lab, qtbot: QtBot, allowed_logs: list[str]) -> None:
    allowed_logs.append("settings file was damaged")
    (lab.folder / "settings.json").write_text("{")
    window = FacilitatorWindow(lab.store, lab.library, lab.folder)
    qtbot.addWidget(window)
    window.show()
    said = [label.text() for label in window.lock_page.findChildren(type(window.lock_page.said))]
    assert any("settings file was damaged" in words for words in said)
