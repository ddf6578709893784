"""Deleting an event's records for good, with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from empathylab.domain.days import day_words
from empathylab.domain.errors import LabError
from empathylab.domain.records import Receipt
from empathylab.domain.retention import due_events
from empathylab.domain.words import how_many
from empathylab.domain.workshop import EventSettings
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, flow, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit.widgets import Card, clear, column, text

_IS_DUE = "Its date has passed. Export what you need, then delete it."
_REMAINS = (
    "Its space in the file is not overwritten yet, since somebody reads the records or the disk is nearly full. "
    "The lab does it by itself as soon as it can."
)


class PurgePage(Page):
    """Every event with how much it holds; the ones past their date are named first."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        lead = (
            "From the day you chose on, the lab reminds you here and in set-up; it deletes nothing by itself. "
            "What is deleted nobody can bring back."
        )
        super().__init__("Delete records", lead, on_back=on_back)
        self._desk = desk
        self.buttons: dict[str, ConfirmButton] = {}
        self.receipts = TextTable("Receipts")
        self.body.addWidget(self.said)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.body.addLayout(self._list)
        self.receipts_title = text("Receipts", "title")
        self.body.addWidget(self.receipts_title)
        self.body.addWidget(self.receipts)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read the events and the receipts."""
        try:
            events = self._desk.events()
            receipts = self._desk.records.receipts()
            clear(self._list)
            self.buttons.clear()
            due = due_events(events, datetime.now().astimezone().date())
            for event in sorted(events, key=lambda event: (event not in due, event.keep_until)):
                self._list.addWidget(self._card(event, is_due=event in due))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        if not events:
            self._list.addWidget(text("There are no records.", "quiet"))
        headings = ("Event", "Deleted on", "Visits", "Runs", "Events", "Comments", "Damaged files")
        self.receipts.fill(headings, [_cells(receipt) for receipt in receipts])
        for part in (self.receipts, self.receipts_title):
            part.setVisible(bool(receipts))

    def _card(self, event: EventSettings, *, is_due: bool) -> Card:
        counts = self._desk.records.counts(event.name)
        visits = how_many(counts.visits, "visit")
        holds = f"{visits}, {how_many(counts.runs, 'run')}. Kept until {day_words(event.keep_until)}."
        words = f"Press again: delete {visits} for good"
        delete = ConfirmButton("Delete", lambda: self.purge(event.name), armed_words=words, kind="stop")
        delete.setAccessibleName(f"Delete {event.name}")
        self.buttons[event.name] = delete
        card = Card.titled(event.name, mood="bad" if is_due else "", space=6)
        said = [text(holds), *([text(_IS_DUE, "bad")] if is_due else [])]
        card.box.addLayout(beside(column(*said, space=6), flow(delete), weights=(1, 0)))
        # What would go comes before its button, so that nobody arrives with the finger on that.
        card.be_read_whole(event.name)
        return card

    def purge(self, event: str) -> None:
        """Delete, and show the receipt."""
        try:
            receipt = self._desk.purge(event)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        words = f"Deleted: “{receipt.event}”, {how_many(receipt.sessions, 'visit')}. The receipt is below."
        if receipt.files:
            words += f" Damaged files that had been set aside went with it: {', '.join(receipt.files)}."
        say(self.said, f"{words} {_REMAINS}" if self._desk.records.has_remains() else words)
        # The button that was pressed goes: it would hand the keyboard on from one to the next.
        (self.back_button or self).setFocus()
        self.load()
        self._desk.records_changed.emit()


def _cells(receipt: Receipt) -> list[str]:
    numbers = (receipt.sessions, receipt.runs, receipt.facts, receipt.comments)
    counted = [f"{number:,}" for number in numbers]
    return [receipt.event, receipt.purged_on.isoformat(), *counted, "\n".join(receipt.files) or "none"]
