"""A question with a few answers to pick one from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from empathylab.ui import theme
from empathylab.ui.facilitator.pieces import flow
from empathylab.ui.widgets import text


class Choice(QWidget):
    """Radio buttons under a question; `value` is None until one is picked."""

    changed = Signal()

    def __init__(self, question: str, options: Sequence[tuple[object, str]], value: object = None, hint: str = ""):
        super().__init__()
        self.setAccessibleName(question)
        self._values = [option for option, _ in options]
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(text(question, "subtitle"))
        if hint:
            box.addWidget(text(hint, "small"))
        self.buttons = [_radio(words, question) for _, words in options]
        for index, radio in enumerate(self.buttons):
            self._group.addButton(radio, index)
        box.addWidget(flow(*self.buttons, space=22))
        self.value = value
        self._group.idToggled.connect(self._toggled)

    def _toggled(self, _index: int, is_on: bool) -> None:
        if is_on:
            self.changed.emit()

    @property
    def value(self) -> object:
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    @value.setter
    def value(self, value: object) -> None:
        if value in self._values:
            self.buttons[self._values.index(value)].setChecked(True)


def _radio(words: str, question: str) -> QRadioButton:
    radio = QRadioButton(words)
    radio.setAccessibleName(words)
    radio.setAccessibleDescription(question)
    return radio


def drop_down(options: Sequence[tuple[object, str]], value: object = None) -> QComboBox:
    """One of many, closed until needed; the wheel does not change it by accident."""
    control = QComboBox()
    for option, words in options:
        control.addItem(words, option)
    found = control.findData(value)
    control.setCurrentIndex(max(0, found))
    control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    control.setMinimumWidth(theme.current().px(260))
    return control
