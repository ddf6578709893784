"""The button on the first screen that has the station read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from empathylab.ui.kit import theme
from empathylab.ui.read_aloud.read_aloud import ScreensAloud


class ReadAloudButton(QPushButton):
    """Says what F7 does now; finds the reading of the window that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "small")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._reading: ScreensAloud | None = None
        self.clicked.connect(self._press)
        self._tell(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._reading is None:
            self._reading = ScreensAloud.of(self.window())
            if self._reading is not None:
                self._reading.changed.connect(self._tell)
                self._tell(self._reading.is_on)

    def _press(self) -> None:
        if self._reading is not None:
            self._reading.toggle()

    def _tell(self, is_on: bool) -> None:
        words = "Stop reading" if is_on else "Read aloud"
        self.setText(f"{words}   {theme.key_name('F7')}")
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"Press {theme.key_name('F7')}")
