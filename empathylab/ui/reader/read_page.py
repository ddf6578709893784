"""The page that `empathylab read` opens: locked like any other, and it tells what a person would have been shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QElapsedTimer, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.domain.calibration import WINDOW_PX
from empathylab.files.layers import Layers
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.channel import MAIN_WORLD, inject
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.scheme import SCHEME
from empathylab.ui.page.scripts import script
from empathylab.ui.reader.reader_script import reader_script, take_internals_down

_CREATION = QWebEngineScript.InjectionPoint.DocumentCreation
_REDIRECT = QWebEnginePage.NavigationType.NavigationTypeRedirect


#: An address that has not come by then is one that led to another; nothing tells of that.
_ON_ITS_WAY_MS = 5_000
_Kind = QWebEngineUrlRequestInfo.ResourceType
#: What a page may make itself anew from when it comes; parts of an answer and events are such requests as well.
_CODE = (_Kind.ResourceTypeScript, _Kind.ResourceTypeStylesheet, _Kind.ResourceTypeXhr)
#: Where another page may be. What any other address begins (a call, a letter, a program) leaves the page where it is.
_MADE_IN_PAGES = frozenset({"blob", "data"})
_PAGES_AT = frozenset({"http", "https", "file", *_MADE_IN_PAGES})


class _CodeAsked(QWebEngineUrlRequestInterceptor):
    """Takes down which scripts and style sheets a page asks for: an import tells of itself only when it has come."""

    def __init__(self) -> None:
        super().__init__()
        self._since: dict[str, QElapsedTimer] = {}

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """The engine keeps no note of what came from the lab itself; its pages import nothing."""
        is_own = info.requestUrl().scheme() == SCHEME.decode()
        if info.resourceType() in _CODE and info.initiator().isValid() and info.initiator().scheme() and not is_own:
            timer = QElapsedTimer()
            timer.start()
            self._since[info.requestUrl().toString()] = timer

    def recent(self) -> list[str]:
        return [address for address, since in self._since.items() if since.elapsed() < _ON_ITS_WAY_MS]


class ReadPage(LockedPage):
    """`led_on`: the server, `sent_away`: the page itself wants to be somewhere that was not asked for."""

    led_on = Signal(QUrl)
    sent_away = Signal(QUrl)
    #: A download in place of the page; one that a page begins itself is refused in silence.
    kept_as_file = Signal(QWebEngineDownloadRequest)
    #: A dialog's words; nobody is there to answer it.
    dialog = Signal(str)

    def __init__(self, parent: QObject, allowed: Allowed, layers: Layers, *, is_priced: bool = False) -> None:
        super().__init__(layers, parent, allowed)
        take_internals_down(self)
        inject(self, "lab-reader", reader_with_rest(), _CREATION)
        self.scripts().insert(_page_work())
        #: Told instead of going anywhere, while it is set.
        self.held: Callable[[], object] | None = None
        # It takes itself for the one that a person is in, also beside a window that somebody works at.
        self.settings().setAttribute(QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled, True)
        if is_priced:
            # Else the same page is wider where all of it is seen, as in its picture.
            self.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
            # What it plays by itself is counted, and heard by nobody.
            self.settings().setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, False)
            self.setAudioMuted(True)
            inject(self, "lab-presses", script("page-presses.js"), _CREATION, MAIN_WORLD)
        # Kept: the engine holds it by a pointer that ends with Python's last reference.
        self._code = _CodeAsked()
        self.setUrlRequestInterceptor(self._code)
        #: Where its server said that it leads on to, and in how many seconds: "5; url=/next".
        self.refresh = ""
        #: Another page, or this one, has been asked for and is not there yet.
        self.is_going = True
        self.going.connect(self._go)
        self.loadingChanged.connect(self._come)
        self.profile().downloadRequested.connect(self._take_download)

    def _go(self) -> None:
        self.is_going = True

    def _come(self, info: QWebEngineLoadingInfo) -> None:
        self.is_going = info.status() is QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus
        # Each has a list of values, whatever the stubs say.
        told = {bytes(name.data()).lower(): values for name, values in cast(Any, info.responseHeaders()).items()}
        self.refresh = ", ".join(bytes(value.data()).decode("latin-1") for value in told.get(b"refresh", ()))

    def _take_download(self, download: QWebEngineDownloadRequest) -> None:
        if self.url().isEmpty():
            self.kept_as_file.emit(download)

    @property
    def code_asked(self) -> list[str]:
        """Addresses of scripts and style sheets that may still be on their way."""
        return self._code.recent()

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        if isMainFrame and self.held is not None:
            self.held()
            return False
        is_fine = super().acceptNavigationRequest(url, type, isMainFrame)
        to = QUrl(url)
        if not is_fine and isMainFrame and to.scheme() in _PAGES_AT:
            is_led = type is _REDIRECT and to.scheme() not in _MADE_IN_PAGES
            (self.led_on if is_led else self.sent_away).emit(to)
        return is_fine

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        self.dialog.emit(msg)

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        self.dialog.emit(msg)
        return False

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:
        self.dialog.emit(msg)
        return (False, "")


def reader_with_rest() -> str:
    """The page's side of the reader, and what tells when a page has come to rest."""
    return reader_script("reader-rest.js")


def _page_work() -> QWebEngineScript:
    """In the page's own world, where alone its timers and requests can be counted."""
    work = QWebEngineScript()
    work.setName("lab-page-work")
    work.setSourceCode(script("page-work.js"))
    work.setInjectionPoint(_CREATION)
    work.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld.value)
    work.setRunsOnSubFrames(True)
    return work


def headless_view(page: ReadPage, width_px: int) -> QWebEngineView:
    """A window that is laid out and never shown: pages ask how wide it is, and those out of sight are slowed down."""
    view = QWebEngineView()
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.setPage(page)
    view.resize(QSize(width_px, WINDOW_PX[1]))
    view.show()
    return view
