"""The choice of a workshop event: one of those recorded, or all of them."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from empathylab.domain.errors import LabError
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, say
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.label import label_of
from empathylab.ui.kit.widgets import row, text

ALL_EVENTS = "All events"
_USUAL_LENGTH = 20


class EventChoice(DropDown):
    """Follows the event of today until another one is picked; `name` is None for all of them.

    Picked on one screen is picked on the others, until the facilitator's side is locked.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        # As wide as its place, whatever a facilitator called the event.
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_USUAL_LENGTH)
        self.currentIndexChanged.connect(lambda _index: self._pick())

    @property
    def name(self) -> str | None:
        return self.currentData() or None

    def refresh(self) -> None:
        """List the events again, the latest first; raises LabError when the records cannot be read."""
        events = self._desk.events()
        chosen = self._wanted()
        blocker = QSignalBlocker(self)
        self.clear()
        for event in reversed(events):
            self.addItem(event.name, event.name)
        self._add_more()
        place = self.findData(chosen)
        self.setCurrentIndex(max(0, self.findData(self._desk.lab_event().name) if place < 0 else place))
        blocker.unblock()

    def _wanted(self) -> str:
        picked = self._desk.picked_event
        return self._desk.lab_event().name if picked is None else picked

    def _pick(self) -> None:
        self._desk.picked_event = str(self.currentData())

    def _add_more(self) -> None:
        self.addItem(ALL_EVENTS, "")


class OneEventChoice(EventChoice):
    """For work on one event: where all are picked elsewhere, it is about the one of today."""

    @property
    def event_name(self) -> str:
        """The one picked; where nothing was recorded yet, the one that visits will be recorded under."""
        return self.name or self._desk.lab_event().name

    def _wanted(self) -> str:
        return self._desk.picked_event or self._desk.lab_event().name

    def in_one_line(self) -> QHBoxLayout:
        """With its label, where height is dear."""
        return row(label_of(self, text("Event", "subtitle", wraps=False)), self)

    def _add_more(self) -> None:
        """No work is done on all events at once."""


class AnyEventPage(Page):
    """A page about one event or about all: read anew whenever it is shown."""

    lab_event: EventChoice

    @abstractmethod
    def load(self) -> None:
        """Read what belongs to the chosen event."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        say(self.said, "")
        try:
            self.lab_event.refresh()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.load()


class OneEventPage(AnyEventPage):
    """A page about one event, read anew when another one is picked, too."""

    lab_event: OneEventChoice

    def another_event(self) -> None:
        say(self.said, "")
        self.load()
