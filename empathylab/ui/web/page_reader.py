"""Loads a page where nobody sees it and hands over what a reader would find there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEngineScript,
)

from empathylab.domain.errors import InputError, MachineError
from empathylab.ui.web.allowed import Allowed, GatedProfile, home_of
from empathylab.ui.web.channel import ISOLATED_WORLD, inject
from empathylab.ui.web.far_frames import FarFrames
from empathylab.ui.web.reader_script import script

DEFAULT_TIMEOUT_S = 15.0
#: So many looks of the page at itself, so far apart, without a change.
_QUIET_LOOKS, _LOOK_EVERY_MS = 4, 20
_POLL_MS = 15
_HTML_TYPES = {"text/html", "application/xhtml+xml"}

# Counts how often the page could have changed and did not; a page has settled when it has been quiet for a moment. By
# turns of the page's own timer and not by the time that has passed: a computer that holds the page up for longer than
# that would seem to have brought it to rest.
_WATCH = f"""
(function () {{
  globalThis.labQuiet = -1;
  new MutationObserver(() => {{ if (globalThis.labQuiet > 0) globalThis.labQuiet = 0; }})
    .observe(document, {{ subtree: true, childList: true, characterData: true, attributes: true }});
  globalThis.labWatch = () => {{
    if (globalThis.labQuiet >= 0) return;
    globalThis.labQuiet = 0;
    setInterval(() => {{ globalThis.labQuiet += 1; }}, {_LOOK_EVERY_MS});
  }};
}})();
"""
_ASK = f"""
(function () {{
  if (labReader.dom.get(document, "readyState") !== "complete") return "";
  globalThis.labWatch?.();
  if (globalThis.labQuiet < {_QUIET_LOOKS}) return "";
  if (!labReader.isSupported()) return JSON.stringify({{ isSupported: false }});
  const page = labReader.snapshot();
  page.type = labReader.dom.get(document, "contentType");
  page.tabStops = labReader.tabStops().filter((el) => !labReader.isForeign(el)).map(labReader.idOf);
  return JSON.stringify(page);
}})()
"""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as its script sent it, and the node ids in the order of the Tab key."""

    message: dict[str, Any]
    tab_stops: tuple[int, ...]


def address_of(page: str) -> QUrl:
    """A file's or an http(s) page's address. InputError: neither, or there is no such file."""
    if page.startswith(("http://", "https://")):
        url = QUrl(page, QUrl.ParsingMode.StrictMode)
        if not url.isValid() or not url.host():
            raise InputError(f"'{page}' is not a complete address.", "Write it like https://example.org/form.")
        return url
    url = QUrl(page)
    path = Path(url.toLocalFile() if url.scheme() == "file" else page)
    if path.is_dir():
        raise InputError(f"'{page}' is a folder.", "Name an HTML file in it.")
    if not path.is_file():
        raise InputError(f"There is no file '{page}'.", "For a page on the web, write the whole address with https://.")
    found = QUrl.fromLocalFile(str(path.resolve()))
    if url.scheme() == "file":
        found.setQuery(url.query())
        found.setFragment(url.fragment())
    return found


