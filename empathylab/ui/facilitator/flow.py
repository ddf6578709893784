"""A layout that goes on in the next row when the window is narrow or the text is large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets at their own size, left to right, then the next row; rows are as tall as their tallest widget.

    Widgets stand in the middle of their row, or all at its top.
    """

    def __init__(self, *children: QWidget, space: int = 14, is_at_top: bool = False) -> None:
        super().__init__()
        self._is_at_top = is_at_top
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space)
        for child in children:
            self.addWidget(child)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_moving=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, is_moving=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, is_moving: bool) -> int:
        """Place the rows (or only measure them); returns the height used."""
        y = area.y()
        for row in self._rows(area.width()):
            tall = max(size.height() for _, size in row)
            x = area.x()
            for item, size in row:
                if is_moving:
                    down = 0 if self._is_at_top else (tall - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self.spacing()
            y += tall + self.spacing()
        return max(0, y - area.y() - self.spacing())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown():
            size = _fitted(item, width)
            if not rows or size.width() > left:
                rows.append([])
                left = width
            rows[-1].append((item, size))
            left -= size.width() + self.spacing()
        return rows


def _fitted(item: QLayoutItem, width: int) -> QSize:
    """The item's wish, no wider than the row, and as tall as its words need at that width."""
    size = item.sizeHint().boundedTo(QSize(width, 1 << 20))
    if item.hasHeightForWidth():
        size.setHeight(item.heightForWidth(size.width()))
    return size
