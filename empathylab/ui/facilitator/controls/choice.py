"""A question with a few answers to pick one from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QListView, QRadioButton, QVBoxLayout

from empathylab.ui.facilitator.controls.form_controls import flow
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import tell_choice
from empathylab.ui.kit.group import Group
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import ARROWS, text


class Choice(Group):
    """Radio buttons under a question; `value` is None until one is picked."""

    changed = Signal()

    def __init__(self, question: str, options: Sequence[tuple[object, str]], value: object = None, hint: str = ""):
        super().__init__(question)
        self._values = [option for option, _ in options]
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(said_elsewhere(text(question, "subtitle")))
        if hint:
            box.addWidget(text(hint, "small"))
        self.buttons = [_radio(words) for _, words in options]
        for index, radio in enumerate(self.buttons):
            self._group.addButton(radio, index)
        box.addWidget(flow(*self.buttons, space=22))
        self.value = value
        self._group.idToggled.connect(self._toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every arrow key leads on, whichever way the answers stand: who cannot see it need not know it."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = next((index for index, radio in enumerate(self.buttons) if radio.hasFocus()), 0)
        chosen = self.buttons[(now + step) % len(self.buttons)]
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

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


def _radio(words: str) -> QRadioButton:
    radio = QRadioButton(words)
    radio.setAccessibleName(words)
    return radio


def tick(words: str, is_on: bool = True, hint: str = "") -> QCheckBox:
    """A box to tick; `hint` is what stands beside it for the eye."""
    box = QCheckBox(words)
    box.setAccessibleName(words)
    box.setAccessibleDescription(hint)
    box.setChecked(is_on)
    return box


class DropDown(QComboBox):
    """One of many, closed until needed; draws its own arrow in the lab's colours."""

    def __init__(self, options: Sequence[tuple[object, str]] = (), value: object = None) -> None:
        super().__init__()
        self.setView(QListView())  # Qt's own has rows too low for a finger and cuts the last one in half
        for option, words in options:
            self.addItem(words, option)
        self.setCurrentIndex(max(0, self.findData(value)) if options else -1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(theme.current().px(260))
        self.currentTextChanged.connect(self._tell)

    def _tell(self, chosen: str) -> None:
        """Arrow keys choose in the closed list too, and that is said."""
        if self.hasFocus():
            tell_choice(self, chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().ink), 3))
        half = theme.current().px(7)
        middle = QPointF(self.width() - 3.5 * half, self.height() / 2 + half / 2)
        painter.drawPolyline([middle + QPointF(-half, -half), middle, middle + QPointF(half, -half)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a choice by accident."""
        event.ignore()
