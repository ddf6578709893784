"""The PIN screen in front of the facilitator's side; slower with each wrong try."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit

from empathylab.domain.errors import LabError
from empathylab.files.access_locks import is_code
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, put, say
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, row, text

_TICK_MS = 500
#: A PIN, or a recovery code with its hyphens.
_LONGEST = 24
_UNREADABLE = "This lab had a PIN that cannot be read any more."
_ASK = "Ask whoever looks after this computer to run:\nempathylab pin --forget"
_WRITE_DOWN = (
    "Write this down and keep it where no visitor comes. It lets you in when the PIN is forgotten or damaged. "
    "It is not shown again."
)


class PinScreen(Page):
    """Opens for the PIN or the recovery code, or lets the facilitator choose a PIN when there is none yet.

    Whoever chose one, or came in with the code, is shown a new code before the page says that it opened.
    """

    opened = Signal()

    def __init__(self, desk: Desk, *, is_changing: bool = False, on_back: Callable[[], object] | None = None) -> None:
        is_new = is_changing or not desk.locks.has_lock
        super().__init__("Choose a PIN" if is_new else "Facilitator", on_back=on_back)
        self._desk = desk
        self._is_new = is_new
        if not is_changing:
            self.back_words = "Back to the visitors"
        self.first = self.pin = _pin_field()
        self.again = _pin_field()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show_wait)
        self._shown = self._entry()
        self.body.addLayout(row(self._shown))
        self.body.addStretch(1)

    def _entry(self) -> Card:
        card = _card()
        if self._is_new:
            card.box.addWidget(text("It keeps visitors out of set-up and results. You need it to close the lab."))
            card.box.addLayout(field("New PIN", self.pin, "4 to 12 digits"))
            card.box.addLayout(field("The same PIN again", self.again))
        elif self._desk.locks.pin is None:
            self._add_ways_in(card)
        else:
            card.box.addLayout(
                field("PIN", self.pin, "For set-up, the live view and the results. Forgotten? Enter the recovery code.")
            )
        for control in (self.pin, self.again):
            control.returnPressed.connect(self.enter)
        self.enter_button = button("Set this PIN" if self._is_new else "Open", self.enter, "main")
        if self.first is not None:
            card.box.addWidget(self.enter_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(self.said)
        for notice in (*self._desk.records.notices, *self._desk.settings.notices):
            card.box.addWidget(text(notice, "bad"))
        return card

    def _add_ways_in(self, card: Card) -> None:
        """The PIN is damaged: there is the code, if that can be read, and there is the machine's administrator."""
        card.box.addWidget(text(_UNREADABLE, "bad"))
        if self._desk.locks.code is None:
            self.first = None
        else:
            card.box.addLayout(field("Recovery code", self.pin, "Written down when the PIN was set."))
        card.box.addWidget(text(_ASK))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.empty()
        self.take_focus()
        self._settle()
        self._show_wait()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.empty()

    def empty(self) -> None:
        """Clear the field, so that nobody finds what another has begun to type."""
        self.pin.clear()
        self.again.clear()

    def _settle(self) -> None:
        """A clock that was set back meanwhile must not keep the facilitator out until it is right again."""
        settled = self._desk.locks.settled(time.time())
        if settled != self._desk.locks:
            self._desk.keep_locks(settled)

    def enter(self) -> None:
        """Try what was entered; nothing while the lab waits after a wrong PIN."""
        if self.pin.isReadOnly():
            return
        entered, again = self.pin.text(), self.again.text()
        self.empty()
        if self._is_new:
            self._choose(entered, again)
        else:
            self._try(entered)

    def _choose(self, digits: str, again: str) -> None:
        if digits != again:
            self._refuse("The two PINs are not the same. Please enter both again.")
            return
        try:
            code = self._desk.set_pin(digits)
        except LabError as error:
            self._refuse(str(error))
            return
        self._show_code(code)

    def _try(self, entered: str) -> None:
        is_open, locks = self._desk.locks.tried(entered, time.time())
        self._desk.keep_locks(locks)
        if not is_open:
            self._refuse("That is not the code." if is_code(entered) else "That is not the PIN.")
            self._show_wait()
        elif is_code(entered):
            self._choose_anew()
        elif locks.code is None:
            self._make_code(entered)
        else:
            self.opened.emit()

    def _make_code(self, digits: str) -> None:
        """The PIN was right and has no code: an earlier lab made none, or it is damaged."""
        try:
            self._show_code(self._desk.set_pin(digits))
        except LabError:
            self.opened.emit()  # a disk that refuses keeps nobody out

    def _choose_anew(self) -> None:
        """The code was right: another PIN, and another code with it."""
        self._is_new = True
        self.heading.setText("Choose a PIN")
        self.first = self.pin = _pin_field()
        self.again = _pin_field()
        self._show_card(self._entry())
        self.pin.setFocus()

    def _show_code(self, code: str) -> None:
        self.heading.setText("Recovery code")
        card = _card()
        card.box.addWidget(text(_WRITE_DOWN))
        self.code = text(code, "title")
        # Whoever listens has to hear it more than once: with the button, and at a place of its own.
        letters = Card(said_elsewhere(self.code))
        letters.be_read_whole(" ".join(code))
        card.box.addWidget(letters, 0, Qt.AlignmentFlag.AlignLeft)
        self.written_button = button("I have written it down", self.opened.emit, "main")
        self.written_button.setAccessibleDescription(" ".join(code))
        card.box.addWidget(self.written_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_card(card)
        self.leave_no_actions()
        self.written_button.setFocus()

    def _show_card(self, card: Card) -> None:
        """In place of the one before; a screen reader enters it by the page's new heading."""
        card.setAccessibleName(self.heading.text())
        self._shown.hide()
        self.body.insertLayout(self.body.count() - 1, row(card))
        card.show()
        self._shown = card

    def _refuse(self, words: str) -> None:
        say(self.said, words, "bad")
        self.pin.setFocus()

    def _show_wait(self) -> None:
        """Count down while no try is taken."""
        wait = 0 if self._is_new else math.ceil(self._desk.locks.wait_s(time.time()))
        # Disabled, it would hand the keyboard on to the way out, and the next Enter would leave.
        self.pin.setReadOnly(bool(wait))
        if wait and self.enter_button.hasFocus():
            self.pin.setFocus()
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


def _card() -> Card:
    card = Card(space=16)
    card.setMaximumWidth(theme.current().px(620))
    return card


def _pin_field() -> QLineEdit:
    control = TextField()
    control.setEchoMode(QLineEdit.EchoMode.Password)
    control.setMaxLength(_LONGEST)
    control.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
    control.setFixedWidth(theme.current().px(300))
    return control
