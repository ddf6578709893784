"""Counts as bars with their words and numbers in text: the drawing is only a help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from empathylab.ui import theme
from empathylab.ui.facilitator.pieces import clear
from empathylab.ui.widgets import column, text


class _Bar(QWidget):
    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(theme.current().gap(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.current().ink))
        painter.setBrush(QColor(theme.current().ink))
        wide = max(6.0, (self.width() - 2) * self._share)
        painter.drawRoundedRect(QRectF(0.5, 0.5, wide, self.height() - 1), 4, 4)
        painter.end()


class BarChart(QWidget):
    """One line of text and one bar for each row; the longest is the largest number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def show_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show names and how many people."""
        clear(self._box)
        most = max((people for _, people in rows), default=1)
        for name, people in rows:
            who = "person" if people == 1 else "people"
            line = column(text(f"{name}: {people:,} {who}", "small"), _Bar(people / most), space=4)
            self._box.addLayout(line)
        self.setAccessibleDescription(". ".join(f"{name}: {people}" for name, people in rows))
