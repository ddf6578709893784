"""What is wrong with a form itself, in sentences for the facilitator: never with anything that was typed."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from empathylab.ui.page.allowed import Refused
from empathylab.ui.page.locked_page import LockedPage

#: So many pages without a single key in between nobody asked for: the form sends itself in circles.
_MOST_PAGES = 10
#: Chromium's ERR_FILE_NOT_FOUND.
_NOT_FOUND = -6
_REFUSED = {
    "navigation": "The form wanted to leave for an address outside the lab; it stays here.",
    "window": "The form wanted to open a window; it was not opened.",
    "dialog": "The form wanted to show a dialog; it was not shown.",
    "download": "The form wanted to download a file; nothing was downloaded.",
}


class FormFaults(QObject):
    """Watches the page of a run. `found` tells each fault once; `is_fatal` when the form cannot go on."""

    found = Signal(str, bool)

    def __init__(self, page: LockedPage) -> None:
        super().__init__(page)
        self._told: set[str] = set()
        self._pages = 0
        page.refused.connect(self._refused)
        page.script_failed.connect(self._script_failed)
        page.going.connect(self._going)
        page.loadingChanged.connect(self._loading_changed)

    def _tell(self, words: str, *, is_fatal: bool = False) -> None:
        if words not in self._told:
            self._told.add(words)
            self.found.emit(words, is_fatal)

    def _refused(self, refused: Refused) -> None:
        if refused.what in _REFUSED:
            self._tell(_REFUSED[refused.what])

    def _script_failed(self, source: str, line: int) -> None:
        self._tell(f"A script of the form failed: {PurePosixPath(QUrl(source).path()).name}, line {line}.")

    def visitor_acted(self) -> None:
        """A key went to the page: what is loaded next was asked for."""
        self._pages = 0

    def _going(self) -> None:
        self._pages += 1
        if self._pages == _MOST_PAGES:
            self._tell("The form sends itself from page to page without end.", is_fatal=True)

    def _loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        # A page that was left while it loaded is no fault; one that is simply not there is.
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus and info.errorCode() == _NOT_FOUND:
            self._tell(f"The form has no page '{PurePosixPath(info.url().path()).name}'.", is_fatal=True)
