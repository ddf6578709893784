"""Scrolls to what was just said, and to where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

_RING_PX = 10


def bring_into_sight(line: QLabel) -> None:
    """Scroll to what was said, below the fold it would look as if the button did nothing; and to the button, too."""
    area = line.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if area is not None else None
    if area is None or content is None:
        return
    wanted, focused = _place_in(content, line), QApplication.focusWidget()
    if focused is not None and content.isAncestorOf(focused):
        both = wanted.united(_place_in(content, focused))
        wanted = both if both.height() <= area.viewport().height() else wanted
    area.ensureVisible(0, wanted.center().y(), 0, wanted.height() // 2)


def _place_in(content: QWidget, widget: QWidget) -> QRect:
    """With room for the ring around what has the keyboard."""
    place = QRect(widget.mapTo(content, QPoint()), widget.size())
    return place.adjusted(0, -_RING_PX, 0, _RING_PX)
