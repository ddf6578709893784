"""Answers to choose: 1 to 7 or words in a row of buttons, or 0 to 100 on a slider; unanswered until touched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import tell_choice
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.wheel import StillSlider
from empathylab.ui.kit.widgets import ARROWS, text

_NOT_ANSWERED = "not answered"
#: Room for what an end means, beside its number.
_END_PX = 132


class Points(QWidget):
    """Buttons of which one is chosen; arrow keys and number keys choose, Enter only goes on.

    Whoever presses Enter to get through the pages has not answered anything. The points alone are in their group, so
    that readers count them and nothing else.
    """

    answered = Signal(int)

    def __init__(self, question: str) -> None:
        super().__init__()
        self.value: int | None = None
        self.points = NamedGroup(question)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._choose)

    def _add(self, point: _Point, number: int) -> None:
        self._group.addButton(point, number)

    @property
    def number(self) -> int | None:
        """What is kept of the answer: what was chosen."""
        return self.value

    @property
    def entry(self) -> QAbstractButton:
        """Where the keyboard enters: the point that was chosen, else the first."""
        return self._group.checkedButton() or self._group.buttons()[0]

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
        elif event.key() in ARROWS:
            now = next((index for index, point in enumerate(points) if point.hasFocus()), 0)
            chosen = points[(now + ARROWS[Qt.Key(event.key())]) % len(points)]
        else:
            super().keyPressEvent(event)
            return
        if chosen.hasFocus() and not chosen.isChecked():
            # Orca says of a radio button that has the focus only what Space does to it.
            tell_choice(chosen, "selected")
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)


class WordChoice(Points):
    """Words of which one is chosen, each on a button; keys count them from 1. `number` is 1 for the right one."""

    def __init__(self, question: str, choices: Sequence[str], right: str) -> None:
        super().__init__(question)
        look = theme.fitted()
        #: The place of the right one, from 1.
        self.right = choices.index(right) + 1
        words = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if look.is_stacked else QBoxLayout.Direction.LeftToRight, self.points
        )
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(look.edge(10))
        for number, choice in enumerate(choices, 1):
            point = _Point(choice, f"{choice}, {number} of {len(choices)}")
            self._add(point, number)
            words.addWidget(point, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.edge(4), 0, look.edge(4))
        box.addWidget(self.points)

    @property
    def number(self) -> int | None:
        """1 where the right one was chosen, 0 where another was, None where none."""
        return None if self.value is None else int(self.value == self.right)


class PointScale(Points):
    """Numbers in a row with both ends labelled."""

    def __init__(
        self,
        question: str,
        lowest: int,
        highest: int,
        low_label: str,
        high_label: str,
        *,
        is_big: bool = False,
        is_high_bad: bool = False,
    ) -> None:
        super().__init__(question)
        self.is_high_bad = is_high_bad
        look = theme.fitted()
        meanings = {lowest: f", {low_label}", highest: f", {high_label}"}
        numbers = QHBoxLayout(self.points)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(look.edge(10))
        for number in range(lowest, highest + 1):
            point = _Point(str(number), f"{number} of {highest}{meanings.get(number, '')}", is_big=is_big)
            self._add(point, number)
            numbers.addWidget(point, 1)
        if look.is_stacked:
            self._stand_above(f"{lowest} {low_label}", f"{highest} {high_label}")
        else:
            self._stand_between(low_label, high_label)

    def _stand_above(self, low: str, high: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*map(theme.fitted().edge, (8, 4, 8, 4)))
        box.addWidget(self.points)
        box.addLayout(_ends(low, high))

    def _stand_between(self, low: str, high: str) -> None:
        """What the ends mean stands beside their numbers."""
        look = theme.fitted()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, look.edge(4), 0, look.edge(4))
        box.setSpacing(look.gap(20))
        for words, side in ((low, Qt.AlignmentFlag.AlignRight), (high, Qt.AlignmentFlag.AlignLeft)):
            end = said_elsewhere(text(words, "quiet"))
            end.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            end.setFixedWidth(look.px(_END_PX))
            box.addWidget(end)
        box.insertWidget(1, self.points, 1)


class _Point(QRadioButton):
    """A radio button that looks like a key; it leaves arrow keys to its scale, since by itself it would not choose."""

    def __init__(self, words: str, spoken: str, *, is_big: bool = False) -> None:
        super().__init__(words)
        self.setProperty("big", is_big)
        self.setAccessibleName(spoken)
        self.setMinimumWidth(theme.fitted().px(52))
        self.setProperty("kind", "point")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, self._option())
        painter.end()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, self._option(), words, self)

    def hitButton(self, place: QPoint) -> bool:
        """All of it is pressed, not a circle within."""
        return self.rect().contains(place)

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Slider(StillSlider):
    """Its value is the answer itself, in whole steps: a screen reader says the slider's own value."""

    def __init__(self, lowest: int, highest: int, step: int) -> None:
        super().__init__()
        self._lowest, self._step = lowest, step
        self.setRange(lowest, highest)
        self.setSingleStep(step)
        self.setPageStep(10 * step)
        self.setMinimumHeight(max(44, theme.fitted().edge(44)))
        self.valueChanged.connect(lambda value: self.setValue(self.nearest(value)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The thumb comes to where the line is pressed, and goes on with the mouse from there."""
        groove, handle = self._part(QStyle.SubControl.SC_SliderGroove), self.handle_rect()
        room, place = groove.width() - handle.width(), event.position().x() - groove.x() - handle.width() / 2
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(place), room))
        super().mousePressEvent(event)

    def handle_rect(self) -> QRect:
        """Where the thumb is, or would be."""
        return self._part(QStyle.SubControl.SC_SliderHandle)

    def _part(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def nearest(self, value: float) -> int:
        """The answer next to a place, which a mouse leaves anywhere."""
        return self._lowest + round((value - self._lowest) / self._step) * self._step


class SliderScale(NamedGroup):
    """A slider in steps; it says "not answered" until somebody moves it."""

    answered = Signal(int)

    def __init__(self, question: str, lowest: int, highest: int, step: int, low_label: str, high_label: str) -> None:
        super().__init__(question)
        self.value: int | None = None
        self._shown = text(_NOT_ANSWERED, "quiet", wraps=False)
        self._shown.setMinimumWidth(theme.fitted().px(130))
        said_elsewhere(self._shown)
        self.slider = _Slider(lowest, highest, step)
        self._middle = self.slider.nearest((lowest + highest) / 2)
        self.slider.setValue(self._middle)
        self.slider.setAccessibleName(f"{lowest} is {low_label}, {highest} is {high_label}")
        self.slider.setAccessibleDescription(_NOT_ANSWERED)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderPressed.connect(lambda: self._moved(self.slider.value()))
        line = QHBoxLayout()
        line.setSpacing(theme.fitted().edge(18))
        line.addWidget(self.slider, 1)
        line.addWidget(self._shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(*map(theme.fitted().edge, (8, 0, 8, 0)))
        box.setSpacing(8)
        box.addLayout(line)
        box.addLayout(_ends(low_label, high_label))

    def clear(self) -> None:
        """Unanswered again, in the middle."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._middle)
        self._show(None)

    def _moved(self, place: int) -> None:
        self._show(self.slider.nearest(place))
        self.answered.emit(self.value)

    def _show(self, value: int | None) -> None:
        if (value is None) != (self.value is None):
            mark(self.slider, "answered", value is not None)
            self.slider.setAccessibleDescription(_NOT_ANSWERED if value is None else "")
        self.value = value
        self._shown.setText(_NOT_ANSWERED if value is None else str(value))


def _ends(low: str, high: str) -> QHBoxLayout:
    """What the two ends of a scale mean, below them; to a screen reader the answers themselves say it."""
    ends = QHBoxLayout()
    ends.setSpacing(24)
    left, right = said_elsewhere(text(low, "quiet")), said_elsewhere(text(high, "quiet"))
    right.setAlignment(Qt.AlignmentFlag.AlignRight)
    ends.addWidget(left, 1)
    ends.addWidget(right, 1)
    return ends
