"""What the reader says, in words below the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import text
from empathylab.ui.read_aloud.spoken_pages import STRIP


class CaptionStrip(QFrame):
    """What the reader says, in words below the page: for onlookers, and for everybody where there is no sound."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setObjectName(STRIP)
        self._words = text("", "subtitle")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._words)
        self.fit()
        self.hide()

    def fit(self) -> None:
        """As large as the window asks for now: it is the same strip from start to end."""
        self._box.setContentsMargins(*map(theme.fitted().edge, (28, 14, 28, 14)))
        self.setMinimumHeight(theme.fitted().px(84))

    def say(self, phrase: str) -> None:
        self._words.setText(phrase)
