"""Why a page could not be read: a sentence for each way in which that happens. `shown` is the address as given."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineLoadingInfo

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.words import how_much

_READ_A_COPY = "Save the page as a file and read that."
_SIGN_IN = "Sign in to a station's service in Set up, with the right name and password; save another page as a file."
_LOOK_AT_NETWORK = "Check the address and this computer's network."
_ASK_SERVER = "Ask whoever runs the server: it answers as no browser can use."
_IS_IT_RUNNING = "Check that the service is running, the address, and this computer's network."
#: What a server answers with a part of what it has.
SENT_IN_PART = 206
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_STATUSES = {
    401: ("asks who you are (status 401)", _SIGN_IN),
    403: ("refuses to show itself (status 403)", "Ask whoever runs it for access, or save the page and read the file."),
    404: ("is not there (status 404)", "Check the address."),
    407: ("is behind a proxy that asks who you are (status 407)", "Sign in to the network, or read a saved copy."),
    410: ("is gone for good (status 410)", "Check the address."),
    429: ("has been asked too often (status 429)", "Wait a little and try again."),
}
#: What the engine calls each reason, how a person would say it, and what to do.
_REASONS = {
    "FILE_NOT_FOUND": ("is not there", "Check the address."),
    "NAME_NOT_RESOLVED": ("cannot be reached: there is no computer of that name", _LOOK_AT_NETWORK),
    "CONNECTION_REFUSED": ("cannot be reached: nothing answers at that address", _IS_IT_RUNNING),
    "TUNNEL_CONNECTION_FAILED": ("cannot be reached: nothing answers at that address", _IS_IT_RUNNING),
    "EMPTY_RESPONSE": ("cannot be reached: nothing answers at that address", _IS_IT_RUNNING),
    "CONNECTION_CLOSED": ("breaks the connection off", _IS_IT_RUNNING),
    "CONNECTION_RESET": ("breaks the connection off", _IS_IT_RUNNING),
    "CONTENT_LENGTH_MISMATCH": ("breaks off before its end", _IS_IT_RUNNING),
    "INCOMPLETE_CHUNKED_ENCODING": ("breaks off before its end", _IS_IT_RUNNING),
    "CONTENT_DECODING_FAILED": ("is packed otherwise than its server says", _ASK_SERVER),
    "INVALID_CHUNKED_ENCODING": ("comes in a form that no browser can read", _ASK_SERVER),
    "INVALID_HTTP_RESPONSE": ("comes in a form that no browser can read", _ASK_SERVER),
    "RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH": ("comes in a form that no browser can read", _ASK_SERVER),
    "RESPONSE_HEADERS_MULTIPLE_LOCATION": ("leads to two addresses at once", _ASK_SERVER),
    "INVALID_REDIRECT": ("leads to an address that is none", _ASK_SERVER),
    "UNSAFE_REDIRECT": ("leads to an address that no browser follows", _ASK_SERVER),
    "TIMED_OUT": ("did not answer in time", _IS_IT_RUNNING),
    "CONNECTION_TIMED_OUT": ("did not answer in time", _IS_IT_RUNNING),
    "TOO_MANY_REDIRECTS": ("sends its readers round in circles", "Check the address."),
    "UNSAFE_PORT": ("is at a port from which no browser opens pages", "Serve it at another port."),
    "SSL_PROTOCOL_ERROR": ("does not speak https", "Try it with http://, if that is how it is served."),
    "NETWORK_ACCESS_DENIED": ("is on the network, which a page from a file may not use", "Give its address instead."),
}
_BAD_CERTIFICATE = (
    "shows a certificate that this computer does not trust",
    "Ask whoever runs it for one that is trusted.",
)
#: What a page can still be at, as its script names it.
_WORK = {
    "request": "a request has had no answer",
    "timer": "a script has planned something",
    "script": "a script is still being fetched",
    "animation": "something is still moving into place",
    "onward": "it leads on to another page",
}


class StatusFault(InputError):
    """The server answered, and not as it should. `is_final`: with no page to go on from, not even one of faults."""

    def __init__(self, what_happened: str, what_to_do: str, *, is_final: bool) -> None:
        super().__init__(what_happened, what_to_do)
        self.is_final = is_final


def status_fault(shown: str, status: int) -> StatusFault:
    """The server answered, and not with the page."""
    if status >= 500:
        words = f"The server of {shown} is in trouble (status {status})."
        return StatusFault(words, "Try again later.", is_final=True)
    what, to_do = _STATUSES.get(status, (f"answered with status {status}", "Check the address."))
    return StatusFault(f"{shown} {what}.", to_do, is_final=status in _STATUSES)


def loading_fault(shown: str, info: QWebEngineLoadingInfo) -> InputError | None:
    """Why a load failed; None when it was merely given up for something else that is told by itself."""
    if info.errorDomain() is QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain:
        return status_fault(shown, info.errorCode())
    if info.errorString() == "net::ERR_ABORTED":
        return None
    reason = info.errorString() or f"error {info.errorCode()}"
    name = reason.removeprefix("net::ERR_")
    if name.startswith("CERT_"):
        what, to_do = _BAD_CERTIFICATE
    else:
        what, to_do = _REASONS.get(name, ("did not open", "Check the address and the network."))
    return InputError(f"{shown} {what} ({reason}).", to_do)


def download_fault(shown: str, download: QWebEngineDownloadRequest) -> InputError:
    """The server gave a file to keep where a page was expected."""
    if download.mimeType() in _HTML_TYPES:
        return InputError(f"{shown} is sent as a file to keep and not as a page to open.", _READ_A_COPY)
    return type_fault(shown, download.mimeType())


def type_fault(shown: str, found: str) -> InputError:
    """Something opened, and it is no web page."""
    if found == "multipart/related":
        return InputError(f"{shown} is a web archive, which is not read.", "Save the page as HTML and read that.")
    return InputError(f"{shown} is not an HTML page ({found}).", "Give an HTML file or the address of a page.")


def not_well_formed(shown: str, broken: str) -> InputError:
    """XML that the engine gave up, and where."""
    return InputError(
        f"{shown} is not well-formed XHTML: {broken.rstrip('.')}.", "Mend it there, or serve it as text/html."
    )


def is_page(content_type: str) -> bool:
    """Whether this content type is a web page."""
    return content_type in _HTML_TYPES


def nothing_answered(shown: str) -> InputError:
    """An answer came, and no page with it."""
    return InputError(f"{shown} answered without a page (status 204 or the like).", "Check the address.")


def cut_short(shown: str) -> InputError:
    """It came packed, and what was packed is not all there."""
    return InputError(f"{shown} breaks off before its end: what its server packed has no end.", _IS_IT_RUNNING)


def sent_in_part(shown: str) -> InputError:
    """The server gave a part where nobody had asked for one."""
    return InputError(f"{shown} is not all there: its server sends a part of it (status {SENT_IN_PART}).", _ASK_SERVER)


def empty_page(shown: str, title: str = "") -> InputError:
    """A page came and holds nothing, or nothing but its title."""
    if title:
        return InputError(
            f"{shown} holds nothing but its title, “{title[:80]}”.",
            "Check that its scripts run and that its server is whole, or wait for something with --wait-for SELECTOR.",
        )
    return InputError(f"{shown} is empty: there is nothing to read.", "Check what the address gives.")


def no_words(shown: str) -> InputError:
    """What came is called a page and is the bytes of something else."""
    return InputError(
        f"{shown} is called a page and holds no words: it is packed, or written in other signs than it says (UTF-16), "
        "or a picture or a document of another kind.",
        "Check what the address gives.",
    )


def led_elsewhere(shown: str, to: QUrl) -> InputError:
    """The page leads to another address."""
    if to.scheme() in {"blob", "data"}:
        return InputError(f"{shown} goes on to a page that its own script makes.", _READ_A_COPY)
    return InputError(f"{shown} sends its readers on to {to.toDisplayString()}.", "Give that address to read it.")


def asks_for_password(shown: str, to: str) -> InputError:
    """Another page came in place of the one that was asked for."""
    return InputError(
        f"{shown} leads to {to}, which asks for a password.",
        "Give that address to read it, or save the page that you want as a file.",
    )


def led_on_from(page: str, to: str) -> str:
    """How a page is called that another one led to."""
    return f"{to} (where {page} leads)"


def too_slow(shown: str, waited_s: int) -> InputError:
    """The page did not come in time."""
    return InputError(f"“{shown}” had not come after {how_much(waited_s, 'second')}.", _IS_IT_RUNNING)


def led_in_circles(shown: str) -> InputError:
    """The page leads back and forth without end."""
    return InputError(f"{shown} sends its readers round in circles.", "Check the address.")


def crashed(shown: str) -> MachineError:
    """The page's process died."""
    return MachineError(f"The web engine stopped while opening {shown}.", "Try again, or a simpler page.")


