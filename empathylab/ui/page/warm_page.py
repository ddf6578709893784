"""A page with a process of its own that waits for the next form, so that it opens at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl

from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.scheme import BLANK_URL


class WarmPage(QObject):
    """At most one, at the blank page.

    A page is given away only once it is there. To one on its way the engine takes scripts too late for the blank page's
    beginning: those that run at its end miss those that run first, or all are lost when the next address has a process
    of its own.
    """

    def __init__(self, make: Callable[[], LockedPage], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._page: LockedPage | None = None
        self._is_there = False

    def preload(self) -> None:
        """Have one; a second call does nothing."""
        if self._page is None:
            self._page, self._is_there = self._make(), False
            self._page.loadFinished.connect(self._arrived)
            self._page.load(QUrl(BLANK_URL))

    def _arrived(self, is_fine: bool) -> None:
        self._is_there = is_fine

    def take(self) -> LockedPage:
        """It, or where none is there yet one that goes straight to its address."""
        page = self._page
        if page is None or not self._is_there:
            self.drop()
            return self._make()
        page.loadFinished.disconnect(self._arrived)
        self._page = None
        return page

    def drop(self) -> None:
        """It was made for other addresses, or the lab ends."""
        page, self._page = self._page, None
        if page is not None:
            page.loadFinished.disconnect(self._arrived)
            page.deleteLater()
