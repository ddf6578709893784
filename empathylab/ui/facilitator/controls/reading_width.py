"""On a wide screen lines and fields stay short enough to read, in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme

_WIDEST_PX, _LEAST_SIDE_PX = 1440, 48


class _ReadingWidth(QObject):
    """Sets the sides of a widget's layout by the width of its window, so that all parts of a window agree."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            _set_sides(watched)
        return False


def keep_readable(widget: QWidget) -> None:
    """Its layout is there already; its upper and lower margins stay."""
    widget.installEventFilter(_ReadingWidth(widget))
    _set_sides(widget)


def _set_sides(widget: QWidget) -> None:
    layout, look = widget.layout(), theme.current()
    if layout is not None:
        side = max(look.gap(_LEAST_SIDE_PX), (widget.window().width() - look.px(_WIDEST_PX)) // 2)
        margins = layout.contentsMargins()
        if side != margins.left():
            layout.setContentsMargins(side, margins.top(), side, margins.bottom())
