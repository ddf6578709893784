"""The kit: what to send, hang up and hand out, in the name and the colour of the house."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from empathylab.domain.errors import LabError
from empathylab.domain.kit import House
from empathylab.files.leading import house_of, load_leading
from empathylab.files.paths import assets_dir
from empathylab.reports.kit import Piece, pieces
from empathylab.reports.room import on_tables
from empathylab.ui.facilitator.controls.choice import tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.file_writing import FileWritingPage, Job
from empathylab.ui.facilitator.controls.form_controls import beside, field, say
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card

_WRONG_COLOUR = "Write the colour as # and six figures or letters a to f, such as #005a9c."


class KitPage(FileWritingPage):
    """The page of the kit. Whose lab it is is kept with the settings; what is left empty becomes a line to write on."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        lead = "For the room and for the day, in your own name. All of it reads in black and white too."
        super().__init__("Kit", lead, "kit", on_back=on_back)
        self._desk = desk
        house = house_of(desk.library, desk.settings)
        self.organisation, self.contact = TextField(house.organisation), TextField(house.contact)
        self.way_in, self.colour = TextField(house.way_in), TextField(house.colour)
        self.organisation.setMaxLength(80)
        for line in (self.contact, self.way_in):
            line.setMaxLength(120)
        self.colour.setMaxLength(7)
        self.ticks = {piece.file: tick(piece.title) for piece in self._pieces(house)}
        self._build()

    def _build(self) -> None:
        ticks = list(self.ticks.values())
        half = (len(ticks) + 1) // 2
        columns = [Card(*some, space=0) for some in (ticks[:half], ticks[half:])]
        for number, card in enumerate(columns, 1):
            card.setAccessibleName(f"What to make, {number} of {len(columns)}")
            card.box.addStretch(1)
        whose = Card(space=12)
        whose.setAccessibleName("Whose lab it is")
        whose.box.addLayout(field("Organisation", self.organisation, "It stands at the head of each sheet."))
        whose.box.addLayout(field("Whom to ask", self.contact, "An address or a number, for the invitation."))
        whose.box.addLayout(field("The way in", self.way_in, "Such as: step-free by the side door."))
        whose.box.addLayout(field("Colour", self.colour, "Made darker where print would be too pale."))
        whose.box.addStretch(1)
        self.body.addLayout(beside(*columns, whose))
        self.add_making()

    def _pieces(self, house: House) -> tuple[Piece, ...]:
        """For the event that visits are recorded under, once it is there."""
        known = {event.name: event for event in self._desk.events()}
        library, leading = self._desk.library, load_leading(self._desk.library)
        tables = on_tables(library.stations_of(self._desk.settings.stations), library, leading.kit.room)
        return pieces(leading, house, known.get(self._desk.event_name), assets_dir(), tables)

    def jobs(self) -> list[Job]:
        """What is ticked, in the name that stands there."""
        house = self.house()
        ticked = {file for file, box in self.ticks.items() if box.isChecked()}
        return [(piece.file, piece.write) for piece in self._pieces(house) if piece.file in ticked]

    def house(self) -> House:
        """As it is written; a ValidationError where the colour is none."""
        return House(
            organisation=self.organisation.text().strip(),
            contact=self.contact.text().strip(),
            way_in=self.way_in.text().strip(),
            colour=self.colour.text().strip().lower(),
        )

    def make(self) -> None:
        """Keep whose lab it is, and write what is ticked."""
        try:
            house = self.house()
            if house != house_of(self._desk.library, self._desk.settings):
                self._desk.change(house=house)
        except ValidationError:
            say(self.said, _WRONG_COLOUR, "bad")
            self.colour.setFocus()
            return
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        super().make()
