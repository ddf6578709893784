"""The onlookers' view on a second screen: what the reader says now, and the last five phrases."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.ui.web.run_view import RunView
from empathylab.ui.widgets import text

LAST_PHRASES = 5


class OnlookersWindow(QWidget):
    """Never shows what a visitor types: only what the reader says of the page."""

    def __init__(self, view: RunView) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("What the screen reader says")
        self._phrases: deque[str] = deque(maxlen=LAST_PHRASES + 1)
        self._now = text("", "display")
        self._before = [text("", "quiet") for _ in range(LAST_PHRASES)]
        box = QVBoxLayout(self)
        box.setContentsMargins(72, 72, 72, 72)
        box.addWidget(text("The screen reader says", "title"))
        for label in self._before:
            box.addWidget(label)
        box.addWidget(self._now, 1)
        view.caption.connect(self.say)

    def say(self, phrase: str) -> None:
        self._phrases.append(phrase)
        self._now.setText(phrase)
        earlier = list(self._phrases)[:-1]
        for label, words in zip(self._before, [""] * (LAST_PHRASES - len(earlier)) + earlier, strict=True):
            label.setText(words)
