"""The table behind every chart: read-only, by keyboard, as tall as its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from empathylab.ui.kit import theme

#: A longer one scrolls by itself.
_MOST_ROWS_SHOWN = 20
#: Of its edges above and below.
_EDGES_PX = 2
#: Narrower than this, than its heading or a word, the first column cannot be read. Where none can give way any
#: more the table scrolls sideways.
_LEAST_PX = 116
#: What the style sheet puts beside a cell's words, and Qt forgets where it breaks them: without it the last is cut.
_BESIDE_PX = 22
#: All that the style sheet and Qt put around the words of a cell.
_AROUND_PX = 28


class TextTable(QTableWidget):
    """Headings and rows of plain text; Tab leaves it, arrow keys move inside."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._headings: Sequence[str] = ()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fill(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these; numbers come as text already in people's form."""
        self._headings = headings
        self.setColumnCount(len(headings))
        self.setRowCount(len(rows))
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                self.setItem(y, x, QTableWidgetItem(cell))
        self.verticalHeader().setMinimumSectionSize(theme.current().px(44))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Each column as wide as its words; what is left over is the first one's, and where it is not enough, words
        go on in the next line.
        """
        header, columns = self.horizontalHeader(), range(self.columnCount())
        if not columns:
            return
        self.setHorizontalHeaderLabels(list(self._headings))
        if sum(self._wanted_px()) > self.viewport().width():
            self.setHorizontalHeaderLabels([self._in_lines(each) for each in columns])
        wanted, widths = self._wanted_px(), self._widths_px()
        for each in columns:
            header.resizeSection(each, widths[each] - (_BESIDE_PX if widths[each] < wanted[each] else 0))
        self.resizeRowsToContents()
        for each in columns:
            header.resizeSection(each, widths[each])
        shown = sum(self.rowHeight(row) for row in range(min(self.rowCount(), _MOST_ROWS_SHOWN)))
        is_wider = header.length() > self.viewport().width()
        below = self.horizontalScrollBar().sizeHint().height() if is_wider else 0
        self.setFixedHeight(shown + header.sizeHint().height() + below + _EDGES_PX)

    def _widths_px(self) -> list[int]:
        """The first column gives way first, then the widest, each down to its longest word."""
        widths = self._wanted_px()
        missing = sum(widths) - self.viewport().width()
        if missing <= 0:
            widths[0] -= missing
        for each in sorted(range(len(widths)), key=lambda column: (column > 0, -widths[column])):
            given = max(0, min(missing, widths[each] - self._least_px(each)))
            widths[each] -= given
            missing -= given
        return widths

    def _least_px(self, column: int) -> int:
        least = 0 if column else theme.current().px(_LEAST_PX)
        return max(least, self.horizontalHeader().sectionSizeHint(column), self._longest_word_px(column))

    def _wanted_px(self) -> list[int]:
        header = self.horizontalHeader()
        return [max(self.sizeHintForColumn(each), header.sectionSizeHint(each)) for each in range(self.columnCount())]

    def _in_lines(self, column: int) -> str:
        """A heading broken between words, so that it takes no more width than the cells below it, or than a word."""
        width_of = self.horizontalHeader().fontMetrics().horizontalAdvance
        most_px = self.sizeHintForColumn(column) - _AROUND_PX
        lines: list[str] = []
        for word in self._headings[column].split():
            if lines and width_of(f"{lines[-1]} {word}") <= most_px:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return "\n".join(lines)

    def _longest_word_px(self, column: int) -> int:
        """A longer line is broken between words."""
        cells = (self.item(row, column) for row in range(self.rowCount()))
        words = (word for cell in cells if cell is not None for word in cell.text().split())
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0) + _AROUND_PX
