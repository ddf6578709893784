"""A sentence that tells what just happened reaches readers that take no announcements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from empathylab.ui.kit import announcing, other_screen_reader
from empathylab.ui.kit.announcing import announce
from support.other_reader import let_another_reader_run


@pytest.fixture
def fields(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[QLineEdit, QLineEdit]]:
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(), QLineEdit()
    first.setAccessibleDescription("Four to twelve digits")
    box = QVBoxLayout(window)
    box.addWidget(first)
    box.addWidget(second)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    yield first, second
    window.close()


def description(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_it_is_the_description_of_what_has_the_focus_until_that_is_left(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot
) -> None:
    first, second = fields
    announce(second, "Saved.")
    announce(second, "Saved again.")
    qtbot.waitUntil(lambda: description(first) == "Saved again.")
    second.setFocus()
    assert description(first) == "Four to twelve digits"
    announce(first, "Copied.")
    qtbot.waitUntil(lambda: description(second) == "Copied.")
    assert description(first) == "Four to twelve digits"


def test_of_two_places_that_tell_in_one_moment_both_are_heard(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot
) -> None:
    """As in the rehearsal: what was done, and whether it was the right thing."""
    first, second = fields
    announce(second, "That is it: 3 keys, 4 seconds.")
    announce(first, "Rehearsal: end visit, done.")
    qtbot.waitUntil(lambda: description(first) == "That is it: 3 keys, 4 seconds. Rehearsal: end visit, done.")


def test_in_a_table_it_is_the_description_of_the_cell_for_as_long_as_it_is_told(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell has the focus for another reader, which passes over a change of the table around it."""
    first, _ = fields
    table = QTableWidget(2, 3)
    first.window().layout().addWidget(table)
    table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentCell(1, 2)
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        cell = QAccessible.queryAccessibleInterface(table).child(event.child())
        told.append(cell.text(QAccessible.Text.Description))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    for _ in range(2):
        announce(first, "One comment released. 4 to review.")
    assert told == ["One comment released. 4 to review."] * 2
    assert table.item(1, 2).data(Qt.ItemDataRole.AccessibleDescriptionRole) == ""


def test_news_go_with_a_focus_that_moves_on_at_once(fields: tuple[QLineEdit, QLineEdit]) -> None:
    """Said with the name of what gets it, and not by what is left as well."""
    first, second = fields
    announce(first, "Stopped.")
    second.setFocus()
    assert (description(first), description(second)) == ("Four to twelve digits", "Stopped.")


def test_news_of_a_focus_that_has_just_come_wait_until_another_reader_has_taken_it_in(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as of the field that is wrong: else Orca 43 says them with the field's name, and once more as a change."""
    let_another_reader_run(monkeypatch)
    first, second = fields
    meanwhile: list[str] = []
    # Begun first and due first, however late a busy computer comes to both.
    QTimer.singleShot(other_screen_reader.take_in_ms() // 2, lambda: meanwhile.append(description(second)))
    second.setFocus()
    announce(first, "Give the event a name.")
    qtbot.waitUntil(lambda: bool(meanwhile))
    assert meanwhile == [""]
    qtbot.waitUntil(lambda: description(second) == "Give the event a name.")


def test_the_same_news_are_told_again(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who saves again what is wrong, and hears nothing, takes it for saved."""
    first, _ = fields
    told: list[str] = []
    note = first.setAccessibleDescription
    monkeypatch.setattr(first, "setAccessibleDescription", lambda words: (told.append(words), note(words)))
    for _ in range(2):
        told.clear()
        announce(first, "Give the event a name.")
        qtbot.waitUntil(lambda: told[-1:] == ["Give the event a name."])
    assert told == ["", "Give the event a name."]


def test_words_that_the_control_got_by_itself_stay(fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot) -> None:
    first, second = fields
    announce(second, "Saved.")
    qtbot.waitUntil(lambda: description(first) == "Saved.")
    first.setAccessibleDescription("Three digits are too few")
    second.setFocus()
    assert description(first) == "Three digits are too few"


def test_each_that_is_left_keeps_its_news_for_as_long_as_another_reader_needs(
    fields: tuple[QLineEdit, QLineEdit], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the one before it was left a moment earlier."""
    first, second = fields
    pauses_ms = chain((1, 60_000), repeat(0))
    monkeypatch.setattr(other_screen_reader, "take_in_ms", lambda: next(pauses_ms))
    announce(first, "Saved.")
    qtbot.waitUntil(lambda: description(first) == "Saved.")
    announce(second, "Copied.")
    second.setFocus()
    first.setFocus()
    later = QTimer(second, singleShot=True, interval=50)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert (description(first), description(second)) == ("Four to twelve digits", "Copied.")
