"""The focus of a page: put on an element, or given back where the engine took it.

It takes it off a page that is about to be left, and off one that stays after all. Without it a page draws no focus ring
and its fields take no caret, though Qt still sends it every key.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script

#: The engine may take it a moment after it has said that the page stays.
_LOOK_EVERY_MS = 60
_LOOKS = 10


class PageFocus(QObject):
    """The keyboard focus of the page that one view shows.

    `page` is what it shows now.
    """

    def __init__(self, view: QWebEngineView, page: Callable[[], QWebEnginePage | None]) -> None:
        super().__init__(view)
        self._view, self._page = view, page
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def take(self) -> None:
        """Anew, even when Qt believes that the view has it: a list that was open when a page went keeps it else."""
        self._view.clearFocus()
        self._view.setFocus()

    def put(self, element_id: str) -> None:
        """On this element of the page, as a script of its own would."""
        page = self._page()
        if page is not None:
            page.runJavaScript(script("page-focus.js") + call("labFocus.to", element_id), ISOLATED_WORLD.value)

    def hold(self) -> None:
        """Look for a moment that the page still has what the view has."""
        self._looks = 0
        self._timer.start()

    def _look(self) -> None:
        page = self._page()
        self._looks += 1
        if page is None or self._looks > _LOOKS:
            self._timer.stop()
        elif self._view.hasFocus():
            ask(page, script("page-state.js") + call("labState.hasFocus"), self._answered, self)

    def _answered(self, has_focus: object) -> None:
        if has_focus is False and self._view.hasFocus():
            self.take()
