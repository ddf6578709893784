"""A web page that can do nothing but be a form: a fresh off-the-record profile, and every way out shut."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from empathylab.ui.web.scheme import SCHEME, FormsHandler

_Setting = QWebEngineSettings.WebAttribute
_OFF = (
    _Setting.JavascriptCanOpenWindows,
    _Setting.JavascriptCanAccessClipboard,
    _Setting.JavascriptCanPaste,
    _Setting.LocalContentCanAccessRemoteUrls,
    _Setting.LocalContentCanAccessFileUrls,
    _Setting.AllowRunningInsecureContent,
    _Setting.AllowGeolocationOnInsecureOrigins,
    _Setting.AllowWindowActivationFromJavaScript,
    _Setting.AutoLoadIconsForPage,
    _Setting.BackForwardCacheEnabled,
    _Setting.DnsPrefetchEnabled,
    _Setting.ErrorPageEnabled,
    _Setting.FullScreenSupportEnabled,
    _Setting.HyperlinkAuditingEnabled,
    _Setting.NavigateOnDropEnabled,
    _Setting.PdfViewerEnabled,
    _Setting.PluginsEnabled,
    _Setting.ScreenCaptureEnabled,
    _Setting.TouchIconsEnabled,
    _Setting.WebGLEnabled,
)
#: Schemes that only ever carry what is already inside the page.
_INNER_SCHEMES = frozenset({"data", "blob"})


class Allowed:
    """Which addresses a page may load: the lab's forms, and origins or folders that a facilitator allowed.

    `https://example.org` allows that origin; `file:///srv/form/` allows the files below that folder.
    """

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self._addresses = tuple(QUrl(address) for address in addresses)

    def permits(self, url: QUrl) -> bool:
        """May this be opened or fetched?"""
        return url.scheme() == SCHEME.decode() or any(_covers(allowed, url) for allowed in self._addresses)

    def permits_part(self, url: QUrl) -> bool:
        """May a page fetch this as a part of itself?"""
        return url.scheme() in _INNER_SCHEMES or self.permits(url)


def _covers(allowed: QUrl, url: QUrl) -> bool:
    if allowed.scheme() != url.scheme():
        return False
    if allowed.isLocalFile():
        asked = Path(url.toLocalFile()).resolve()
        return asked.is_relative_to(Path(allowed.toLocalFile()).resolve())
    return (allowed.host(), allowed.port()) == (url.host(), url.port())


class _Gate(QWebEngineUrlRequestInterceptor):
    """Stops every request for anything that is not allowed, before it leaves."""

    def __init__(self, allowed: Allowed, parent: QObject) -> None:
        super().__init__(parent)
        self._allowed = allowed

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not self._allowed.permits_part(info.requestUrl()):
            info.block(True)


class LockedPage(QWebEnginePage):
    """A page without downloads, windows, dialogs, permissions, or addresses that were not allowed."""

    refused = Signal(str)
    #: On the way to another page; also while the last one still loads, when loadStarted says nothing.
    going = Signal()
    #: The script's address and the line; never its message.
    script_failed = Signal(str, int)

    def __init__(self, assets: Path, parent: QObject, allowed: Allowed | None = None) -> None:
        # The engine wants the page gone before its profile, so the profile cannot be the page's sibling or child.
        profile = QWebEngineProfile(QCoreApplication.instance())
        super().__init__(profile, parent)
        self.destroyed.connect(profile.deleteLater)
        self._allowed = allowed or Allowed()
        self._close_profile(profile, assets)
        self._close_page()

    def _close_profile(self, profile: QWebEngineProfile, assets: Path) -> None:
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        profile.setSpellCheckEnabled(False)
        profile.installUrlSchemeHandler(SCHEME, FormsHandler(assets, profile))
        profile.setUrlRequestInterceptor(_Gate(self._allowed, profile))
        profile.downloadRequested.connect(self._refuse_download)

    def _close_page(self) -> None:
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
        self.permissionRequested.connect(self._refuse_permission)
        self.fullScreenRequested.connect(self._refuse_full_screen)
        self.certificateError.connect(self._refuse_certificate)

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        asked = QUrl(url)
        is_fine = self._allowed.permits(asked) or (not isMainFrame and self._allowed.permits_part(asked))
        if not is_fine:
            self.refused.emit("navigation")
        elif isMainFrame:
            self.going.emit()
        return is_fine

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        self.refused.emit("window")
        return None

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        self.refused.emit("dialog")

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        """Also asked before a page is left: yes, it may be left."""
        self.refused.emit("dialog")
        return True

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:
        self.refused.emit("dialog")
        return (False, "")

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, lineNumber: int, sourceID: str
    ) -> None:
        """Dropped, since a page may print what was typed; only where a script failed is told on."""
        is_error = level is QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel
        if is_error and message.startswith("Uncaught"):
            self.script_failed.emit(sourceID, lineNumber)

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, oldFiles: object, acceptedMimeTypes: object
    ) -> list[str]:
        self.refused.emit("file")
        return []

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()
        self.refused.emit("download")

    def _refuse_permission(self, permission: QWebEnginePermission) -> None:
        permission.deny()
        self.refused.emit("permission")

    def _refuse_full_screen(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()
        self.refused.emit("full screen")

    def _refuse_certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()
        self.refused.emit("certificate")
