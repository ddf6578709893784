"""A lens for every window of its own that the engine opens over a page: lists, date pickers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

from empathylab.ui.lens.frame_filter import FrameFilter
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.page_grabber import COVER


class PopupLenses(QObject):
    """The lenses over lists and other windows that a page opens.

    Lays a lens on every window of its own that the engine opens (lists, date pickers), before it is seen.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._make_filter: Callable[[], FrameFilter] | None = None
        self._cover_colour = COVER
        #: Nobody else in Python holds on to the engine's own windows, nor to what lies on them.
        self._held: dict[int, tuple[QQuickWidget, Lens]] = {}

    def use(self, make_filter: Callable[[], FrameFilter] | None, cover: QColor = COVER) -> None:
        """What makes the filter of each popup that opens from now on; a filter serves one thread."""
        self._make_filter = make_filter
        self._cover_colour = cover

    def watch(self, child: QObject) -> None:
        """Called for every child that the web view gets."""
        if self._make_filter is not None and isinstance(child, QQuickWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._make_filter is not None:
            popup = cast(QQuickWidget, watched)
            if popup.isWindow() and popup.findChild(Lens) is None:
                self._cover(popup, self._make_filter())
        return False

    def _cover(self, popup: QQuickWidget, frame_filter: FrameFilter) -> None:
        lens = _PopupLens(popup)
        lens.cover = self._cover_colour
        lens.setGeometry(popup.rect())
        lens.put_on(frame_filter)
        lens.watch(popup)
        popup.installEventFilter(lens)
        self._held[id(lens)] = popup, lens
        popup.destroyed.connect(partial(self._let_go, id(lens)))

    def _let_go(self, lens: int, _popup: QObject | None = None) -> None:
        self._held.pop(lens, None)


class _PopupLens(Lens):
    """A lens that keeps the size of the popup it lies on and ends with it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(cast(QWidget, watched).rect())
        elif event.type() == QEvent.Type.Hide:
            self.retire()
        return False
