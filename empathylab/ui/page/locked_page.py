"""A web page that can do nothing but be a form: a fresh off-the-record profile, and every way out shut."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEngineFullScreenRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)

from empathylab.files.layers import Layers
from empathylab.ui.page import core_dumps
from empathylab.ui.page.allowed import Allowed, GatedProfile, Refused, place_of
from empathylab.ui.page.channel import MAIN_WORLD, close_channel, inject
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs
from empathylab.ui.page.page_process import MessageLimit
from empathylab.ui.page.page_question import DialogAnswer, DialogKind, PageQuestion, kind_of_confirm
from empathylab.ui.page.scheme import SCHEME, FormsHandler
from empathylab.ui.page.signing_in import SigningIn

_Setting = QWebEngineSettings.WebAttribute
_OFF = (
    _Setting.JavascriptCanOpenWindows,
    _Setting.JavascriptCanAccessClipboard,
    _Setting.JavascriptCanPaste,
    _Setting.LocalContentCanAccessRemoteUrls,
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
_PDF = "application/pdf"
#: Where a link goes that is pressed with the middle button, with Control or with Shift: no page has it so.
_BY_HAND = (
    QWebEngineNewWindowRequest.DestinationType.InNewBackgroundTab,
    QWebEngineNewWindowRequest.DestinationType.InNewWindow,
)


class LockedPage(QWebEnginePage):
    """A page without downloads, windows, permissions, or addresses that were not allowed."""

    #: A `Refused`.
    refused = Signal(object)
    #: On the way to another page; also while the last one still loads, when loadStarted says nothing.
    going = Signal()
    #: A `PageQuestion`, where somebody is there to answer.
    asked = Signal(object)
    #: It asks for more than the lab can take.
    flooded = Signal()
    #: The script's address and the line; never its message.
    script_failed = Signal(str, int)

    def __init__(
        self, layers: Layers, parent: QObject, allowed: Allowed | None = None, given: PageInputs = NO_INPUTS
    ) -> None:
        # The engine wants the page gone before its profile, so the profile cannot be the page's sibling or child.
        self._allowed, self._given = allowed or Allowed(), given
        self._flood = MessageLimit()
        #: Whether there is somebody who answers what it says and asks.
        self.is_answered = False
        self._question: PageQuestion | None = None
        self._is_retired = False
        profile = self._gated = GatedProfile(self._allowed, QCoreApplication.instance())
        super().__init__(profile, parent)
        self.destroyed.connect(profile.deleteLater)
        profile.refused.connect(self.refused)
        profile.asked.connect(self._count)
        self.titleChanged.connect(self._count)
        self.loadFinished.connect(core_dumps.protect_memory)
        self._close_profile(profile, layers)
        self._signing_in = SigningIn(self, profile, self._allowed, given.sign_in)
        self._signing_in.declined.connect(lambda: self.refused.emit(Refused("login")))
        self._close_page()
        windows = (layers.assets / "js" / "page-windows.js").read_text(encoding="utf-8")
        inject(self, "lab-windows", windows, QWebEngineScript.InjectionPoint.DocumentCreation, MAIN_WORLD)

    def _close_profile(self, profile: QWebEngineProfile, layers: Layers) -> None:
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        profile.setSpellCheckEnabled(False)
        profile.installUrlSchemeHandler(SCHEME, FormsHandler(layers, profile))
        profile.downloadRequested.connect(self._refuse_download)

    def _close_page(self) -> None:
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        # Asked, and told as a navigation that was refused; "disallow" would refuse it in silence.
        settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.AllowAllUnknownUrlSchemes)
        self.renderProcessTerminated.connect(self._drop_question)
        self.newWindowRequested.connect(self._asked_for_window)
        self.printRequested.connect(lambda: self.refused.emit(Refused("print")))
        self.permissionRequested.connect(self._refuse_permission)
        self.fullScreenRequested.connect(self._refuse_full_screen)
        self.certificateError.connect(self._refuse_certificate)

    @property
    def is_cut_short(self) -> bool:
        """Its answer broke off in what was packed. Known without TLS alone; the engine tells of other ends."""
        return self._gated.is_cut_short(self.url())

    def open(self, address: QUrl) -> None:
        """Go there, signed in."""
        self._signing_in.then(lambda: self.load(address))

    def acceptNavigationRequest(self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        asked = QUrl(url)
        is_fine = self._allowed.permits(asked) or (not isMainFrame and self._allowed.permits_part(asked))
        if not is_fine:
            is_aside = not isMainFrame or type is QWebEnginePage.NavigationType.NavigationTypeLinkClicked
            self.refused.emit(Refused("navigation" if isMainFrame else "SubFrame", place_of(asked), is_aside=is_aside))
        elif isMainFrame:
            self.going.emit()
        return is_fine

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def _asked_for_window(self, request: QWebEngineNewWindowRequest) -> None:
        """A page from outside that a person asked for opens in this one view; a window without an address is none."""
        address, is_asked = request.requestedUrl(), request.isUserInitiated()
        if is_asked and self._allowed.is_outside and self._allowed.permits(address):
            self.refused.emit(Refused("window of its own", place_of(address)))
            QTimer.singleShot(0, self, lambda: self.load(address))
        elif is_asked and not self._allowed.is_outside and request.destination() in _BY_HAND:
            self.refused.emit(Refused("window by hand"))
        else:
            self.refused.emit(Refused("window", place_of(address), is_aside=not is_asked or bool(address.host())))

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        self._ask(DialogKind.ALERT, msg)

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        return self._ask(kind_of_confirm(msg), msg).is_yes

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:
        answer = self._ask(DialogKind.PROMPT, msg, defaultValue)
        return answer.is_yes, answer.words

    def _ask(self, kind: DialogKind, words: str, default: str = "") -> DialogAnswer:
        """Wait for a person; where nobody answers, or somebody had enough, it is no, but for leaving the page."""
        if not self.is_answered or self._is_retired or self._question is not None:
            self.refused.emit(Refused("dialog"))
            return DialogAnswer(is_yes=kind is DialogKind.LEAVE)
        self._question = question = PageQuestion(kind, words, default)
        self.asked.emit(question)
        answer = question.wait()
        self._end_asking(answer)
        return answer

    def _end_asking(self, answer: DialogAnswer) -> None:
        self._question = None
        self.is_answered = not answer.is_enough
        if self._is_retired:
            # Not at once: the engine still waits for the answer.
            QTimer.singleShot(0, self, self.deleteLater)

    @property
    def is_asking(self) -> bool:
        """Whether its process stands still until a person answers."""
        return self._question is not None

    def retire(self, after_ms: int = 0) -> None:
        """Let it go, as soon as the engine does not wait for it; what it still says is heard by nobody."""
        if not self._is_retired:
            self._is_retired = True
            close_channel(self)
        if self._question is not None:
            self._drop_question()
        elif after_ms:
            QTimer.singleShot(after_ms, self, self.deleteLater)
        else:
            self.deleteLater()

    def _drop_question(self) -> None:
        if self._question is not None:
            self._question.answer(DialogAnswer(is_yes=False))

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, lineNumber: int, sourceID: str
    ) -> None:
        """Dropped, since a page may print what was typed; only where a script failed is told on."""
        self._count()
        is_error = level is QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel
        if is_error and message.startswith("Uncaught"):
            self.script_failed.emit(sourceID, lineNumber)

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, oldFiles: object, acceptedMimeTypes: object
    ) -> list[str]:
        """A made-up one where there is one: nothing of this computer's own, and no dialog that would show it."""
        self.refused.emit(Refused("made-up file" if self._given.file else "file"))
        return [self._given.file] if self._given.file else []

    def _count(self) -> None:
        """One more thing that the page wants of the lab."""
        if self._flood.is_over():
            self.flooded.emit()

    def _refuse_download(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()
        self.refused.emit(Refused("PDF" if download.mimeType() == _PDF else "download"))

    def _refuse_permission(self, permission: QWebEnginePermission) -> None:
        permission.deny()
        self.refused.emit(Refused("permission"))

    def _refuse_full_screen(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()
        self.refused.emit(Refused("full screen"))

    def _refuse_certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()
        self.refused.emit(Refused("certificate"))
