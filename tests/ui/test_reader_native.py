"""The reader over a window of widgets, with the keys that it has over a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reader_spy import SpyVoice, press_of

from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.ui.native_reader import NativeReader, node_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NONE = Qt.KeyboardModifier.NoModifier


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("How was it?")
        form = QFormLayout(self)
        self.said = QLabel("Please answer.")
        form.addRow(self.said)
        form.addRow("Name", QLineEdit())
        form.addRow("Which bin", combo := QComboBox())
        combo.addItems(["Blue", "Green"])
        group = QGroupBox("Was it hard?")
        rows = QVBoxLayout(group)
        rows.addWidget(QRadioButton("Yes"))
        rows.addWidget(QRadioButton("No"))
        form.addRow(group)
        self.agree = QCheckBox("I agree")
        form.addRow(self.agree)
        secret = QLineEdit("abc")
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        form.addRow("Code", secret)
        form.addRow(hidden := QPushButton("Never seen"))
        hidden.hide()
        self.go_on = QPushButton("Continue")
        self.go_on.clicked.connect(lambda: self.said.setText("Thank you."))
        form.addRow(self.go_on)


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = Window()
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.voice = SpyVoice()
        self.reader = NativeReader(self.window, self.voice, ReaderSettings(is_reading_on_load=False))
        self.reader.start()
        self.press(Qt.Key.Key_Escape)  # The window may open in its first field, which is focus mode.

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> str:
        self.voice.said.clear()
        self.reader.key(press_of(key, modifiers))
        return " | ".join(self.voice.said)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.reader.stop()


def test_widgets_are_read_one_after_another(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    said = [desk.press(Qt.Key.Key_Down) for _ in range(7)]
    assert desk.press(Qt.Key.Key_Down) == "end of page"
    assert said == [
        "Name, edit, blank",
        "Which bin, combo box, Blue",
        "Was it hard?, group, Yes, radio button, not checked, 1 of 2",
        "No, radio button, not checked, 2 of 2",
        "I agree, check box, not checked",
        "Code, edit, protected, star star star",
        "Continue, button",
    ]


def test_quick_keys_tick_and_press(desk: Desk) -> None:
    assert desk.press(Qt.Key.Key_X) == "I agree, check box, not checked"
    desk.press(Qt.Key.Key_Space)
    assert desk.window.agree.isChecked()
    assert desk.voice.said[-1] == "checked"
    assert desk.press(Qt.Key.Key_B) == "Continue, button"
    desk.press(Qt.Key.Key_Return)
    assert desk.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier) == "Thank you."


def test_focus_is_followed_and_a_field_is_focus_mode(desk: Desk) -> None:
    desk.window.go_on.setFocus()
    assert desk.voice.said[-1].startswith("Continue, button")
    field = desk.window.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    assert desk.voice.said[-1] == "Name, edit, blank, focus mode"
    assert not desk.reader.key(press_of(Qt.Key.Key_H))


def test_stopped_it_is_silent(desk: Desk) -> None:
    desk.reader.stop()
    desk.voice.said.clear()
    desk.window.go_on.setFocus()
    assert desk.press(Qt.Key.Key_H) == ""


def test_a_slider_says_what_its_steps_stand_for(qtbot: QtBot) -> None:
    slider = QSlider()
    qtbot.addWidget(slider)
    slider.setAccessibleName("How hard was it?")
    slider.setAccessibleDescription("55")
    assert _said(slider) == "How hard was it?, slider, 55"


def test_buttons_of_which_one_can_be_on_are_radio_buttons(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    group = QButtonGroup(window)
    for words in ("Yes", "No"):
        button = QPushButton(words, window)
        button.setCheckable(True)
        group.addButton(button)
    group.buttons()[1].setChecked(True)
    assert [_said(each) for each in group.buttons()] == [
        "Yes, radio button, not checked, 1 of 2",
        "No, radio button, checked, 2 of 2",
    ]


def test_a_button_that_stays_down_is_a_button(qtbot: QtBot) -> None:
    button = QPushButton("Results")
    qtbot.addWidget(button)
    button.setCheckable(True)
    assert _said(button) == "Results, button, not pressed"


def test_a_table_says_its_size_and_the_cell_in_hand(qtbot: QtBot) -> None:
    table = QTableWidget(2, 2)
    qtbot.addWidget(table)
    table.setAccessibleName("Events")
    table.setHorizontalHeaderLabels(["Event", "Visits"])
    table.setItem(1, 1, QTableWidgetItem("12"))
    table.setCurrentCell(1, 1)
    assert _said(table) == "Events, table with 2 rows and 2 columns, Visits, 12"


def _said(widget: QWidget) -> str:
    return Phrasebook(ReaderSettings()).phrase(node_of(widget)).text
