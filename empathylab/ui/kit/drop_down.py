"""One of many, in a list that drops down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QListView

from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import tell_choice
from empathylab.ui.kit.wheel import StillComboBox


class DropDown(StillComboBox):
    """One of many, closed until needed; draws its own arrow in the lab's colours."""

    def __init__(self, options: Sequence[tuple[object, str]] = (), value: object = None) -> None:
        super().__init__()
        self.setView(QListView())  # Qt's own has rows too low for a finger and cuts the last one in half
        for option, words in options:
            self.addItem(words, option)
        self.setCurrentIndex(max(0, self.findData(value)) if options else -1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(theme.current().px(260))
        self.currentTextChanged.connect(self._tell)

    def _tell(self, chosen: str) -> None:
        """Arrow keys choose in the closed list too, and that is said."""
        if self.hasFocus():
            tell_choice(self, chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.ink if self.isEnabled() else look.quiet), 3))
        half = 0.3 * self.fontMetrics().height()
        middle = QPointF(self.width() - 3.5 * half, self.height() / 2 + half / 2)
        painter.drawPolyline([middle + QPointF(-half, -half), middle, middle + QPointF(half, -half)])
        painter.end()
