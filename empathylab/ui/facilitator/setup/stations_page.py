"""Which stations this machine is, who can be met at it, and how much visitors are asked."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.errors import LabError
from empathylab.domain.station import Station, at_one_desk
from empathylab.domain.words import visible
from empathylab.ui.facilitator.controls.choice import Choice, tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, say
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import said_elsewhere
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, Portrait, button, text

_NAME_HINT = "It tells the visits of several machines apart, such as Library desk. No names of people."
_ASKED = (
    ("short", "The short set: 6 questions, about a minute"),
    ("full", "The full set: 18 questions, about four minutes"),
)
_ASKED_HINT = "The full set also asks how hard it was, what helped, and what people think of the person."


class StationsPage(Page):
    """Tick the stations of this machine and the personas offered; `fixed` is the one that the command line named."""

    def __init__(self, desk: Desk, fixed: str = "", *, on_back: Callable[[], object] | None = None) -> None:
        lead = "Tick the station that this machine is. Of several, visitors can choose everybody at this one desk."
        super().__init__("Stations, personas, questions", lead, on_back=on_back)
        self._desk, self._fixed = desk, fixed
        ticked = (fixed,) if fixed else desk.settings.stations
        shown = {station.id for station in desk.library.stations_of(ticked)}
        off = desk.settings.personas_off
        self.name = TextField(desk.settings.station_name)
        self.name.setMaxLength(60)
        self.stations = {
            item.id: tick(item.name, item.id in shown, self._about(item)) for item in desk.library.stations.values()
        }
        self.personas = {
            item.id: tick(item.name, item.id not in off, item.one_line) for item in desk.library.personas.values()
        }
        asked = desk.settings.questions or at_one_desk(desk.library.stations_of(ticked)).questions
        self.questions = Choice("What visitors are asked", _ASKED, asked, _ASKED_HINT)
        self._build()

    def _build(self) -> None:
        self.body.addLayout(field("Name of this machine", self.name, _NAME_HINT))
        self.body.addWidget(text("Stations", "title"))
        if self._fixed:
            words = f"The lab was started with --station {self._fixed}; that holds until it is started without."
            self.body.addWidget(text(words, "subtitle"))
        for station in self._desk.library.stations.values():
            self.stations[station.id].setEnabled(not self._fixed)
            about = said_elsewhere(text(self._about(station), "small"))
            self.body.addWidget(Card(flow(self.stations[station.id]), about, space=8))
        self.body.addWidget(self.questions)
        self.body.addWidget(text("Personas", "title"))
        for persona in self._desk.library.personas.values():
            who = flow(
                Portrait(persona.look.portrait, theme.current().px(52), tint=persona.look.tint, is_round=True),
                self.personas[persona.id],
            )
            self.body.addWidget(Card(who, said_elsewhere(text(persona.one_line, "small")), space=8))
        for fault in self._desk.library.faults:
            self.body.addWidget(text(f"Left out: {fault}", "bad"))
        self.body.addStretch(1)
        self.add_action(button("Save", self.save, "main"))
        self.add_action(self.said)
        self.unsay_when_edited()

    def _about(self, station: Station) -> str:
        names = self._desk.persona_names()
        who = ", ".join(names.get(persona, persona) for persona in station.personas)
        return f"{who}. Form: {self._desk.library.tasks[station.task].title}." if self._has_task(station) else f"{who}."

    def _has_task(self, station: Station) -> bool:
        return station.task in self._desk.library.tasks

    def save(self) -> None:
        """Keep what is ticked; somebody must be left to choose."""
        stations = tuple(item for item, tick in self.stations.items() if tick.isChecked())
        personas = {item for item, tick in self.personas.items() if tick.isChecked()}
        name = visible(self.name.text()).strip()
        if not stations or not personas:
            say(self.said, "Tick at least one station and one persona.", "bad")
            return
        if not personas.intersection(at_one_desk(self._desk.library.stations_of(stations)).personas):
            say(self.said, "Nobody would be left to choose: tick a persona of the stations that are ticked.", "bad")
            return
        try:
            self._desk.change(
                station_name=name or self._desk.settings.station_name,
                stations=self._desk.settings.stations if self._fixed else stations,
                personas_off=tuple(item for item in self.personas if item not in personas),
                questions=self.questions.value,
            )
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, "Saved. It holds from the next visitor on.")
