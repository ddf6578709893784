"""The PIN in front of the facilitator's side: chosen at first, asked for ever after, slower with each wrong try."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit

from empathylab.domain.errors import LabError
from empathylab.files.pin import MAX_DIGITS, make_pin
from empathylab.ui import theme
from empathylab.ui.facilitator.desk import Desk
from empathylab.ui.facilitator.pieces import Page, field, put, say
from empathylab.ui.widgets import Card, button, row, text

_TICK_MS = 500


class LockPage(Page):
    """Opens for the PIN, or lets the facilitator choose one when there is none yet or it is to be changed."""

    opened = Signal()

    def __init__(self, desk: Desk, *, is_changing: bool = False, on_back: Callable[[], object] | None = None) -> None:
        is_new = is_changing or desk.settings.pin is None
        super().__init__("Choose a PIN" if is_new else "Facilitator", on_back=on_back)
        self._desk = desk
        self._is_new = is_new
        if not is_changing:
            self.back_words = "Back to the visitors"
        self.pin = self.first = _pin_field()
        self.again = _pin_field()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show_wait)
        self._build()

    def _build(self) -> None:
        card = Card(space=16)
        card.setFixedWidth(min(theme.current().px(620), 1100))
        if self._is_new:
            card.box.addWidget(text("It keeps visitors out of set-up and results. You need it to close the lab."))
            card.box.addLayout(field("New PIN", self.pin, "4 to 12 digits"))
            card.box.addLayout(field("The same PIN again", self.again))
        else:
            card.box.addLayout(field("PIN", self.pin, "For set-up, the live view and the results."))
        for control in (self.pin, self.again):
            control.returnPressed.connect(self.enter)
        self.enter_button = button("Set this PIN" if self._is_new else "Open", self.enter, "main")
        card.box.addWidget(self.enter_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(self.said)
        for notice in self._desk.settings.notices:
            card.box.addWidget(text(notice, "bad"))
        self.body.addLayout(row(card))
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pin.setFocus()
        self._settle()
        self._show_wait()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back as well: a visitor may have come here by accident."""
        if event.key() == Qt.Key.Key_Escape and self.back_button is not None:
            self.back_button.click()
            return
        super().keyPressEvent(event)

    def _settle(self) -> None:
        """A clock that was set back meanwhile must not keep the facilitator out until it is right again."""
        pin = self._desk.settings.pin
        settled = pin.settled(time.time()) if pin else None
        if settled is not None and settled != pin:
            self._desk.keep_pin(settled)

    def enter(self) -> None:
        """Try what was entered."""
        if self._is_new:
            self._choose()
        else:
            self._try()

    def _choose(self) -> None:
        if self.pin.text() != self.again.text():
            self._refuse("The two PINs are not the same. Please enter both again.")
            return
        try:
            self._desk.change(pin=make_pin(self.pin.text()))
        except LabError as error:
            self._refuse(str(error))
            return
        self.opened.emit()

    def _try(self) -> None:
        pin = self._desk.settings.pin
        assert pin is not None
        is_open, pin = pin.tried(self.pin.text(), time.time())
        self._desk.keep_pin(pin)
        if is_open:
            self.pin.clear()
            self.opened.emit()
            return
        self._refuse("That is not the PIN.")
        self._show_wait()

    def _refuse(self, words: str) -> None:
        self.pin.clear()
        self.again.clear()
        self.pin.setFocus()
        say(self.said, words, "bad")

    def _show_wait(self) -> None:
        """Count down while no try is taken."""
        pin = self._desk.settings.pin
        wait = math.ceil(pin.wait_s(time.time())) if pin and not self._is_new else 0
        self.pin.setEnabled(not wait)
        self.enter_button.setEnabled(not wait)
        if wait:
            unit = "second" if wait == 1 else "seconds"
            words = f"That is not the PIN. You can try again in {wait} {unit}."
            if self._timer.isActive():
                put(self.said, words)
            else:
                say(self.said, words, "bad")
                self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            say(self.said, "You can try again now.", "quiet")
            self.pin.setFocus()


def _pin_field() -> QLineEdit:
    control = QLineEdit()
    control.setEchoMode(QLineEdit.EchoMode.Password)
    control.setMaxLength(MAX_DIGITS)
    control.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    control.setFixedWidth(theme.current().px(300))
    return control
