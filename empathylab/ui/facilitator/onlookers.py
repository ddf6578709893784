"""What people who stand around may see: who is being tried, where on the way, and what the reader says.

It shows words that the lab chose, never the visitor's screen, so nothing that is typed can be seen from behind.
"""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from empathylab.domain.live import StationStatus
from empathylab.files.library import Library
from empathylab.ui import theme
from empathylab.ui.facilitator.pieces import clock, is_large, put
from empathylab.ui.widgets import Card, Portrait, row, text

_TICK_MS = 1000
_PORTRAIT_PX = 120
_CAVEAT = "A few minutes of a simulation are not a life. People get good at this."


class OnlookersWindow(QWidget):
    """A second screen's view of one station; the keyboard never goes to it."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._status: StationStatus | None = None
        self._people: tuple[str, ...] = ()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Empathy Lab: for onlookers")
        self.title, self.stage, self.caption = text("", "display"), text("", "title"), text("", "title")
        self.told = text("", "quiet")
        self._faces = row(space=24)
        self._said = Card(text("What the screen reader says", "quiet"), self.caption)
        self._build()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._show()

    def _build(self) -> None:
        side = theme.current().gap(48)
        box = QVBoxLayout(self)
        box.setContentsMargins(side, side, side, side)
        box.setSpacing(18)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        box.addLayout(self._faces)
        for widget in (self.title, self.told, self.stage, self._said):
            box.addWidget(widget)
        for label in self.findChildren(QLabel):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        box.addStretch(1)
        if not is_large():
            box.addWidget(text(_CAVEAT, "quiet"))

    def show_status(self, status: StationStatus) -> None:
        """Follow the station."""
        if status.personas != self._people:
            self.show_caption("")
        self._status = status
        self._show()

    def show_caption(self, words: str) -> None:
        """What is being said aloud; empty hides it."""
        put(self.caption, words)
        self._said.setVisible(bool(words))

    def _show(self) -> None:
        people = self._status.personas if self._status else ()
        if people != self._people:
            self._people = people
            self._show_faces()
        personas = [self._library.personas[name] for name in people if name in self._library.personas]
        if not personas:
            put(self.title, "Some forms shut people out.")
            put(self.told, "Nobody is at the station just now. Come and try one.")
            self.show_caption("")
        else:
            put(self.title, " and ".join(persona.name for persona in personas))
            put(self.told, " ".join(persona.one_line for persona in personas))
        self._tick()

    def _show_faces(self) -> None:
        while (item := self._faces.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in self._people:
            persona = self._library.personas.get(name)
            if persona:
                look = persona.look
                self._faces.addWidget(Portrait(look.portrait, _PORTRAIT_PX, tint=look.tint, is_round=True))
        self._faces.addStretch(1)

    def _tick(self) -> None:
        status = self._status
        if status is None or not status.personas:
            put(self.stage, "")
            return
        parts = " · ".join(part for part in (status.run, status.stage) if part)
        put(self.stage, f"{parts}, {clock(time.monotonic() - status.stage_seconds_at)}")
