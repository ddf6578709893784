"""Widgets in a row that goes on in the next row when the window is narrow or the text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

#: What a label keeps free around its words, and a little for rounding.
_AROUND_WORDS_PX = 4


class Flow(QWidget):
    """Widgets at their own size, left to right, then the next row; rows are as tall as their tallest widget.

    Widgets stand in the middle of their row, or all at its top. (A widget and no QLayout: layout items that Python
    keeps do not survive when Qt takes the layout down.)
    """

    def __init__(
        self, *children: QWidget, space: int = 14, row_space: int | None = None, is_at_top: bool = False
    ) -> None:
        super().__init__()
        self._space, self._row_space = space, space if row_space is None else row_space
        self._is_at_top = is_at_top
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in children:
            self.add(child)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end; one that was hidden on purpose takes no room until it is shown."""
        is_kept_hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        widget.setParent(self)
        # Before the row is seen Qt shows it with the row; told to at once it would be dressed now, and anew later.
        if self.isVisible() and not is_kept_hidden:
            widget.show()
        self._widgets.append(widget)
        self.updateGeometry()

    @property
    def children_in_order(self) -> tuple[QWidget, ...]:
        """As they stand, the hidden ones too."""
        return tuple(self._widgets)

    def has_room_for(self, widget: QWidget) -> bool:
        """Whether one of its widgets stands, or would, beside the others and takes no row of its own."""
        others = [each for each in self._shown() if each is not widget]
        rows = self._rows(self.width(), others)
        taken = sum(size.width() + self._space for _, size in rows[-1]) if rows else self.width()
        return taken + _wish(widget).width() <= self.width()

    def clear(self) -> None:
        """Take all widgets out and let them go."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets.clear()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, is_moving=False)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [_wish(widget) for widget in self._shown()]
        width = sum(size.width() for size in sizes) + self._space * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [widget.minimumSizeHint().expandedTo(widget.minimumSize()) for widget in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), is_moving=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt tells nothing of what came or went while the row was out of sight."""
        super().showEvent(event)
        self._arrange(self.width(), is_moving=True)

    def event(self, event: QEvent) -> bool:
        """A widget in the row has grown, gone or come."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange(self.width(), is_moving=True)
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _arrange(self, width: int, *, is_moving: bool) -> int:
        """Place the rows (or only measure them); returns the height used."""
        y = 0
        for row in self._rows(width, self._shown()):
            tall = max(size.height() for _, size in row)
            x = 0
            for widget, size in row:
                if is_moving:
                    down = 0 if self._is_at_top else (tall - size.height()) // 2
                    widget.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self._space
            y += tall + self._row_space
        return max(0, y - self._row_space)

    def _rows(self, width: int, shown: Sequence[QWidget]) -> list[list[tuple[QWidget, QSize]]]:
        rows: list[list[tuple[QWidget, QSize]]] = []
        left = width
        for widget in shown:
            wish, is_last = _wish(widget), widget is shown[-1]
            wide = _width(widget, wish, width, left, is_last=is_last)
            if not rows or wide > left:
                rows.append([])
                left = width
                wide = _width(widget, wish, width, left, is_last=is_last)
            rows[-1].append((widget, QSize(wide, _height(widget, wish, wide))))
            left -= wide + self._space
        return rows


def _wish(widget: QWidget) -> QSize:
    """How large a widget would like to be within its limits."""
    widget.ensurePolished()
    least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return widget.sizeHint().expandedTo(least).boundedTo(widget.maximumSize())


def _width(widget: QWidget, wish: QSize, width: int, left: int, *, is_last: bool) -> int:
    """As wide as the widget would like to be, and no wider than the row.

    Words that could wrap stay in one line where what is `left` of the row has room for it, and the last ones have all
    that is left; Qt would fold them early.
    """
    wide = wish.width()
    if isinstance(widget, QLabel) and widget.wordWrap():
        one_line = widget.fontMetrics().horizontalAdvance(widget.text()) + _AROUND_WORDS_PX
        wide = max(wide, min(one_line, left) if is_last or one_line <= left else 0)
    return min(wide, width)


def _height(widget: QWidget, wish: QSize, wide: int) -> int:
    """As tall as the widget's words need to be at this width."""
    tall, layout = wish.height(), widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        tall = layout.totalHeightForWidth(wide)
    elif widget.hasHeightForWidth():
        tall = widget.heightForWidth(wide)
    return max(tall, widget.minimumHeight())
