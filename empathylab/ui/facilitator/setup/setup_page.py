"""Set up: everything there is to do before visitors come, each with how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from empathylab.domain.calibration import SoundDevice
from empathylab.domain.errors import LabError
from empathylab.domain.promises import of_earlier_events, to_be_asked
from empathylab.domain.records import ActionRecord
from empathylab.domain.retention import due_events
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, live_text, say, say_if_new, set_kind
from empathylab.ui.facilitator.setup.acuity_check import verdict
from empathylab.ui.facilitator.setup.set_up_words import (
    content_words,
    event_words,
    look_words,
    loudness_words,
    permanent_words,
    screen_words,
    stations_words,
    words_words,
    worn_words,
)
from empathylab.ui.facilitator.setup.sound_check import NOT_HEARD
from empathylab.ui.kit.label import Label, said_elsewhere
from empathylab.ui.kit.widgets import Card, button, column, text


@dataclass(frozen=True, slots=True)
class SetUpTask:
    """One thing to do: its key, its title, the button's verb."""

    key: str
    title: str
    verb: str


@dataclass(frozen=True, slots=True)
class SetUpSection:
    """What belongs together, under one heading."""

    title: str
    tasks: tuple[SetUpTask, ...]


SECTIONS = (
    SetUpSection(
        "The event",
        (
            SetUpTask("event", "Name, dates, records", "Change"),
            SetUpTask("words", "Words", "Change"),
            SetUpTask("prints", "Posters and paper forms", "Print"),
        ),
    ),
    SetUpSection(
        "What visitors meet",
        (
            SetUpTask("stations", "Stations, forms, personas", "Change"),
            SetUpTask("worn", "What is simulated, what helps", "Look"),
            SetUpTask("own-page", "Try your own page", "Open"),
            SetUpTask("sign-in", "Sign in to a service", "Open"),
            SetUpTask("cost", "What a page costs", "Look"),
            SetUpTask("content", "Content of your own", "Open"),
        ),
    ),
    SetUpSection(
        "This computer",
        (
            SetUpTask("screen", "This screen", "Measure"),
            SetUpTask("proof", "Is the blur true?", "Check"),
            SetUpTask("sound", "Sound", "Check"),
            SetUpTask("loudness", "How loud it is", "Set"),
            SetUpTask("keyboard", "Keyboard", "Check"),
            SetUpTask("own-profile", "Your own profile", "Measure"),
        ),
    ),
    SetUpSection(
        "The lab itself",
        (
            SetUpTask("look", "Text size and contrast", "Change"),
            SetUpTask("permanent", "A lab that stays", "Change"),
            SetUpTask("pin", "PIN", "Change"),
        ),
    ),
)
TASKS = tuple(task for section in SECTIONS for task in section.tasks)


