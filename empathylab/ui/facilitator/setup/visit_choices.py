"""What visitors do at the stations of this machine: which form, how hard, how many questions, what else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from empathylab.domain.station import Station
from empathylab.domain.task import Task
from empathylab.files.offered import CHOSEN
from empathylab.ui.facilitator.controls.choice import Choice, tick, with_hint
from empathylab.ui.facilitator.controls.form_controls import field
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.widgets import Card

_ASKED = (
    ("short", "The short set: 6 questions, about a minute"),
    ("full", "The full set: 18 questions, about four minutes"),
)
_ASKED_HINT = "The full set also asks how hard it was, what helped, and what people think of the person."
_BARRIERS = ((True, "Hurdles, and walls on the last page"), (False, "Hurdles only"))
_BARRIERS_HINT = "Whoever keeps at it gets over a hurdle. A wall stops almost everybody."
_VISITS = (
    ("simulation", "A simulation"),
    ("choice", "That, or only looking, as they like"),
    ("audit", "Only looking: the same forms, nothing worn"),
    ("lot", "By lot: a simulation, only looking, or a talk"),
)
_VISITS_HINT = "By lot the three can be compared fairly: nobody knows which comes next."
_WARM_UP_HINT = "Half a minute of copying, so that there is something to compare with."
_CONTACT_HINT = "Three more questions: how often people meet, and how nervous they would be, before and now."
_SPOTTING_HINT = "Six pictures and six clips each time, three minutes in all. Told of an event, never of a person."
_FOLLOW_UP_HINT = "Whoever wishes gets them at the end. Weeks later they take a minute here and say what has stayed."
_PAPER_HINT = "It takes three more minutes. Print it under Posters and paper forms."


class VisitChoices(Card):
    """One control for each of `CHOSEN`. What nobody changed follows the station that is ticked.

    `own` is the station as its file has it; `chosen` has the settings of these names, None where nobody chose.
    """

    changed = Signal()

    def __init__(self, tasks: Mapping[str, Task], own: Station, chosen: Mapping[str, object]) -> None:
        super().__init__(space=16)
        self.setAccessibleName("What visitors do")
        self._own, self._tasks = own, tasks
        # A form that is chosen is everybody's, even the station's own: under it some personas have another one.
        self.form = DropDown([("", self._own_form()), *((each.id, each.title) for each in tasks.values())])
        self.questions = Choice("What visitors are asked", _ASKED, hint=_ASKED_HINT)
        self.barriers = Choice("Barriers of the first form", _BARRIERS, hint=_BARRIERS_HINT)
        self.warm_up = tick("A warm-up, where hands are simulated", hint=_WARM_UP_HINT)
        self.paper = tick("The form on paper as well, between the two", hint=_PAPER_HINT)
        self.visits = Choice("What a visit is", _VISITS, hint=_VISITS_HINT)
        self.contact = tick("Also ask about contact with disabled people", hint=_CONTACT_HINT)
        self.spotting = tick("Spot the barrier, before and after", hint=_SPOTTING_HINT)
        self.follow_up = tick("Three words to come back with", hint=_FOLLOW_UP_HINT)
        self._show(chosen)
        self._build()

    def _build(self) -> None:
        self.box.addLayout(field("Form", self.form))
        for control in (self.visits, self.barriers, self.questions):
            self.box.addWidget(control)
        boxes = (self.contact, self.spotting, self.follow_up, self.warm_up, self.paper)
        for box in boxes:
            self.box.addLayout(with_hint(box))
        self.form.currentIndexChanged.connect(self.changed)
        for choice in (self.visits, self.barriers, self.questions):
            choice.changed.connect(self.changed)
        for box in boxes:
            box.toggled.connect(self.changed)

    def _own_form(self) -> str:
        if self._own.forms:
            return "To each person their own"
        own = self._tasks.get(self._own.task)
        return f"The station's own: {own.title}" if own else "The station's own"

    @property
    def _values(self) -> dict[str, object]:
        """As they are shown, by the names of `CHOSEN`, but for the form."""
        return {
            "questions": self.questions.value,
            "warm_up": self.warm_up.isChecked(),
            "paper": self.paper.isChecked(),
            "walls": self.barriers.value,
            "contact": self.contact.isChecked(),
            "visits": self.visits.value,
            "follow_up": self.follow_up.isChecked(),
            "spotting": self.spotting.isChecked(),
        }

    @property
    def settings(self) -> dict[str, object]:
        """As they are shown, None where nobody chose or the station's file says so too."""
        asked = {name: None if value == getattr(self._own, name) else value for name, value in self._values.items()}
        return {"task": self.form.currentData() or None, **asked}

    def follow(self, own: Station) -> None:
        """Other stations are ticked: what was as the ones before have it is now as these have it."""
        chosen, self._own = self.settings, own
        self.form.setItemText(0, self._own_form())
        self._show(chosen)

    def _show(self, chosen: Mapping[str, object]) -> None:
        values = {name: getattr(self._own, name) if chosen[name] is None else chosen[name] for name in CHOSEN}
        self.form.setCurrentIndex(max(0, self.form.findData(chosen["task"])))
        self.questions.value, self.barriers.value = values["questions"], values["walls"]
        self.spotting.setChecked(bool(values["spotting"]))
        self.follow_up.setChecked(bool(values["follow_up"]))
        self.visits.value = values["visits"]
        self.warm_up.setChecked(bool(values["warm_up"]))
        self.paper.setChecked(bool(values["paper"]))
        self.contact.setChecked(bool(values["contact"]))
