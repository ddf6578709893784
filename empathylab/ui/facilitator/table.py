"""The table behind every chart: read-only, by keyboard, as tall as its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from empathylab.ui import theme

_MOST_ROWS_SHOWN = 12
_WIDEST_PX = 220


class DataTable(QTableWidget):
    """Headings and rows of plain text; Tab leaves it, arrow keys move inside."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fill(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these; numbers come as text already in people's form."""
        self.setColumnCount(len(headings))
        self.setHorizontalHeaderLabels(list(headings))
        self.setRowCount(len(rows))
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                self.setItem(y, x, QTableWidgetItem(cell))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(theme.current().px(_WIDEST_PX))
        header.setStretchLastSection(True)
        row_px = theme.current().px(44)
        self.verticalHeader().setDefaultSectionSize(row_px)
        shown = min(len(rows), _MOST_ROWS_SHOWN)
        self.setFixedHeight(shown * row_px + header.sizeHint().height() + 24)
