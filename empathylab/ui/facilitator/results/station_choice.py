"""The choice of a machine's visits: one that the facilitator named, or all of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from empathylab.domain.records import RecordsSource
from empathylab.domain.summary import Summary
from empathylab.ui.facilitator.controls.form_controls import field
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.widgets import holding

_ALL = "All stations"


class StationChoice(DropDown):
    """Stands in its `place`, which is seen where visits of an event were at several machines."""

    def __init__(self) -> None:
        super().__init__([(None, _ALL)])
        self.place = holding(field("Station", self))
        self.place.hide()

    @property
    def is_one(self) -> bool:
        return self.currentData() is not None

    def summary(self, records: RecordsSource, event: str | None) -> Summary:
        """Of the station chosen, of those that the event has now."""
        self._offer(records.stations(event) if event is not None else ())
        if event is None or not self.is_one:
            return records.summary(event)
        return records.summary_at(self.currentData(), event)

    def _offer(self, names: tuple[str, ...]) -> None:
        offered = [None, *names] if len(names) > 1 else [None]
        if offered != [self.itemData(index) for index in range(self.count())]:
            before, blocker = self.currentData(), QSignalBlocker(self)
            self.clear()
            for name in offered:
                self.addItem(_ALL if name is None else name or "Without a name", name)
            self.setCurrentIndex(offered.index(before) if before in offered else 0)
            blocker.unblock()
        self.place.setVisible(len(offered) > 1)
