"""Keeps the system's menus from a visitor's screens: one would stand over all, and keep the keys to itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent

from empathylab.ui.keys.window_input import InputHandler

_ASKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


class NoMenus(InputHandler):
    """Takes what asks for a menu, by hand or by key, but where `is_page` says that a form's page is: that has none.

    At the window, and not at each field, scroll bar and line of text, of which some are made later.
    """

    def __init__(self, is_page: Callable[[QPoint], bool]) -> None:
        self._is_page = is_page

    def other(self, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            return not self._is_page(event.pos())
        if isinstance(event, QMouseEvent) and event.type() in _ASKS and event.button() is Qt.MouseButton.RightButton:
            return not self._is_page(event.position().toPoint())
        return False
