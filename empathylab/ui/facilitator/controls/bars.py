"""Bars for counts, whose words and numbers are text: the drawing is only a help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import clear, column, text


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
        wide = max(2.0, (self.width() - 2) * self._share)
        painter.drawRoundedRect(QRectF(0.5, 0.5, wide, self.height() - 1), 4, 4)
        painter.end()


class BarChart(NamedGroup):
    """One line of text and one bar for each row; to whoever listens it is read as one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: list[str] = []
        self.be_read_whole(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def show_people(self, rows: Sequence[tuple[str, int]]) -> None:
        """Names and how many people; the longest bar is the largest number."""
        most = max((people for _, people in rows), default=0) or 1
        bars = [(f"{name}: {people:,} {'person' if people == 1 else 'people'}", people / most) for name, people in rows]
        self.show_shares(bars)

    def show_shares(self, rows: Sequence[tuple[str, float]]) -> None:
        """Words and how long the bar beside them is, from 0 to 1."""
        clear(self._box)
        self._rows = [words for words, _ in rows]
        for words, share in rows:
            self._box.addLayout(column(text(words, "small"), _Bar(share), space=4))
        self.describe()

    def _texts(self) -> list[str]:
        return self._rows
