"""A sentence over everything, drawn outside every simulation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import rename
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import text

_SIDE_PX = 32


class CalmOverlay(NamedGroup):
    """Such as "Are you still there?". It takes the focus: what has it is what a screen reader says."""

    def __init__(self, parent: QWidget, title: str, words: str) -> None:
        super().__init__(f"{title} {words}")
        self.setParent(parent)
        self.setObjectName("screen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = text(words)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = text(title, "display")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        side = theme.fitted().edge(_SIDE_PX)
        box.setContentsMargins(side, side, side, side)
        box.addStretch(1)
        box.addWidget(heading)
        box.addWidget(self.words)
        box.addStretch(1)
        self.setGeometry(parent.rect())

    def show_words(self, words: str) -> None:
        """Other words under the same title, for the eye alone: what is said would never end."""
        self.words.setText(words)

    def say(self, words: str) -> None:
        """To whoever listens."""
        rename(self, words)
