"""Which addresses a page may load, and the profile that asks before every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from empathylab.gate.origins import PORTS, Origin
from empathylab.ui.page import way_out
from empathylab.ui.page.scheme import SCHEME

#: Schemes that only ever carry what is already inside the page.
_INNER_SCHEMES = frozenset({"data", "blob", "about"})
#: A socket of an origin is a way to that same origin.
_OPENED_BY = {"ws": "http", "wss": "https"}


@dataclass(frozen=True, slots=True)
class Refused:
    """A request of a page that was refused.

    `what` is one of the few words that the page's own refusals have ("navigation", "dialog", …) or the kind of request
    ("Image", "WebSocket", …). `where` is the origin, or the folder of a file, and never the whole address: what was
    typed may stand in that. `why` is a sentence. `is_aside`: a link, which leads away from what the page is for; else
    the page cannot go on without it.
    """

    what: str
    where: str = ""
    why: str = ""
    is_aside: bool = True


class Allowed:
    """Which addresses a page may load: the lab's forms, or the origins and folders that a facilitator allowed.

    `https://example.org` allows that origin and its sockets; `file:///srv/form/` allows the files below that folder,
    and `lab://forms` the lab's forms, into which no page from outside leads otherwise.
    """

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self._addresses = tuple(QUrl(address) for address in addresses)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The allowed origins on the network."""
        return tuple(origin for origin in map(_origin, self._addresses) if origin is not None)

    @property
    def is_outside(self) -> bool:
        """Whether anything but the lab's own forms may be loaded."""
        return bool(self._addresses)

    def permits(self, url: QUrl) -> bool:
        """May this be opened or fetched?"""
        if url.scheme() == SCHEME.decode():
            return not self.is_outside or any(allowed.scheme() == url.scheme() for allowed in self._addresses)
        return way_out.is_open() and any(_covers(allowed, url) for allowed in self._addresses)

    def permits_part(self, url: QUrl) -> bool:
        """May a page fetch this as a part of itself?"""
        return url.scheme() in _INNER_SCHEMES or self.permits(url)


def _covers(allowed: QUrl, url: QUrl) -> bool:
    if allowed.isLocalFile() and url.isLocalFile():
        return _is_below(url, allowed)
    origin = _origin(url)
    return origin is not None and origin == _origin(allowed)


def _is_below(url: QUrl, folder: QUrl) -> bool:
    """A file with a host is another computer's; merely looking for it would already reach there."""
    if url.host() != folder.host():
        return False
    try:
        return Path(url.toLocalFile()).resolve().is_relative_to(Path(folder.toLocalFile()).resolve())
    except (OSError, ValueError, RuntimeError):
        # No name that a file can have, or links that go round.
        return False


def _origin(url: QUrl) -> Origin | None:
    """None for what is not on the network."""
    scheme = _OPENED_BY.get(url.scheme(), url.scheme())
    if scheme not in PORTS or not url.host():
        return None
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    return Origin(scheme, host.strip("[]").lower(), url.port(PORTS[scheme]))


def home_of(address: QUrl) -> str:
    """What a page may load when nothing else is allowed: the files of its folder, or everything of its origin."""
    if address.isLocalFile():
        return QUrl.fromLocalFile(str(Path(address.toLocalFile()).parent)).toString()
    return f"{address.scheme()}://{address.authority()}"


def place_of(url: QUrl) -> str:
    """The origin of an address, or the folder of a file that there is; nothing more is told of what a page asked."""
    if url.isLocalFile() and not url.host():
        folder = Path(url.toLocalFile()).parent
        return str(folder) if folder.is_dir() else "file:"
    return f"{url.scheme()}://{url.host()}{'' if url.port() < 0 else f':{url.port()}'}" if url.host() else url.scheme()


class _Gate(QWebEngineUrlRequestInterceptor):
    """Stops every request for anything that is not allowed, before it leaves."""

    refused = Signal(object)
    asked = Signal()

    def __init__(self, allowed: Allowed) -> None:
        super().__init__()
        self._allowed = allowed

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.asked.emit()
        url = info.requestUrl()
        if not self._allowed.permits_part(url):
            info.block(True)
            what = info.resourceType().name.removeprefix("ResourceType")
            self.refused.emit(Refused(what, place_of(url), "It is not among the addresses that were allowed."))


class GatedProfile(QWebEngineProfile):
    """An off-the-record profile whose every request is asked about first. `refused` tells what was not let through."""

    refused = Signal(object)
    #: One more request, whatever becomes of it.
    asked = Signal()

    def __init__(self, allowed: Allowed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Kept here: the profile itself holds it by a pointer that is empty as soon as Python's last reference is gone,
        # whatever its parent, and then nothing is asked.
        self._gate = _Gate(allowed)
        self._gate.refused.connect(self.refused)
        self._gate.asked.connect(self.asked)
        self.setUrlRequestInterceptor(self._gate)
        self._opening = way_out.open_to(allowed.origins)
        if self._opening is not None:
            self.destroyed.connect(self._opening.close)

    def is_cut_short(self, page: QUrl) -> bool:
        """Whether what came from there was packed and broke off there, which the engine shows as a page."""
        # The engine's address has parts that Qt writes in another way, so Qt writes both.
        address = page.toString().partition("#")[0]
        cut_short = self._opening.cut_short() if self._opening else ()
        return any(QUrl.fromEncoded(each.encode()).toString() == address for each in cut_short)