def ends_again(shown: str, times: int) -> InputError:
    """The page's process died, and did so each time it was back."""
    return InputError(
        f"{shown} ended {times} times in one run, and is not opened again.",
        "See what it does as it opens, or what was pressed last, and leave that out.",
    )


def engine_too_old() -> MachineError:
    """The web engine lacks what the reader needs."""
    return MachineError("This web engine does not give names and roles.", "Install the pinned PySide6.")


def script_without_end(shown: str, timeout_s: float) -> InputError:
    """A script of the page never came to an end."""
    return InputError(
        f"{shown} ran on for {how_much(timeout_s, 'second')} without a pause: "
        "a script without end, or more than can be drawn.",
        "Fix the script, or save the page as a file without it and read that.",
    )


def no_such_element(shown: str, selector: str, timeout_s: float) -> InputError:
    """What was to be waited for never came."""
    return InputError(
        f"{shown} has shown nothing that matches '{selector}' within {how_much(timeout_s, 'second')}.",
        "Check the selector, or give it longer with --timeout.",
    )


def no_selector(selector: str) -> InputError:
    """What was to be waited for is no CSS selector."""
    return InputError(f"'{selector}' is not a CSS selector.", "Write it like main h1, #id or .class.")


def still_loading(shown: str, timeout_s: float) -> InputError:
    """The page was still loading when time was over."""
    return InputError(
        f"{shown} had not loaded within {how_much(timeout_s, 'second')}.",
        "Give it longer with --timeout, or take what is there with --wait SECONDS.",
    )


def not_gone_through(shown: str, timeout_s: float) -> InputError:
    """It came to rest, and pressing its keys took too long."""
    return InputError(
        f"{shown} could not be gone through within {how_much(timeout_s, 'second')}: "
        "it is large, or keeps keys to itself.",
        "Give it longer with --timeout.",
    )


def too_many_stops(shown: str, most: int) -> InputError:
    """Tab came to so many stops, and to no end."""
    return InputError(
        f"{shown} has more than {most:,} stops of Tab; what comes after those was not looked at.",
        "Read a part of it, or see whether a script makes new ones as it is gone through.",
    )


def never_rested(shown: str, timeout_s: float, work: Iterable[str]) -> InputError:
    """The page never came to rest."""
    why = ", ".join(_WORK[kind] for kind in work) or "what it holds keeps changing"
    return InputError(
        f"{shown} did not come to rest within {how_much(timeout_s, 'second')}: {why}.",
        "Give it longer with --timeout, or read what is there with --wait SECONDS.",
    )
