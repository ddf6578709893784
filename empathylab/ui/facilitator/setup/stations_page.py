"""Which stations this machine is, who can be met at it, and what visitors do there."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.errors import LabError
from empathylab.domain.persona import Persona
from empathylab.domain.station import Station
from empathylab.domain.words import visible
from empathylab.files.offered import CHOSEN, own_station
from empathylab.ui.facilitator.controls.choice import tick, with_hint
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, say
from empathylab.ui.facilitator.controls.ticks import Tick
from empathylab.ui.facilitator.setup.set_up_words import stations_words
from empathylab.ui.facilitator.setup.visit_choices import VisitChoices
from empathylab.ui.facilitator.setup.visit_preview import VisitPreview
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, Portrait, button, column, text

_LEAD = "Tick the station that this machine is. Of several, visitors can choose everybody at this one desk."
_NAME_HINT = "It tells the visits of several machines apart, such as Library desk. No names of people."


class StationsPage(Page):
    """What is chosen on the left is seen on the right before it is saved."""

    def __init__(
        self, desk: Desk, services: Services | None = None, *, on_back: Callable[[], object] | None = None
    ) -> None:
        services = services or Services()
        super().__init__("Stations, forms, personas", "" if services.fixed_station else _LEAD, on_back=on_back)
        self._desk, self._fixed = desk, services.fixed_station
        own = own_station(desk.library, desk.settings, self._fixed)
        shown = {each.id for each in desk.library.stations_of(desk.settings.stations)}
        off = desk.settings.personas_off
        self.name = TextField(desk.settings.station_name)
        self.name.setMaxLength(60)
        offered = () if self._fixed else desk.library.stations.values()
        self.stations = {item.id: tick(item.name, item.id in shown, self._about(item)) for item in offered}
        self.personas = {
            item.id: tick(item.name, item.id not in off, f"{item.one_line} {item.review}")
            for item in desk.library.personas.values()
        }
        self.choices = VisitChoices(desk.library.tasks, own, {name: getattr(desk.settings, name) for name in CHOSEN})
        self.preview = VisitPreview(desk, services)
        self._build()
        self.preview.show_with(self._changes())

    def _build(self) -> None:
        chosen = column(space=18)
        chosen.addWidget(self._stations_card())
        chosen.addWidget(self.choices)
        chosen.addWidget(self._personas_card())
        chosen.addLayout(field("Name of this machine", self.name, _NAME_HINT))
        for fault in self._desk.library.faults:
            chosen.addWidget(text(f"Left out: {fault}", "bad"))
        chosen.addStretch(1)
        self.body.addLayout(beside(chosen, self.preview, weights=(3, 2)))
        self.add_action(button("Save", self.save, "main"))
        self.add_action(self.said)
        self.watch_edits(self._changes)
        for box in self.stations.values():
            box.toggled.connect(self._stations_changed)
        for box in self.personas.values():
            box.toggled.connect(self._show)
        self.choices.changed.connect(self._show)

    def _stations_card(self) -> Card:
        """Those to tick; where the command line named one, that one alone."""
        if self._fixed:
            station = self._desk.library.stations[self._fixed]
            words = f"The lab was started with --station {self._fixed}; that holds until it is started without."
            return Card(text(station.name, "subtitle"), text(self._about(station)), text(words, "small"))
        card = Card(text("Stations", "subtitle"), space=6)
        for box in self.stations.values():
            card.box.addLayout(with_hint(box))
        return card

    def _personas_card(self) -> Card:
        people = (self._person(persona) for persona in self._desk.library.personas.values())
        return Card(text("Personas", "subtitle"), *people, space=10)

    def _person(self, persona: Persona) -> Card:
        face = Portrait(persona.look.portrait, theme.current().px(52), tint=persona.look.tint, is_round=True)
        told = (said_elsewhere(text(words, "small")) for words in (persona.one_line, persona.review))
        return Card(flow(face, self.personas[persona.id]), *told, space=4)

    def _about(self, station: Station) -> str:
        names = self._desk.persona_names()
        return f"{', '.join(names.get(persona, persona) for persona in station.personas)}."

    def _stations_changed(self) -> None:
        """What was not chosen by hand is now as these stations have it."""
        if self._ticked(self.stations):
            wanted = self._desk.settings.with_changes(stations=self._ticked(self.stations))
            self.choices.follow(own_station(self._desk.library, wanted, self._fixed))
        self._show()

    def _show(self) -> None:
        self.preview.show_with(self._changes())

    @staticmethod
    def _ticked(boxes: dict[str, Tick]) -> tuple[str, ...]:
        return tuple(item for item, box in boxes.items() if box.isChecked())

    def _changes(self) -> dict[str, object]:
        """The settings as they are chosen here."""
        on = self._ticked(self.personas)
        return {
            "station_name": visible(self.name.text()).strip() or self._desk.settings.station_name,
            "stations": self._desk.settings.stations if self._fixed else self._ticked(self.stations),
            "personas_off": tuple(item for item in self.personas if item not in on),
            **self.choices.settings,
        }

    def save(self) -> None:
        """Keep what is chosen; somebody must be left to choose."""
        if not (self._fixed or self._ticked(self.stations)) or not self._ticked(self.personas):
            say(self.said, "Tick at least one station and one persona.", "bad")
            return
        if self.preview.is_refused:
            say(self.said, "Nobody would be left to choose: tick a persona of the stations that are ticked.", "bad")
            return
        try:
            self._desk.change(**self._changes())
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved(f"{stations_words(self._desk, self._fixed)}. It holds from the next visitor on")
