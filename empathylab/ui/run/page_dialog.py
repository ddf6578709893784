"""A page's dialog as the lab shows it: over the page, beneath the lens, for the same keys and the same reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, scrolling, text
from empathylab.ui.page.page_question import DialogAnswer, DialogKind, PageQuestion

WIDEST_PX = 640
_AROUND_PX = 24
#: So that words that fit do not scroll.
_SLACK_PX = 16
_TITLES = {
    DialogKind.ALERT: "This page says",
    DialogKind.CONFIRM: "This page asks",
    DialogKind.PROMPT: "This page asks",
    DialogKind.LEAVE: "Leave this page?",
}
_LEAVING = "The page says that what was entered may be lost."
_YES_NO = {
    DialogKind.ALERT: ("OK", ""),
    DialogKind.CONFIRM: ("OK", "Cancel"),
    DialogKind.PROMPT: ("OK", "Cancel"),
    DialogKind.LEAVE: ("Leave", "Stay"),
}
_ENOUGH = "No more of these"


class PageDialog(Card):
    """`looked_different` when it has to be painted anew, `edited` (the field) when something was done in its field.

    Enter is yes, Esc no; Tab stays inside.
    """

    looked_different = Signal()
    edited = Signal(QLineEdit)

    def __init__(self, area: QWidget, question: PageQuestion, *, is_first: bool) -> None:
        self._area, self._question = area, question
        self.heading = _TITLES[question.kind]
        self.words = _LEAVING if question.kind is DialogKind.LEAVE else question.words
        super().__init__(text(self.heading, "subtitle"))
        self.setParent(area)
        self.setAccessibleName(f"{self.heading}: {self.words}")
        self._said = text(self.words)
        self._scrolled = scrolling(self._said, self)
        self._scrolled.setStyleSheet("background: transparent")
        self.box.addWidget(self._scrolled, 1)
        self._field = self._make_field()
        self.stops = [*([self._field] if self._field else []), *self._make_buttons(is_first=is_first)]
        self.box.addWidget(Flow(*(each for each in self.stops if each is not self._field), space=14))
        self.place()

    def _make_field(self) -> QLineEdit | None:
        if self._question.kind is not DialogKind.PROMPT:
            return None
        field = TextField(self._question.default)
        field.setAccessibleName(self.words)
        for done in (field.textChanged, field.cursorPositionChanged):
            done.connect(self.looked_different)
            done.connect(lambda *_: self.edited.emit(field))
        self.box.addWidget(field)
        return field

    def _make_buttons(self, *, is_first: bool) -> list[QPushButton]:
        yes, no = _YES_NO[self._question.kind]
        made = [button(yes, lambda: self._give(is_yes=True), "main")]
        if no:
            made.append(button(no, lambda: self._give(is_yes=False)))
        if not is_first:
            made.append(button(_ENOUGH, lambda: self._give(is_yes=False, is_enough=True)))
        for each in made:
            each.pressed.connect(self.looked_different)
            each.released.connect(self.looked_different)
        return made

    def _give(self, *, is_yes: bool, is_enough: bool = False) -> None:
        words = self._field.text() if self._field is not None else ""
        self._question.answer(DialogAnswer(is_yes, words, is_enough))

    @property
    def focused(self) -> QWidget | None:
        """What in it has the keyboard."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def take_focus(self) -> None:
        self.stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    def place(self) -> None:
        """In the middle of the page, as tall as its words need and never taller than the page."""
        area = self._area.rect().adjusted(_AROUND_PX, _AROUND_PX, -_AROUND_PX, -_AROUND_PX)
        width = min(area.width(), theme.fitted().px(WIDEST_PX))
        margins = self.box.contentsMargins()
        words_height = self._said.heightForWidth(width - margins.left() - margins.right())
        around_height = self.sizeHint().height() - self._scrolled.sizeHint().height()
        self.resize(width, min(area.height(), around_height + words_height + _SLACK_PX))
        self.move(area.left() + (area.width() - width) // 2, area.top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looked_different.emit()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays here: the page beneath stands still."""
        place = next((place for place, each in enumerate(self.stops) if each.hasFocus()), -1)
        self.stops[(place + (1 if is_next else -1)) % len(self.stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focused
        if event.key() == Qt.Key.Key_Escape:
            self._give(is_yes=self._question.kind is DialogKind.ALERT)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            press: Callable[[], object] = focused.click if isinstance(focused, QAbstractButton) else self._say_yes
            press()

    def _say_yes(self) -> None:
        self._give(is_yes=True)
