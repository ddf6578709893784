"""What the team promised to do after the event, by when, and whether it was done; it stands in the report."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QVBoxLayout

from empathylab.domain.days import day_words
from empathylab.domain.errors import InputError, LabError
from empathylab.domain.records import ActionRecord
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.day_field import HINT, DayField
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.form_controls import beside, field, flow, put, say, tab_order
from empathylab.ui.facilitator.controls.names_in import AskedOnce, telling_owner, telling_parts, telling_words
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, clear, column, text


class PromisesPage(OneEventPage):
    """One card a promise; the fields above write a new one, or the one that is being changed."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("What we will do", "Promises of your team after this event.", on_back=on_back)
        self._desk = desk
        self._asked = AskedOnce()
        self._changed: ActionRecord | None = None
        self.ticks: dict[str, QCheckBox] = {}
        self.change_buttons: dict[str, QAbstractButton] = {}
        self.delete_buttons: dict[str, ConfirmButton] = {}
        self.lab_event = OneEventChoice(desk)
        self.lab_event.currentIndexChanged.connect(self.another_event)
        self.words = self.first = TextField()
        self.owner, self.due = TextField(), DayField()
        self.words.setMaxLength(300)
        self.owner.setMaxLength(100)
        self.hint = text("", "bad")
        self.add_button = button("Add", self.add, "main")
        self.cancel_button = button("Leave it as it was", self._let_go)
        for control in (self.words, self.owner, self.due):
            control.returnPressed.connect(self.add)
            control.textChanged.connect(self._point_out)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._build()

    def _build(self) -> None:
        self.body.addLayout(self.lab_event.in_one_line())
        new = Card(space=12)
        new.setAccessibleName("A promise")
        new.box.addLayout(field("What will you do?", self.words, "Such as “Test our form with the keyboard alone.”"))
        new.box.addLayout(
            beside(
                field("Who?", self.owner, "A team, not a person's name."),
                field("By when?", self.due, f"{HINT}; may be left empty."),
                weights=(3, 2),
            )
        )
        new.box.addWidget(self.hint)
        new.box.addWidget(flow(self.add_button, self.cancel_button))
        self.body.addWidget(new)
        self.body.addWidget(self.said)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.cancel_button.hide()
        self._point_out()

    def load(self) -> None:
        """Read the chosen event's promises."""
        self._let_go()
        try:
            found = list(self._desk.records.actions(self.lab_event.event_name))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        clear(self._list)
        for controls in (self.ticks, self.change_buttons, self.delete_buttons):
            controls.clear()
        for action in found:
            self._list.addWidget(self._card(action))
        if not found:
            self._list.addWidget(text("Nothing is promised yet.", "quiet"))
        self._order()

    def _order(self) -> None:
        if self.back_button is None:
            return
        cards = [
            control
            for each in self.ticks
            for control in (self.ticks[each], self.change_buttons[each], self.delete_buttons[each])
        ]
        new = (self.words, self.owner, self.due, self.add_button, self.cancel_button)
        tab_order([self.lab_event, *new, *cards, self.back_button])

    def _card(self, action: ActionRecord) -> Card:
        tick = QCheckBox("Done")
        tick.setChecked(action.is_done)
        tick.setAccessibleName(f"Done: {action.text}")
        tick.toggled.connect(lambda is_done: self._keep(replace(action, is_done=is_done)))
        change = button("Change", lambda: self.change(action), "small")
        change.setAccessibleName(f"Change: {action.text}")
        delete = ConfirmButton("Delete", lambda: self.delete(action))
        delete.setAccessibleName(f"Delete: {action.text}")
        self.ticks[action.id], self.change_buttons[action.id], self.delete_buttons[action.id] = tick, change, delete
        details = ", ".join(filter(None, (action.owner, f"by {day_words(action.due_on)}" if action.due_on else "")))
        told = column(text(action.text), *([text(details, "small")] if details else ()), space=2)
        card = Card(space=2)
        card.box.addLayout(beside(told, flow(tick, change, delete), weights=(1, 0)))
        return card

    def change(self, action: ActionRecord) -> None:
        """Put a promise into the fields above."""
        self._changed = action
        self.words.setText(action.text)
        self.owner.setText(action.owner)
        self.due.show_day(action.due_on)
        self._name_button("Save the change")
        self.cancel_button.show()
        self._asked.forget()
        say(self.said, "")
        self.words.setFocus()

    def delete(self, action: ActionRecord) -> None:
        """Take a promise away for good."""
        try:
            self._desk.records.drop_action(action.id)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.load()
        self.words.setFocus()
        say(self.said, "Deleted.")

    def add(self) -> None:
        """Keep what stands in the fields: a new promise, or the one that is being changed."""
        try:
            promise = self._read()
        except InputError as error:
            say(self.said, str(error), "bad")
            return
        doubt = self._asked.doubt(
            (promise.text, promise.owner), self._telling(), "Change it, or press the button again."
        )
        if doubt:
            say(self.said, doubt, "bad")
        elif self._keep(promise):
            self.words.setFocus()
            self.load()

    def _read(self) -> ActionRecord:
        """What stands in the fields; raises InputError, with the keyboard at what is wrong."""
        words = self.words.text().strip()
        if not words:
            self.words.setFocus()
            raise InputError("Say what you will do.", "")
        try:
            due = self.due.day
        except InputError:
            self.due.setFocus()
            raise
        kept = self._changed or ActionRecord(str(uuid.uuid4()), self.lab_event.event_name, "")
        return replace(kept, text=words, owner=self.owner.text().strip(), due_on=due)

    def _telling(self) -> list[str]:
        return [*telling_parts(self.words.text().strip()), *telling_owner(self.owner.text().strip())]

    def _point_out(self) -> None:
        put(self.hint, telling_words(self._telling()))

    def _let_go(self) -> None:
        """Empty fields for the next promise."""
        self._changed = None
        for control in (self.words, self.owner, self.due):
            control.clear()
        self._name_button("Add")
        self.cancel_button.hide()

    def _name_button(self, words: str) -> None:
        self.add_button.setText(words)
        self.add_button.setAccessibleName(words)

    def _keep(self, action: ActionRecord) -> bool:
        try:
            self._desk.records.put_action(action)
        except LabError as error:
            say(self.said, str(error), "bad")
            return False
        say(self.said, "Saved.")
        return True
