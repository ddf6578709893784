"""Try your own page: which address, what else it may load, and whose eyes, hands or ears go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QPushButton

from empathylab.domain.errors import InputError, LabError
from empathylab.domain.service import Service
from empathylab.files.settings import OwnAddress
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, say
from empathylab.ui.facilitator.setup.cost_panel import CostPanel
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.page import way_out
from empathylab.ui.page.allowed import home_of
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs, SignIns
from empathylab.ui.reader.page_reader import address_of

_LEAD = "A service of your own on this station, tried the same way."
_KEPT_IN = (
    "The page can save, download and open nothing, and is wiped afterwards. Nothing is recorded but the moments that "
    "the team marks."
)


class OwnPageSetupPage(Page):
    """`open_page` puts it on the station; None where there is no station to put it on."""

    #: What stands in its fields is nowhere else.
    is_kept = True

    def __init__(
        self,
        desk: Desk,
        open_page: Callable[[OwnPage], object] | None,
        sign_ins: SignIns | None = None,
        *,
        on_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("Try your own page", _LEAD, on_back=on_back)
        self._desk, self._open_page, self._sign_ins = desk, open_page, sign_ins or SignIns()
        services = [task for task in desk.library.tasks.values() if isinstance(task, Service)]
        #: The services of the lab, by the addresses at which their versions begin.
        self._services = {version.starts_at: task for task in services for version in task.versions}
        self._make_fields(desk.settings.own_page)
        personas = [(each.id, each.name) for each in desk.library.personas.values()]
        self.persona = Choice("Who uses it?", personas, personas[0][0] if personas else None)
        self.helps = Choice("With what helps them?", [(False, "Without"), (True, "With")], False)
        self.open_button = button("Open on this station", self.open, "main")
        self.body.addWidget(self._page_card(services))
        self.body.addWidget(Card(self.persona, self.helps))
        self.body.addWidget(text(_KEPT_IN, "quiet"))
        self.body.addWidget(self.said)
        self.panel = CostPanel(self)
        self.panel.shown.connect(self._show_costs)
        for part in self.panel.parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_action(self.open_button)
        self.first = self.address

    def _make_fields(self, remembered: OwnAddress) -> None:
        """What was asked for last, else the lab's first service."""
        self.address, self.also = TextField(), TextField()
        self.address.returnPressed.connect(self.open)
        self.address.setText(remembered.address or next(iter(self._services), ""))
        self.also.setText(remembered.also)

    def _page_card(self, services: Sequence[Service]) -> Card:
        choose = button("Choose a file…", self._choose_file, "small")
        card = Card.titled("The page", space=14)
        card.box.addLayout(field("Address or HTML file", self.address, "Such as https://example.org/form."))
        versions = [each for task in services for each in self._choosers(task)]
        card.box.addWidget(flow(choose, *versions, button("What does it cost?", self.price, "small")))
        hint = "Such as https://fonts.example.org. Put a space between two. All else is refused."
        card.box.addLayout(field("Other addresses that it may load from", self.also, hint))
        return card

    def open(self) -> None:
        """Open what was chosen, or say what is wrong with it."""
        try:
            own = self._own_page()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._remember()
        if self._open_page is not None:
            self._open_page(own)

    def _remember(self) -> None:
        """For the next time, on this machine."""
        given = OwnAddress(address=self.address.text().strip(), also=self.also.text().strip())
        try:
            self._desk.change(own_page=given)
        except LabError as error:
            say(self.said, str(error), "bad")

    def _show_costs(self) -> None:
        self.bring_into_sight(self.panel.said)

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
        service = self._services.get(self.address.text().strip())
        given = PageInputs(self._sign_ins.of(service.id), service.file) if service else NO_INPUTS
        allowed += service.allowed if service else ()
        return OwnPage(address.toString(), tuple(allowed), persona, bool(self.helps.value), given)

    def _choosers(self, service: Service) -> list[QPushButton]:
        """A button for each version of a service."""
        return [
            button(f"{service.title}: {version.name}", partial(self.address.setText, version.starts_at), "small")
            for version in service.versions
        ]

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a page", "", "HTML (*.html *.htm)")
        if chosen:
            self.address.setText(chosen)