class _Loading(QObject):
    """One load: ends with the page's content or with the error that ended it."""

    def __init__(self, url: QUrl, shown: str, timeout_s: float) -> None:
        super().__init__()
        self.content: PageContent | None = None
        self.error: InputError | MachineError | None = None
        self._shown = shown
        self._loop = QEventLoop()
        self._profile = GatedProfile(Allowed([home_of(url)]), self)
        self._profile.downloadRequested.connect(self._refuse_download)
        self._page = QWebEnginePage(self._profile, self)
        self._far = FarFrames(self._page, self)
        self._message: dict[str, Any] | None = None
        self._connect(timeout_s)
        inject(self._page, "lab-reader", script(), QWebEngineScript.InjectionPoint.DocumentCreation)
        inject(self._page, "lab-settled", _WATCH, QWebEngineScript.InjectionPoint.DocumentCreation)
        self._page.load(url)

    def _connect(self, timeout_s: float) -> None:
        self._page.loadingChanged.connect(self._loading_changed)
        self._page.authenticationRequired.connect(lambda *_: self._fail(self._login_needed()))
        self._page.renderProcessTerminated.connect(lambda *_: self._fail(self._crashed()))
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask)
        self._deadline = QTimer(self, singleShot=True, interval=int(timeout_s * 1000))
        self._deadline.timeout.connect(lambda: self._fail(self._never_settled(timeout_s)))
        self._deadline.start()

    @property
    def _has_ended(self) -> bool:
        return self.content is not None or self.error is not None

    def run(self) -> None:
        """Wait until it has ended."""
        if not self._has_ended:
            self._loop.exec()
        self._poll.stop()
        self._deadline.stop()

    def close(self) -> None:
        """The page goes before its profile, as Qt wants it."""
        self._page.deleteLater()
        self._page.destroyed.connect(self._loop.quit)
        self._loop.exec()
        self.deleteLater()

    def _fail(self, error: InputError | MachineError) -> None:
        if not self._has_ended:
            self.error = error
            self._loop.quit()

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()
        self._fail(self._not_html(download.mimeType()))

    def _loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
            self._failed(info)
        elif info.status() is QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
            self._watch_until_quiet()

    def _watch_until_quiet(self) -> None:
        if self._has_ended:
            # It was given up just before it had loaded: the page is about to go.
            return
        # A hidden page's timers fire once a second: its scripts would seem to have come to rest. From here on they run.
        self._page.setVisible(True)
        self._poll.start()

    def _failed(self, info: QWebEngineLoadingInfo) -> None:
        is_status = info.errorDomain() is QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain
        if is_status and info.errorCode() in {401, 403, 407}:
            self._fail(self._login_needed())
        elif is_status:
            self._fail(InputError(f"{self._shown} answered with status {info.errorCode()}.", "Check the address."))
        elif info.errorString() != "net::ERR_ABORTED":
            reason = info.errorString() or f"error {info.errorCode()}"
            self._fail(InputError(f"{self._shown} did not open ({reason}).", "Check the address and the network."))

    def _ask(self) -> None:
        if self._message is None:
            self._page.runJavaScript(_ASK, ISOLATED_WORLD.value, self._answered)
        elif self._far.is_complete:
            self._finish(self._message)
        else:
            self._far.poll()

    def _answered(self, answer: str) -> None:
        if not answer or self._message is not None:
            return
        message = json.loads(answer)
        if not message["isSupported"]:
            self._fail(MachineError("This web engine does not give names and roles.", "Install the pinned PySide6."))
        elif message["type"] not in _HTML_TYPES:
            self._fail(self._not_html(message["type"]))
        else:
            self._message = message
            self._far.opened(message["nodes"])
            self._ask()

    def _finish(self, message: dict[str, Any]) -> None:
        """Sandboxed frames and those made of data are of an origin of their own: they have told theirs by now."""
        self.content = PageContent({**message, "nodes": self._far.filled(message["nodes"])}, tuple(message["tabStops"]))
        self._far.forget()
        self._loop.quit()

    def _login_needed(self) -> InputError:
        return InputError(f"{self._shown} needs a login.", "Save the page as a file and read that.")

    def _not_html(self, found: str) -> InputError:
        return InputError(
            f"{self._shown} is not an HTML page ({found}).", "Give an HTML file or the address of a page."
        )

    def _crashed(self) -> MachineError:
        return MachineError(f"The web engine stopped while opening {self._shown}.", "Try again, or a simpler page.")

    def _never_settled(self, timeout_s: float) -> InputError:
        return InputError(
            f"{self._shown} did not come to rest within {timeout_s:g} seconds.",
            "Give it longer with --timeout, or save the page as a file and read that.",
        )


def load_page(page: str, timeout_s: float = DEFAULT_TIMEOUT_S) -> PageContent:
    """Open a file or address off screen and return what it holds once it has come to rest. Needs a QApplication.

    InputError: no such page, not HTML, a login is needed, it never comes to rest. MachineError: the engine failed.
    """
    loading = _Loading(address_of(page), page, timeout_s)
    try:
        loading.run()
    finally:
        loading.close()
    if loading.error is not None:
        raise loading.error
    assert loading.content is not None
    return loading.content
