"""A page begins with the facilitator's sign-in: a copy of the cookies, and an answer to a server that asks in a box."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_void_p

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator, QNetworkCookie
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from shiboken6 import getCppPointer

from empathylab.ui.page.allowed import Allowed, place_of
from empathylab.ui.page.page_inputs import SignIn

#: A cookie that the engine does not take is not waited for.
_PATIENCE_MS = 1_000


class SigningIn(QObject):
    """Of one page with a profile of its own; all of it goes with them."""

    #: A box that asks for a name and a password got none.
    declined = Signal()

    def __init__(self, page: QWebEnginePage, profile: QWebEngineProfile, allowed: Allowed, sign_in: SignIn) -> None:
        super().__init__(page)
        self._allowed, self._sign_in = allowed, sign_in
        self._answered: set[str] = set()
        self._missing = len(sign_in.cookies)
        self._act: Callable[[], object] | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._all_there)
        page.authenticationRequired.connect(self._answer)
        store = profile.cookieStore()
        store.cookieAdded.connect(self._one_more)
        for cookie in sign_in.cookies:
            store.setCookie(*_as_it_came(cookie))

    def then(self, act: Callable[[], object]) -> None:
        """As soon as its cookies are there: a request before that would be a stranger's."""
        if self._missing <= 0:
            act()
        else:
            self._act = act
            self._patience.start()

    def _one_more(self, _cookie: QNetworkCookie) -> None:
        self._missing -= 1
        if self._missing <= 0:
            self._all_there()

    def _all_there(self) -> None:
        self._patience.stop()
        self._missing = 0
        act, self._act = self._act, None
        if act is not None:
            act()

    def _answer(self, address: QUrl, asked: QAuthenticator) -> None:
        """Once an origin: whoever asks again did not take it."""
        origin = place_of(address)
        if self._sign_in.user and self._allowed.permits(address) and origin not in self._answered:
            self._answered.add(origin)
            asked.setUser(self._sign_in.user)
            asked.setPassword(self._sign_in.password)
        else:
            _decline(asked)
            self.declined.emit()


def _decline(asked: QAuthenticator) -> None:
    """Leave no login in it at all, as C++ does by assigning an empty one; else some thirty of "" and "" are sent.

    All that there is of an authenticator is a pointer to what it holds, and the two change theirs.
    """
    nothing = QAuthenticator()
    one, other = (c_void_p.from_address(getCppPointer(each)[0]) for each in (asked, nothing))
    one.value, other.value = other.value, one.value


def _as_it_came(cookie: QNetworkCookie) -> tuple[QNetworkCookie, QUrl]:
    """With the address that it may have come from: one of a single host has no domain."""
    domain, copy = cookie.domain(), QNetworkCookie(cookie)
    if not domain.startswith("."):
        copy.setDomain("")
    scheme = "https" if cookie.isSecure() else "http"
    return copy, QUrl(f"{scheme}://{domain.removeprefix('.')}{cookie.path() or '/'}")
