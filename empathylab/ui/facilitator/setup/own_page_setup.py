"""Try your own page: which address, what else it may load, and whose eyes, hands or ears go with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from empathylab.domain.errors import InputError, LabError
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, say
from empathylab.ui.facilitator.setup.cost_panel import CostPanel
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button
from empathylab.ui.own_page.own_page_wish import OwnPage
from empathylab.ui.page import way_out
from empathylab.ui.page.allowed import home_of
from empathylab.ui.reader.page_reader import address_of

_LEAD = (
    "A team's own service on this station, under the same simulations. The page can save, download and open nothing, "
    "and is wiped afterwards. Nothing is recorded but the moments that the team marks."
)


class OwnPagePage(Page):
    """`open_page` puts it on the station; None where there is no station to put it on."""

    #: What stands in its fields is nowhere else.
    is_kept = True

    def __init__(
        self,
        desk: Desk,
        open_page: Callable[[OwnPage], object] | None,
        *,
        on_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("Try your own page", _LEAD, on_back=on_back)
        self._desk, self._open_page = desk, open_page
        self.address = TextField()
        self.address.setPlaceholderText("https://example.org/form")
        self.address.returnPressed.connect(self.open)
        self.also = TextField()
        personas = [(each.id, each.name) for each in desk.library.personas.values()]
        self.persona = Choice("Who uses it?", personas, personas[0][0] if personas else None)
        self.helps = Choice("With what helps them?", [(False, "Without"), (True, "With")], False)
        choose = button("Choose a file…", self._choose_file, "small")
        self.open_button = button("Open on this station", self.open, "main")
        card = Card.titled("The page", space=14)
        card.box.addLayout(field("Address or HTML file", self.address))
        card.box.addWidget(flow(choose, button("What does it cost?", self.price, "small")))
        hint = "Such as https://fonts.example.org. Put a space between two. All else is refused."
        card.box.addLayout(field("Other addresses that it may load from", self.also, hint))
        self.body.addWidget(card)
        self.body.addWidget(Card(self.persona, self.helps))
        self.body.addWidget(self.said)
        self.panel = CostPanel(lambda: self.bring_into_sight(self.panel.said))
        self.body.addWidget(self.panel)
        self.body.addStretch(1)
        self.add_action(self.open_button)
        self.first = self.address

    def open(self) -> None:
        """Open what was chosen, or say what is wrong with it."""
        try:
            own = self._own_page()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        if self._open_page is not None:
            self._open_page(own)

    def price(self) -> None:
        """What the page costs, and its stops; nothing of it is shown to the station."""
        try:
            address = self._address()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, "")
        self.panel.price(address, self.address.text().strip(), self._desk.library.layers)

    def _address(self) -> QUrl:
        typed = self.address.text().strip()
        if not typed:
            raise InputError("There is no address yet.", "Type one, or choose a file.")
        return address_of(typed, self._desk.library.layers)

    def _own_page(self) -> OwnPage:
        address = self._address()
        way_out.require()
        allowed = [home_of(address), *(home_of(address_of(each)) for each in self.also.text().split())]
        persona = self._desk.library.persona(str(self.persona.value))
        return OwnPage(address.toString(), tuple(allowed), persona, bool(self.helps.value))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a page", "", "HTML (*.html *.htm)")
        if chosen:
            self.address.setText(chosen)
