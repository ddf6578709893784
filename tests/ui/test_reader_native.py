"""What is said of the lab's own widgets."""

from __future__ import annotations

import pytest
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

from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.ui.kit.accessible_nodes import node_of, nodes_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


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


def test_a_window_is_looked_at_in_reading_order(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    book = Phrasebook(ReaderSettings())
    assert [book.phrase(node).text for node in nodes_in(window) if node.role != "generic"] == [
        "Please answer.",
        "Name, edit, blank",
        "Which bin, combo box, Blue",
        "Was it hard?, group",
        "Yes, radio button, not checked, 1 of 2",
        "No, radio button, not checked, 2 of 2",
        "I agree, check box, not checked",
        "Code, edit, protected, star star star",
        "Continue, button",
    ]


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
