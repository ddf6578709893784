"""What each page of the lab's own forms costs, built well and with any of its barriers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl

from empathylab.domain.task import Form
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field
from empathylab.ui.facilitator.setup.cost_panel import CostPanel
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.widgets import Card, button

_LEAD = (
    "Key presses and seconds for ten ways of using a page, and the stops of the Tab key. Set a form as it is built "
    "well beside the same form with one barrier. A page of your own is under “Try your own page”."
)
_BUILT_WELL = ""


class FormCostPage(Page):
    """A page of a form, a barrier or none, and what that costs."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("What a page costs", _LEAD, on_back=on_back)
        self._desk = desk
        forms = [task for task in desk.library.tasks.values() if isinstance(task, Form)]
        pages = [((form, page), f"{form.title}: {_words(page)}") for form in forms for page in form.pages[:-1]]
        self.page = DropDown(pages, pages[0][0] if pages else None)
        self.page.currentIndexChanged.connect(self._offer_barriers)
        self.barrier = DropDown()
        self._offer_barriers()
        self.panel = CostPanel(self)
        self.panel.shown.connect(self._show_costs)
        card = Card.titled("The page", space=14)
        card.box.addLayout(field("Form and page", self.page))
        card.box.addLayout(field("With this barrier", self.barrier))
        self.body.addWidget(card)
        for part in self.panel.parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_action(button("Show what it costs", self.price, "main"))
        self.first = self.page

    def _show_costs(self) -> None:
        self.bring_into_sight(self.panel.said)

    def _offer_barriers(self) -> None:
        """Those that this form knows how to wear."""
        form = self._form
        self.barrier.clear()
        self.barrier.addItem("None: built well", _BUILT_WELL)
        for barrier in form.barriers if form is not None else ():
            self.barrier.addItem(_sentence(self._desk.library.barriers[barrier].met), barrier)

    @property
    def _form(self) -> Form | None:
        chosen = self.page.currentData()
        return chosen[0] if chosen else None

    def price(self) -> None:
        """Open it and show what it costs."""
        chosen = self.page.currentData()
        if not chosen:
            return
        form, page = chosen
        barrier = self.barrier.currentData()
        worn = (barrier,) if barrier else ()
        place = form.pages.index(page)
        after = QUrl(form.url_of(form.pages[place - 1], worn)) if place else None
        address = QUrl(form.url_of(page, worn))
        self.panel.price(address, self.page.currentText(), self._desk.library.layers, after)


def _words(page: str) -> str:
    return page.replace("-", " ")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
