"""What the team promised to do after the event, by when, and whether it was done; it stands in the report."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from empathylab.domain.errors import InputError, LabError
from empathylab.domain.promises import answered, of_earlier_events
from empathylab.domain.records import ActionRecord, PromiseState
from empathylab.ui.facilitator.comments.promise_card import PromiseCard
from empathylab.ui.facilitator.controls.day_field import HINT, DayField
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.form_controls import beside, field, flow, put, say
from empathylab.ui.facilitator.controls.privacy_hints import (
    PrivacyQuestion,
    telling_owner,
    telling_parts,
    telling_words,
)
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, clear, column, relabel, text


class PromisesPage(OneEventPage):
    """One card a promise; the fields above write a new one, or the one that is being changed."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("What we will do", "Promises of your team after this event.", on_back=on_back)
        self._desk = desk
        self._asked = PrivacyQuestion()
        self._changed: ActionRecord | None = None
        #: Of this event, and of those before it that are still to be asked about, by the promise's id.
        self.cards: dict[str, PromiseCard] = {}
        self.earlier: dict[str, PromiseCard] = {}
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
        self._list, self._earlier_list = column(space=10), column(space=10)
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
        self.body.addLayout(self._earlier_list)
        self.body.addStretch(1)
        self.cancel_button.hide()
        self._point_out()
        self.watch_edits(self._written)

    def _written(self) -> tuple[str, ...]:
        """What stands in the fields; as they were when a promise was put there to be changed, nothing is lost."""
        return tuple(control.text().strip() for control in (self.words, self.owner, self.due))

    def load(self) -> None:
        """Read the chosen event's promises, and what was promised before it."""
        try:
            found = list(self._desk.records.actions(self.lab_event.event_name))
            earlier = self._earlier()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        clear(self._list)
        clear(self._earlier_list)
        self.cards = {each.id: PromiseCard(each, self._answer, self.change, self.delete) for each in found}
        self.earlier = {each.id: PromiseCard(each, self._answer) for each in earlier}
        for card in self.cards.values():
            self._list.addWidget(card)
        if not found:
            self._list.addWidget(text("Nothing is promised yet.", "quiet"))
        if earlier:
            self._earlier_list.addWidget(text("Promised at earlier events: was it kept?", "title"))
        for card in self.earlier.values():
            self._earlier_list.addWidget(text(card.promise.event, "subtitle"))
            self._earlier_list.addWidget(card)

    def _earlier(self) -> tuple[ActionRecord, ...]:
        events = {event.name: event for event in self._desk.events()}
        now = events.get(self.lab_event.event_name, self._desk.lab_event())
        return of_earlier_events(self._desk.records.actions(), events.values(), now)

    def another_event(self) -> None:
        """What was being changed belongs to the event before; what was written new can go to this one."""
        if self._changed is not None:
            self._let_go()
        super().another_event()

    def _answer(self, promise: ActionRecord, state: PromiseState) -> None:
        """What somebody said of it today, on this event or on one before."""
        today = datetime.now().astimezone().date()
        if self._keep(answered(promise, state, today)):
            say(self.said, f"Saved: {state.value}. {promise.text}")

    def change(self, action: ActionRecord) -> None:
        """Put a promise into the fields above."""
        self._changed = action
        self.words.setText(action.text)
        self.owner.setText(action.owner)
        self.due.show_day(action.due_on)
        relabel(self.add_button, "Save the change")
        self.cancel_button.show()
        self._asked.forget()
        self.settle()
        say(self.said, "")
        self.words.setFocus()

    def delete(self, action: ActionRecord) -> None:
        """Take a promise away for good."""
        try:
            self._desk.records.drop_action(action.id)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        if self._changed is not None and self._changed.id == action.id:
            self._let_go()
        say(self.said, f"Deleted: {action.text}")
        self.words.setFocus()
        self.load()

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
            self._let_go()
            say(self.said, f"Saved: {promise.text}")
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
        relabel(self.add_button, "Add")
        self.cancel_button.hide()
        self.settle()

    def _keep(self, action: ActionRecord) -> bool:
        try:
            self._desk.records.put_action(action)
        except LabError as error:
            say(self.said, str(error), "bad")
            return False
        return True