class SetUpPage(Page):
    """The list. `go` opens a task by its key; `checked` remembers what was checked since the lab started.

    `fixed_station` is the one that the command line named.
    """

    has_actions_on_top = True

    leave_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], object],
        checked: dict[str, str],
        fixed_station: str = "",
        sound_device: Callable[[], SoundDevice | None] = lambda: None,
    ) -> None:
        super().__init__("Set up", "New to this? The run sheet leads you. Else go in any order: it is remembered.")
        self.heading.hide()  # its tab says it, and so the whole list is in sight
        self._desk = desk
        self._go = go
        self._checked = checked
        self._fixed, self._sound_device = fixed_station, sound_device
        self._statuses: dict[str, tuple[Label, QPushButton]] = {}
        self.due, self.to_ask = live_text(), live_text()
        self.body.addWidget(self.due)
        self.body.addWidget(self.to_ask)
        cards = [self._section(section) for section in SECTIONS]
        self.body.addLayout(beside(column(*cards[:2], None, space=12), column(*cards[2:], None, space=12), space=14))
        self.body.addStretch(1)
        self.first = button("Run sheet", lambda: go("run-sheet"), "main")
        self.add_action(self.first)
        self.add_action(button("Is everything ready?", lambda: go("ready")))
        self.leave_button = ConfirmButton("Close the lab", self.leave_asked.emit, kind="plain")
        self.add_action(self.leave_button)
        self.add_action(self.said)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show how each task stands now."""
        for key, (label, go) in self._statuses.items():
            words = self._status(key)
            set_kind(label, "bad" if self._is_wrong(key) else "small")
            label.setText(words)
            go.setAccessibleDescription(words)
        self._show_due()

    def _show_due(self) -> None:
        """Records past their date are not forgotten, nor what was promised."""
        try:
            due = due_events(self._desk.events(), datetime.now().astimezone().date())
            number = len(self._promises_to_ask())
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        names = ", ".join(f"“{event.name}”" for event in due)
        say_if_new(self.due, f"To be deleted now, under Export: records of {names}." if due else "", "bad")
        asked = f"Ask whether {_earlier(number)} kept: Comments, What we will do."
        say_if_new(self.to_ask, asked if number else "", "quiet")

    def _promises_to_ask(self) -> tuple[ActionRecord, ...]:
        now = self._desk.lab_event()
        earlier = of_earlier_events(self._desk.records.actions(), self._desk.events(), now)
        return to_be_asked(earlier, now)

    def _section(self, section: SetUpSection) -> Card:
        card = Card.titled(section.title, space=2)
        card.box.setContentsMargins(20, 7, 20, 7)
        for task in section.tasks:
            card.box.addLayout(self._line(task))
        return card

    def _line(self, task: SetUpTask) -> QHBoxLayout:
        """To whoever listens the button says what it is for, and how it stands."""
        go = button(task.verb, lambda: self._go(task.key), "small")
        go.setAccessibleName(f"{task.verb}: {task.title}")
        title, status = said_elsewhere(text(task.title)), said_elsewhere(text("", "small"))
        self._statuses[task.key] = (status, go)
        line = QHBoxLayout()
        line.addLayout(column(title, status, space=0), 1)
        line.addWidget(go)
        return line

    def _status(self, key: str) -> str:
        """How a task stands, in a few words."""
        known: dict[str, Callable[[], str]] = {
            "event": lambda: event_words(self._desk),
            "stations": lambda: stations_words(self._desk, self._fixed),
            "worn": lambda: worn_words(self._desk),
            "screen": lambda: screen_words(self._desk, self.screen()),
            "proof": self._proof_status,
            "loudness": lambda: loudness_words(self._desk, self._sound_device()),
            "words": lambda: words_words(self._desk.settings),
            "look": lambda: look_words(self._desk.settings),
            "prints": lambda: "A3, A4, and the form on paper",
            "permanent": lambda: permanent_words(self._desk.settings),
            "content": lambda: content_words(self._desk.library.layers),
            "sign-in": lambda: "For a service that asks who you are",
            "own-page": lambda: "A service of your own, tried the same way",
            "cost": lambda: "Key presses and seconds, for ten ways to use a page",
            "own-profile": lambda: "Your sight and hands, for you alone",
            "pin": lambda: "Set",
        }
        try:
            return known[key]() if key in known else self._checked.get(key, "Not checked yet")
        except LabError as error:
            say(self.said, str(error), "bad")
            return "Not known"

    def _proof_status(self) -> str:
        proofs = self._desk.settings.proofs
        if not proofs:
            return "Not checked yet"
        last = proofs[-1]
        found = f"{self._desk.persona_name(last.persona)}: {last.measured_logmar:.2f}, meant {last.target_logmar:.2f}"
        wrong = "too strong" if last.measured_logmar > last.target_logmar else "too weak"
        return found if verdict(last)[1] else f"{found}: {wrong}"

    def _is_wrong(self, key: str) -> bool:
        """A check that came out badly stands out; what is only still to do does not."""
        proofs = self._desk.settings.proofs
        return (key == "proof" and bool(proofs) and not verdict(proofs[-1])[1]) or self._checked.get(key) == NOT_HEARD


def _earlier(promises: int) -> str:
    return "1 earlier promise was" if promises == 1 else f"{promises} earlier promises were"
