"""Set up: everything there is to do before visitors come, each with how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from empathylab.domain.errors import LabError
from empathylab.files.settings import Schedule
from empathylab.ui import theme
from empathylab.ui.facilitator.calibration import calibration_of
from empathylab.ui.facilitator.caretaker import due_events
from empathylab.ui.facilitator.confirm import ConfirmButton
from empathylab.ui.facilitator.desk import Desk
from empathylab.ui.facilitator.pieces import Page, day_words, live_text, say
from empathylab.ui.widgets import Card, button, column, text


@dataclass(frozen=True, slots=True)
class SetUpTask:
    """One thing to do: its key, its title, the button's verb."""

    key: str
    title: str
    verb: str


TASKS = (
    SetUpTask("event", "The event", "Change"),
    SetUpTask("stations", "Stations and personas", "Change"),
    SetUpTask("worn", "What is simulated, what helps", "Look"),
    SetUpTask("screen", "This screen", "Measure"),
    SetUpTask("sound", "Sound", "Check"),
    SetUpTask("keyboard", "Keyboard", "Check"),
    SetUpTask("proof", "Is the blur true?", "Check"),
    SetUpTask("words", "Words", "Change"),
    SetUpTask("look", "Text size and contrast", "Change"),
    SetUpTask("prints", "Posters and paper forms", "Print"),
    SetUpTask("own-page", "Try your own page", "Open"),
    SetUpTask("permanent", "A lab that stays", "Change"),
    SetUpTask("pin", "PIN", "Change"),
)


class SetUpPage(Page):
    """The list. `go` opens a task by its key; `checked` remembers what was checked since the lab started."""

    leave_asked = Signal()

    def __init__(self, desk: Desk, go: Callable[[str], object], checked: dict[str, str]) -> None:
        super().__init__("Set up", "Ten minutes, in any order. What is done is remembered on this machine.")
        self._desk = desk
        self._go = go
        self._checked = checked
        self._statuses: dict[str, QLabel] = {}
        self.due = live_text()
        self.body.addWidget(self.due)
        grid = QGridLayout()
        grid.setSpacing(10)
        columns = 1 if theme.current().is_large else 2
        for index, task in enumerate(TASKS):
            grid.addWidget(self._card(task), index // columns, index % columns)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_action(button("Is everything ready?", lambda: go("ready"), "main"))
        self.leave_button = ConfirmButton("Close the lab", self.leave_asked.emit, kind="plain")
        self.add_action(self.leave_button)
        self.add_action(self.said)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show how each task stands now."""
        for key, label in self._statuses.items():
            words = self._status(key)
            label.setText(words)
            label.setAccessibleName(words)
        self._show_due()

    def _show_due(self) -> None:
        """Records past their date are not forgotten."""
        try:
            due = due_events(self._desk.events(), datetime.now().astimezone().date())
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        names = ", ".join(f"“{event.name}”" for event in due)
        say(self.due, f"To be deleted now, under Export: records of {names}." if due else "", "bad")

    def _card(self, task: SetUpTask) -> Card:
        go = button(task.verb, lambda: self._go(task.key), "small")
        go.setAccessibleName(f"{task.verb}: {task.title}")
        self._statuses[task.key] = text("", "small")
        words = column(text(task.title, "subtitle"), self._statuses[task.key], space=0)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(go)
        card = Card(space=0)
        card.box.setContentsMargins(20, 6, 20, 6)
        card.box.addLayout(line)
        return card

    def _status(self, key: str) -> str:
        """How a task stands, in a few words."""
        known: dict[str, Callable[[], str]] = {
            "event": self._event_status,
            "stations": self._stations_status,
            "worn": self._worn_status,
            "screen": self._screen_status,
            "proof": self._proof_status,
            "words": self._words_status,
            "look": self._look_status,
            "prints": lambda: "A3, A4, and the form on paper",
            "permanent": self._permanent_status,
            "own-page": lambda: "A service of your own, under the same simulations",
            "pin": lambda: "Set",
        }
        try:
            return known[key]() if key in known else self._checked.get(key, "Not checked yet")
        except LabError as error:
            say(self.said, str(error), "bad")
            return "Not known"

    def _event_status(self) -> str:
        event = self._desk.lab_event()
        if not event.ethics:
            return f"{event.name}: four questions to answer"
        return f"{event.name}, {day_words(event.held_on)}"

    def _stations_status(self) -> str:
        shown = len(self._desk.settings.stations or self._desk.library.stations)
        people = len(self._desk.library.personas) - len(self._desk.settings.personas_off)
        return f"{_count(shown, 'station')}, {_count(people, 'persona')}"

    def _worn_status(self) -> str:
        changed = len(self._desk.settings.choices)
        return f"Changed for {_count(changed, 'persona')}" if changed else "How it works, as the personas have it"

    def _screen_status(self) -> str:
        known = calibration_of(self._desk.settings, self.screen())
        return f"Measured. Eyes at {known.distance_cm:.0f} cm" if known.is_calibrated else "Not calibrated"

    def _proof_status(self) -> str:
        proofs = self._desk.settings.proofs
        if not proofs:
            return "Not checked yet"
        last = proofs[-1]
        return f"{self._desk.persona_name(last.persona)}: {last.measured_logmar:.2f}, meant {last.target_logmar:.2f}"

    def _words_status(self) -> str:
        settings = self._desk.settings
        if not settings.agreements and not settings.lived_words:
            return "The lab's own words"
        return f"{_count(len(settings.agreements), 'agreement')}, {_count(len(settings.lived_words), 'quotation')}"

    def _look_status(self) -> str:
        settings = self._desk.settings
        contrast = "high contrast" if settings.has_high_contrast else "standard contrast"
        return f"{settings.text_scale:.0%}, {contrast}"

    def _permanent_status(self) -> str:
        words = {
            Schedule.NEVER: "Off",
            Schedule.DAILY: "A new event each day",
            Schedule.WEEKLY: "A new event each week",
        }
        return words[self._desk.settings.permanent.schedule]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
