"""The station read aloud: the button on the first screen, and when a visitor's wish ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from empathylab.domain.voice import Voice
from empathylab.ui.read_aloud import ReadAloud

if TYPE_CHECKING:
    from empathylab.ui.participant.director import Director


class ReadAloudButton(QPushButton):
    """Says what F7 does now; finds the reading of the window that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "small")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._reading: ReadAloud | None = None
        self.clicked.connect(self._press)
        self._tell(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._reading is None:
            self._reading = ReadAloud.of(self.window())
            if self._reading is not None:
                self._reading.changed.connect(self._tell)
                self._tell(self._reading.is_on)

    def _press(self) -> None:
        if self._reading is not None:
            self._reading.toggle()

    def _tell(self, is_on: bool) -> None:
        words = "Stop reading" if is_on else "Read aloud"
        self.setText(f"{words}   F7")
        self.setAccessibleName(words)
        self.setAccessibleDescription("Press F7")


class StationAloud(QObject):
    """Keeps the wish for one visitor: it ends with the visit, or when nobody is at the first screen any more."""

    def __init__(self, director: Director, make_voice: Callable[[], Voice], has_sound: Callable[[], bool]) -> None:
        super().__init__(director)
        window = director.window
        self._director = director
        self._was_recorded = False
        self.reading = ReadAloud(window, make_voice, has_sound=has_sound, view=window.view)
        self._nobody = QTimer(self, singleShot=True)
        self._nobody.timeout.connect(self.look)
        self.reading.listened.connect(director.idle.touch)
        self.reading.listened.connect(self._somebody)
        window.keys.activity.connect(self._somebody)
        director.idle.left.connect(self.reading.turn_off)
        director.changed.connect(self._visit_changed)

    def _visit_changed(self) -> None:
        """Back from the story or the agreement it is the same visitor still."""
        visit = self._director.visit
        if visit is None and self._was_recorded:
            self.reading.turn_off()
        self._was_recorded = visit is not None and visit.is_recorded

    def _somebody(self) -> None:
        self._nobody.start(self._director.services.station.idle_seconds * 1000)

    def look(self) -> None:
        """Nobody has done anything for a while; during a visit the idle watch has the say."""
        if self._director.visit is None:
            self.reading.turn_off()
