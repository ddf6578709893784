"""A sentence over everything, drawn outside every simulation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.ui.widgets import text


class CalmOverlay(QWidget):
    """Such as "Are you still there?"."""

    def __init__(self, parent: QWidget, title: str, words: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("screen")
        self._title = title
        self.words = text(words)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = text(title, "display")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(heading)
        box.addWidget(self.words)
        box.addStretch(1)
        self.setGeometry(parent.rect())
        self.setAccessibleName(f"{title}. {words}")

    def say(self, words: str) -> None:
        """Other words under the same title."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.setAccessibleName(f"{self._title}. {words}")
