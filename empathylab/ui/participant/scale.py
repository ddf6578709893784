"""Answers on a scale: 1 to 7 in a row of buttons, or 0 to 100 on a slider; unanswered until touched."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from empathylab.ui import theme
from empathylab.ui.widgets import text

_NOT_ANSWERED = "not answered"
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class PointScale(QWidget):
    """Numbers in a row with both ends labelled; arrow keys and number keys choose, Enter only goes on.

    Whoever presses Enter to get through the pages has not answered anything.
    """

    answered = Signal(int)

    def __init__(self, question: str, lowest: int, highest: int, low_label: str, high_label: str) -> None:
        super().__init__()
        self.value: int | None = None
        self._group = QButtonGroup(self)
        numbers = QHBoxLayout()
        numbers.setSpacing(10)
        for number in range(lowest, highest + 1):
            numbers.addWidget(self._point(question, number, lowest, highest, low_label, high_label), 1)
        self._group.idToggled.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 4)
        box.addLayout(numbers)
        box.addLayout(_ends(f"{lowest} {low_label}", f"{highest} {high_label}"))

    @property
    def entry(self) -> QAbstractButton:
        """Where the keyboard enters: the point that was chosen, else the first."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def _point(
        self, question: str, number: int, lowest: int, highest: int, low_label: str, high_label: str
    ) -> QPushButton:
        point = _Point(str(number))
        point.setCheckable(True)
        point.setAutoExclusive(False)
        meaning = {lowest: f", {low_label}", highest: f", {high_label}"}.get(number, "")
        point.setAccessibleName(f"{question} {number} of {highest}{meaning}")
        point.setMinimumWidth(theme.current().px(52))
        point.setProperty("kind", "point")
        self._group.addButton(point, number)
        return point

    def clear(self) -> None:
        """Unanswered again."""
        self.value = None
        self._group.setExclusive(False)
        for point in self._group.buttons():
            point.setChecked(False)
        self._group.setExclusive(True)

    def _choose(self, number: int, is_on: bool) -> None:
        if is_on:
            self.value = number
            self.answered.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose; arrow keys move as well as choose, like radio buttons."""
        points = self._group.buttons()
        # Not isdigit: a raised two is a digit and no number, and an error here would end the lab.
        if event.text().isdecimal() and self._group.button(int(event.text())):
            chosen = self._group.button(int(event.text()))
        elif event.key() in _STEPS:
            now = next((index for index, point in enumerate(points) if point.hasFocus()), 0)
            chosen = points[(now + _STEPS[Qt.Key(event.key())]) % len(points)]
        else:
            super().keyPressEvent(event)
            return
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)


class _Point(QPushButton):
    """Leaves arrow keys to its scale: a button would move the focus and choose nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SliderScale(QWidget):
    """A slider in steps; it says "not answered" until somebody moves it."""

    answered = Signal(int)

    def __init__(self, question: str, lowest: int, highest: int, step: int, low_label: str, high_label: str) -> None:
        super().__init__()
        self.value: int | None = None
        self._shown = text(_NOT_ANSWERED, "quiet", wraps=False)
        self._shown.setMinimumWidth(theme.current().px(130))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lowest // step, highest // step)
        self._middle = (lowest + highest) // 2 // step
        self.slider.setValue(self._middle)
        self.slider.setMinimumHeight(44)
        self.slider.setAccessibleName(f"{question} {lowest} is {low_label}, {highest} is {high_label}")
        self.slider.setAccessibleDescription(_NOT_ANSWERED)
        self._step = step
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderPressed.connect(lambda: self._moved(self.slider.value()))
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self.slider, 1)
        line.addWidget(self._shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 0)
        box.setSpacing(8)
        box.addLayout(line)
        box.addLayout(_ends(low_label, high_label))

    def clear(self) -> None:
        """Unanswered again, in the middle."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._middle)
        self._show(None)

    def _moved(self, place: int) -> None:
        self._show(place * self._step)
        self.answered.emit(self.value)

    def _show(self, value: int | None) -> None:
        if (value is None) != (self.value is None):
            self.slider.setProperty("answered", value is not None)
            self.slider.style().polish(self.slider)
        self.value = value
        words = _NOT_ANSWERED if value is None else str(value)
        self._shown.setText(words)
        self.slider.setAccessibleDescription(words)


def _ends(low: str, high: str) -> QHBoxLayout:
    """What the two ends of a scale mean, below them."""
    ends = QHBoxLayout()
    ends.setSpacing(24)
    left, right = text(low, "quiet"), text(high, "quiet")
    right.setAlignment(Qt.AlignmentFlag.AlignRight)
    ends.addWidget(left, 1)
    ends.addWidget(right, 1)
    return ends
