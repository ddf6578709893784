"""The page of what came under an id that is here with another content: a person sees both and decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.domain.errors import LabError
from empathylab.domain.joined import ItemKind, SetAside
from empathylab.storage import keep_what_is_here, set_aside, take_the_other
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, flow, say
from empathylab.ui.kit.widgets import Card, clear, column, holding, text

_LEAD = (
    "One of each pair was changed after it was recorded, or a disk damaged it. What is here counts until you decide; "
    "the other is then deleted for good."
)
_WORDS = {
    "event": "Event",
    "station_name": "Station",
    "persona": "Persona",
    "started_on": "Day",
    "ending": "Ended",
    "facts": "Recorded events",
    "text": "Promise",
    "owner": "Who",
    "due_on": "By",
    "is_done": "Done",
}
_MOST = 50


class SetAsidePage(Page):
    """A card for each pair, side by side."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Set aside", _LEAD, on_back=on_back)
        self._desk = desk
        self.keep_buttons: list[ConfirmButton] = []
        self.take_buttons: list[ConfirmButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.body.addWidget(self.said)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read the list anew."""
        clear(self._list)
        self.keep_buttons, self.take_buttons = [], []
        try:
            found = set_aside(self._desk.records)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        for item in found[:_MOST]:
            self._list.addWidget(self._card(item))
        if not found:
            self._list.addWidget(text("Nothing is set aside.", "quiet"))

    def _card(self, item: SetAside) -> Card:
        keep = ConfirmButton("Keep what is here", partial(self._decide, keep_what_is_here, item))
        take = ConfirmButton("Take the other", partial(self._decide, take_the_other, item))
        take.setEnabled(bool(item.came))
        self.keep_buttons.append(keep)
        self.take_buttons.append(take)
        card = Card.titled(_title(item), space=8)
        card.box.addLayout(beside(_side("Here", item.here, item.came), _side("Came in", item.came, item.here)))
        card.box.addWidget(flow(keep, take))
        return card

    def _decide(self, decide: Callable[..., None], item: SetAside) -> None:
        try:
            decide(self._desk.records, item)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.load()
        self._desk.records_changed.emit()
        say(self.said, "Decided.")


def _title(item: SetAside) -> str:
    match item.kind:
        case ItemKind.VISIT:
            return "Visit"
        case ItemKind.PROMISE:
            return "Promise"


def _side(title: str, facts: Mapping[str, str], other: Mapping[str, str]) -> QWidget:
    """What differs stands out."""
    lines = [
        text(f"{_WORDS[name]}: {value or 'none'}", "body" if other.get(name) != value else "small")
        for name, value in facts.items()
    ]
    return holding(column(text(title, "small"), *(lines or [text("It cannot be read.", "bad")]), space=2))
