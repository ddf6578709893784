"""The facilitator's bar: the event, the tabs and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from empathylab.ui.facilitator.controls.reading_width import keep_readable
from empathylab.ui.facilitator.shell.tabs import Tabs
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.label import ShortenedLabel
from empathylab.ui.kit.widgets import button, row

#: Less of an event's name tells nobody which it is.
_LEAST_NAME_PX = 180
TABS = ("Set up", "Live", "Results", "Comments", "Export")


class FacilitatorBar(QFrame):
    """The ink bar: the event, the tabs, and the way out, which goes below when the text is large."""

    def __init__(self, event: str, go: Callable[[str], object], lock: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.event_name = ShortenedLabel(event, wraps=False)
        self.event_name.setProperty("kind", "subtitle")
        self.tabs = Tabs(TABS, go)
        self._lay_out([self.tabs, button("Lock", lock, "small")])

    def _lay_out(self, controls: list[QWidget]) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 6)
        keep_readable(self)
        if theme.current().is_large:
            self.event_name.setParent(self)
            self.event_name.hide()
            outer.addWidget(Flow(*controls, space=4))
        else:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setRetainSizeWhenHidden(True)
            self.event_name.setSizePolicy(policy)
            line = row(self.event_name, *controls, space=8, stretch_at_end=False)
            line.setStretch(0, 1)
            outer.addLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_event(self, name: str) -> None:
        """Another event is under way, or the same by another name."""
        self.event_name.setText(name)
        self._make_room()

    def _make_room(self) -> None:
        """On a narrow screen the event's name is shortened, and goes, so that every tab is in sight."""
        margins = self.contentsMargins() if (inside := self.layout()) is None else inside.contentsMargins()
        self.tabs.fit(self.width() - margins.left() - margins.right())
        least = min(self.event_name.sizeHint().width(), theme.current().px(_LEAST_NAME_PX))
        needed = self.minimumSizeHint().width() + least
        self.event_name.setVisible(self.width() >= needed and not theme.current().is_large)
