"""The page of the event: its name and date, how long its records are kept, and the four principles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from empathylab.domain.errors import InputError, LabError
from empathylab.domain.roles import Host, Roles
from empathylab.domain.words import as_known
from empathylab.domain.workshop import OFFERED_K, EthicsAnswer, EventSettings, Principle
from empathylab.ui.facilitator.controls.choice import Choice, tick
from empathylab.ui.facilitator.controls.day_field import HINT, DayField
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text

#: Languages that the lab can name; words for the agreement come from the facilitator.
LANGUAGES = {"en": "English", "cy": "Welsh", "gd": "Scottish Gaelic", "ga": "Irish", "pl": "Polish", "ur": "Urdu"}

_HOSTS = (
    (Host.NONE, "No"),
    (Host.PAID, "Yes, and they agreed to be named as a role; paid"),
    (Host.PAY_NOT_SAID, "Yes, and they agreed; whether paid is not said"),
)
_HOST_HINT = "Somebody who talks with visitors about their own life. Mark in the live view when they step away."


class EventPage(Page):
    """One event. Its name is its key: another name begins another event."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("The event", "Once you save, visits are kept under it.", on_back=on_back)
        self._desk = desk
        self.name, self.place, self.run_by = TextField(), TextField(), TextField()
        for line in (self.place, self.run_by):
            line.setMaxLength(100)
        self.held_on, self.keep_until = DayField(), DayField()
        sizes = [(k, f"{k} people") for k in OFFERED_K]
        hint = "In reports. Plain tables have a row for each run."
        self.k = Choice("Hide groups smaller than", sizes, hint=hint)
        self.language = DropDown([(code, words) for code, words in LANGUAGES.items()])
        self.host = Choice("Is there a host who lives with a disability?", _HOSTS, hint=_HOST_HINT)
        self.facilitator = tick("A facilitator")
        self.apprentice = tick("An apprentice, who learns to run the lab")
        self.met: dict[Principle, Choice] = {}
        self.why: dict[Principle, TextField] = {}
        self._build()
        self._show(desk.lab_event())
        self.watch_edits(self._filled_in)

    def _build(self) -> None:
        self.body.addLayout(
            beside(
                field("Name", self.name, "Another name begins another event."),
                field("Date", self.held_on, HINT),
            )
        )
        self.body.addLayout(
            beside(
                field("Where is it?", self.place, "It stands in the report, such as “the service centre”."),
                field("Who runs it?", self.run_by, "A role or a team, not a person's name."),
            )
        )
        self.body.addLayout(
            beside(
                field("Keep records until", self.keep_until, "Afterwards the lab offers to delete them."),
                field("Language of the agreement", self.language, "The words are set under “Words”."),
            )
        )
        self.body.addWidget(self.k)
        self._build_roles()
        self._build_questions()
        self.body.addStretch(1)
        self.add_action(button("Save event", self.save, "main"))
        self.add_action(self.said)

    def _build_roles(self) -> None:
        self.body.addWidget(text("Who is there", "title"))
        self.body.addWidget(
            text("Roles only, never names. Reports set visits with a host beside those without.", "quiet")
        )
        self.body.addWidget(self.host)
        self.body.addWidget(flow(self.facilitator, self.apprentice))

    def _build_questions(self) -> None:
        self.body.addWidget(text("Four questions before the first visit", "title"))
        self.body.addWidget(text("They are printed, with your answers, in each export.", "quiet"))
        for principle in Principle:
            self.body.addWidget(self._question(principle))

    def _question(self, principle: Principle) -> Card:
        met, why = Choice(principle.question, [(True, "Yes"), (False, "Not yet")]), TextField()
        why.setMaxLength(300)
        self.met[principle], self.why[principle] = met, why
        card = Card(met)
        card.box.addLayout(field("Why? One sentence.", why, spoken=f"Why? {principle.question}"))
        return card

    def _show(self, event: EventSettings) -> None:
        """Its settings, as they are."""
        self._event = event
        for line, words in ((self.name, event.name), (self.place, event.place), (self.run_by, event.run_by)):
            line.setText(words)
        self.held_on.show_day(event.held_on)
        self.keep_until.show_day(event.keep_until)
        self.k.value, self.host.value = event.k, event.roles.host
        self.language.setCurrentIndex(max(0, self.language.findData(event.language)))
        self.facilitator.setChecked(event.roles.has_facilitator)
        self.apprentice.setChecked(event.roles.has_apprentice)
        answers = {answer.principle: answer for answer in event.ethics}
        for principle in Principle:
            known = answers.get(principle)
            self.met[principle].value = known.is_met if known else None
            self.why[principle].setText(known.why if known else "")

    def save(self) -> None:
        """Write the event down and record visits under it; another one that is there already is shown first."""
        begun_by_itself = "" if self._desk.settings.event else self._desk.event_name
        try:
            event = self._read()
            known = {each.name: each for each in self._desk.events()}
            event = replace(event, name=as_known(event.name, known))
            if event.name in known and event.name != self._event.name:
                self._show(known[event.name])
                self.tell(f"“{event.name}” is there already, as you see it now. Save to go on with it.")
                return
            self._desk.records.begin_event(event)
            self._desk.change(event=event.name)
            if begun_by_itself not in ("", event.name):
                # Else it would stand empty in every list and report.
                self._desk.records.drop_if_empty(begun_by_itself)
        except LabError as error:
            self.tell(str(error), "bad")
            return
        self._show(event)
        self.tell_saved(f"visits are recorded under “{event.name}”")

    def _filled_in(self) -> tuple[object, ...]:
        """Everything as it stands on the screen, right or wrong."""
        lines = (self.name, self.place, self.run_by, self.held_on, self.keep_until, *self.why.values())
        choices = (self.k, self.host, *self.met.values())
        words = (line.text().strip() for line in lines)
        ticks = (box.isChecked() for box in (self.facilitator, self.apprentice))
        return (*words, *(choice.value for choice in choices), *ticks, self.language.currentData())

    def _read(self) -> EventSettings:
        """What is filled in; raises InputError, with the keyboard at what is wrong."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            raise InputError("Give the event a name.", "")
        held_on = _required(self.held_on, "The date of the event")
        keep_until = _required(self.keep_until, "The day until which records are kept")
        if keep_until < held_on:
            self.keep_until.setFocus()
            raise InputError("Records cannot be deleted before the event.", "Choose a later day.")
        return EventSettings(
            name=name,
            held_on=held_on,
            keep_until=keep_until,
            # One that is not among those offered, as another lab may have it, stays until another is chosen.
            k=self._event.k if self.k.value is None else int(str(self.k.value)),
            language=str(self.language.currentData()),
            stations=self._desk.settings.stations,
            ethics=self._ethics_told(),
            place=self.place.text().strip(),
            run_by=self.run_by.text().strip(),
            roles=Roles(Host(str(self.host.value)), self.facilitator.isChecked(), self.apprentice.isChecked()),
        )

    def _ethics_told(self) -> tuple[EthicsAnswer, ...]:
        return tuple(
            EthicsAnswer(principle, bool(self.met[principle].value), self.why[principle].text().strip())
            for principle in Principle
            if self.met[principle].value is not None
        )


def _required(field: DayField, what: str) -> date:
    """The day that stands there; a fault puts the keyboard where it is."""
    try:
        day = field.day
    except InputError:
        field.setFocus()
        raise
    if day is None:
        field.setFocus()
        raise InputError(f"{what} is missing.", "Write the day, the month and the year.")
    return day
