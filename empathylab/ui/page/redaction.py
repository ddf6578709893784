"""Makes a page fit to be shown to others: what a visitor entered is painted without ink.

Nothing is cut out of a finished picture, where a scroll could be faster than the cutting: the page itself paints its
fields empty, from before its first frame on. So it is only done while the visitor does not look, behind the curtain.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD, inject, remove
from empathylab.ui.page.scheme import SCHEME
from empathylab.ui.page.scripts import call, script

_SCRIPT_NAME = "lab-private"
_FRAMES = 3
_ASK_EVERY_MS = 60


class Redaction(QObject):
    """One page at a time; `is_ready` when every picture that it makes from now on is fit to be shown."""

    became_ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page: QWebEnginePage | None = None
        self._is_ready = False
        self._timer = QTimer(self, interval=_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def is_ready(self) -> bool:
        """The lab knows the fields of its own pages alone, so no other page ever is."""
        return self._is_ready and self._page is not None and self._page.url().scheme() == SCHEME.decode()

    def begin(self, page: QWebEnginePage) -> None:
        """Paint this page, and those that follow it, without what was entered."""
        self.end()
        self._page = page
        source = script("page-private.js") + call("labPrivate.on")
        inject(page, _SCRIPT_NAME, source, QWebEngineScript.InjectionPoint.DocumentCreation)
        page.runJavaScript(source, ISOLATED_WORLD.value)
        self._timer.start()

    def end(self) -> None:
        """Paint everything again; no picture is fit from this moment on."""
        self._timer.stop()
        self._is_ready = False
        page, self._page = self._page, None
        if page is not None:
            remove(page, _SCRIPT_NAME)
            page.runJavaScript(call("labPrivate.off"), ISOLATED_WORLD.value)

    def _ask(self) -> None:
        if self._page is not None:
            ask(self._page, call("labPrivate.painted"), self._counted, self)

    def _counted(self, frames: object) -> None:
        if self._timer.isActive() and isinstance(frames, int | float) and frames >= _FRAMES:
            self._timer.stop()
            self._is_ready = True
            self.became_ready.emit()
