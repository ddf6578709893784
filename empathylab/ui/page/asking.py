"""Asks a page, and hears the answer as long as there is somebody to hear it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage
from shiboken6 import isValid

from empathylab.ui.page.channel import ISOLATED_WORLD


def ask(
    page: QWebEnginePage,
    source: str,
    then: Callable[[object], object],
    asker: QObject,
    *,
    frame: QWebEngineFrame | None = None,
) -> None:
    """Give `then` what `source` comes to in the lab's own world, in one of the page's frames if that is named.

    A page that goes answers what it was asked after all, and can be asked no more; whoever asked may be gone as well.
    Nobody is told then.
    """

    def answered(answer: object) -> None:
        if isValid(page) and isValid(asker):
            then(answer)

    (frame or page).runJavaScript(source, ISOLATED_WORLD.value, answered)
