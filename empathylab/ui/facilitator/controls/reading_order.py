"""Keeps Tab going through a page as it is laid out, whenever its parts were put there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLayout, QRadioButton, QScrollArea, QWidget

from empathylab.ui.kit.flow import Flow


class ReadingOrder(QObject):
    """Keeps the order of Tab while `page` is there, whenever something came or went in the `watched`."""

    def __init__(self, page: QWidget, *watched: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._follow)
        for widget in (page, *watched):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return False

    def _follow(self) -> None:
        for before, after in pairwise(list(stops(self._page))):
            QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab comes to, in the order of reading; an answer that is not chosen may be chosen later."""
    for part in _parts(widget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(part, QRadioButton):
            yield part
        yield from stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """What was put into it, in the order of reading."""
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield inside
    elif isinstance(widget, Flow):
        yield from widget.children_in_order
    else:
        yield from _laid_out(widget.layout())


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _laid_out(item.layout())
