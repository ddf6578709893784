"""An address that answers, and no page comes with it: where none was there before, somebody has to be told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from empathylab.domain.errors import InputError
from empathylab.ui.page import load_faults
from empathylab.ui.page.allowed import Refused
from empathylab.ui.page.blocked_requests import request_words
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.scheme import BLANK_URL

_STOPPED = QWebEngineLoadingInfo.LoadStatus.LoadStoppedStatus
#: How long an engine that has stopped loading may take to say why, or to begin anew.
_REASON_WITHIN_MS = 1_000


class MissingPage(QObject):
    """`told` why, a LabError. An answer without a page (204, 304) leaves a page that was there as it is."""

    told = Signal(object)

    def __init__(self, page: LockedPage, called: Callable[[QUrl], str]) -> None:
        super().__init__(page)
        self._page, self._called = page, called
        self._why: InputError | None = None
        self._wait = QTimer(self, singleShot=True, interval=_REASON_WITHIN_MS)
        self._wait.timeout.connect(self._tell)
        page.loadingChanged.connect(self._loading_changed)
        page.refused.connect(self._refused)

    @property
    def _has_none(self) -> bool:
        return self._page.url().toString() in ("", BLANK_URL)

    def _refused(self, refused: Refused) -> None:
        self._why = InputError(*request_words(refused))

    def _loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() is _STOPPED and self._has_none:
            self._asked = self._called(info.url())
            self._wait.start()

    def _tell(self) -> None:
        if self._has_none and not self._page.isLoading():
            self.told.emit(self._why or load_faults.nothing_answered(self._asked))
