"""A question with a few answers to pick one from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout

from empathylab.ui.facilitator.controls.ticks import AnswerButton, Tick
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import ARROWS, column, text

#: A box to tick, and what the style sheet puts around it and its words: room before it, its edge, room after it.
_BOX_PX, _AROUND_BOX_PX = 24, 8 + 2 * 2 + 12


class Choice(NamedGroup):
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
        self.buttons = [AnswerButton(words) for _, words in options]
        for index, radio in enumerate(self.buttons):
            self._group.addButton(radio, index)
        box.addWidget(Flow(*self.buttons, space=22, row_space=0))
        self.value = value
        self._keep_one_stop()
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
            self._keep_one_stop()
            self.changed.emit()

    def _keep_one_stop(self) -> None:
        """Tab enters at the answer; Qt sees to that only once somebody was there."""
        entry = self._group.checkedButton() or next(iter(self.buttons), None)
        for radio in self.buttons:
            radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if radio is entry else Qt.FocusPolicy.ClickFocus)

    @property
    def value(self) -> object:
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    @value.setter
    def value(self, value: object) -> None:
        self._group.setExclusive(False)
        for option, radio in zip(self._values, self.buttons, strict=True):
            radio.setChecked(option == value)
        self._group.setExclusive(True)


def tick(words: str, is_on: bool = True, hint: str = "") -> Tick:
    """A box to tick; `hint` is what stands beside it for the eye."""
    box = Tick(words)
    box.setAccessibleDescription(hint)
    box.setChecked(is_on)
    return box


def with_hint(box: QCheckBox) -> QVBoxLayout:
    """A box and below its words its hint, for the eye: it is plain whose it is, and the focus ring covers no word."""
    hint = said_elsewhere(text(box.accessibleDescription(), "small"))
    hint.setIndent(theme.current().px(_BOX_PX) + _AROUND_BOX_PX)
    return column(Flow(box), hint, space=8)
