"""What the team promised to do after the event, and whether it was done; it stands in the report."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from empathylab.domain.errors import LabError
from empathylab.domain.records import ActionRecord
from empathylab.ui.facilitator.desk import Desk
from empathylab.ui.facilitator.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.pieces import beside, field, flow, say, tab_order
from empathylab.ui.widgets import Card, button, clear, text


class PromisesPage(OneEventPage):
    """One line a promise; a tick says that it is done."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("What we will do", "Promises of your team after this event.", on_back=on_back)
        self._desk = desk
        self.ticks: dict[str, QCheckBox] = {}
        self.lab_event = OneEventChoice(desk)
        self.lab_event.currentIndexChanged.connect(self.another_event)
        self.body.addLayout(self.lab_event.in_one_line())
        self.words = self.first = QLineEdit()
        self.owner = QLineEdit()
        self.words.setMaxLength(300)
        self.owner.setMaxLength(100)
        for control in (self.words, self.owner):
            control.returnPressed.connect(self.add)
        self.add_button = button("Add", self.add, "main")
        new = Card(space=12)
        new.box.addLayout(
            beside(
                field("What will you do?", self.words, "Such as “Test our form with the keyboard alone.”"),
                field("Who?", self.owner, "A team, not a person's name."),
                weights=(3, 2),
            )
        )
        new.box.addWidget(flow(self.add_button))
        self.body.addWidget(new)
        self.body.addWidget(self.said)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def load(self) -> None:
        """Read the chosen event's promises."""
        try:
            found = list(self._desk.records.actions(self.lab_event.event_name))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        clear(self._list)
        self.ticks.clear()
        for action in found:
            self._list.addWidget(self._card(action))
        if not found:
            self._list.addWidget(text("Nothing is promised yet.", "quiet"))
        if self.back_button is not None:
            tab_order([self.lab_event, self.words, self.owner, self.add_button, *self.ticks.values(), self.back_button])

    def _card(self, action: ActionRecord) -> Card:
        tick = QCheckBox("Done")
        tick.setChecked(action.is_done)
        tick.setAccessibleName(f"Done: {action.text}")
        tick.toggled.connect(lambda is_done: self._keep(replace(action, is_done=is_done)))
        self.ticks[action.id] = tick
        words = text(action.text + (f" ({action.owner})" if action.owner else ""))
        card = Card(space=2)
        card.box.addLayout(beside(words, flow(tick), weights=(1, 0)))
        return card

    def add(self) -> None:
        """Keep a new promise."""
        words = self.words.text().strip()
        if not words:
            self.words.setFocus()
            say(self.said, "Say what you will do.", "bad")
            return
        new = ActionRecord(str(uuid.uuid4()), self.lab_event.event_name, words, self.owner.text().strip())
        if self._keep(new):
            self.words.clear()
            self.owner.clear()
            self.words.setFocus()
            self.load()

    def _keep(self, action: ActionRecord) -> bool:
        try:
            self._desk.records.put_action(action)
        except LabError as error:
            say(self.said, str(error), "bad")
            return False
        say(self.said, "Saved.")
        return True
