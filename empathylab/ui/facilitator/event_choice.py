"""Which event: one of those recorded, or all of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from empathylab.ui.facilitator.choice import DropDown
from empathylab.ui.facilitator.desk import Desk

ALL_EVENTS = "All events"


class EventChoice(DropDown):
    """Begins with the event of today; `name` is None for all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def name(self) -> str | None:
        return self.currentData() or None

    def refresh(self) -> None:
        """List the events again and keep the choice; raises LabError when the records cannot be read."""
        events = self._desk.events()
        chosen = self.currentData() if self.count() else self._desk.lab_event().name
        blocker = QSignalBlocker(self)
        self.clear()
        for event in events:
            self.addItem(event.name, event.name)
        self.addItem(ALL_EVENTS, "")
        self.setCurrentIndex(max(0, self.findData(chosen)))
        blocker.unblock()
