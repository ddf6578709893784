"""Heads of HTTP requests and responses: read strictly, written anew without what belongs to one connection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from empathylab.gate.origins import PORTS, Origin

#: What is said between two neighbours and goes no further (RFC 9110, 7.6.1).
_OF_ONE_CONNECTION = frozenset(
    {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate", "te", "upgrade"}
)
_REQUEST = re.compile(r"([A-Z]{1,20}) (\S+) HTTP/1\.[01]")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/@\s]+):(\d{1,5})")

Headers = tuple[tuple[str, str], ...]


class BadHead(ValueError):
    """This is no request that an engine makes to a proxy."""


@dataclass(frozen=True, slots=True)
class RequestHead:
    """A request's head: `origin` where to, `path` empty when a tunnel is asked for, `length` of bytes that follow."""

    method: str
    origin: Origin
    path: str
    headers: Headers
    length: int

    @property
    def address(self) -> str:
        """The whole of it, as the engine writes it."""
        is_usual = self.origin.port == PORTS[self.origin.scheme]
        authority = self.origin.authority.rpartition(":")[0] if is_usual else self.origin.authority
        return f"{self.origin.scheme}://{authority}{self.path}"

    @property
    def is_tunnel(self) -> bool:
        """Whether it asks for a connection (CONNECT) and not for a page."""
        return self.method == "CONNECT"

    def head(self, *, to_proxy: bool, authorization: str = "") -> bytes:
        """As it goes on, to the origin itself or to another proxy."""
        target = f"http://{self.origin.authority}{self.path}" if to_proxy else self.path
        more = (("Proxy-Authorization", authorization),) if to_proxy and authorization else ()
        return written(f"{self.method} {target} HTTP/1.1", (*self.headers, *more, ("Connection", "close")))


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """The head of a response. `first`: its first line, as it was sent."""

    status: int
    first: str
    headers: Headers

    def head(self) -> bytes:
        """As it goes on."""
        return written(self.first, (*self.headers, ("Connection", "close")))

    def value(self, name: str) -> str:
        """Of the header with this name, in small letters, empty where there is none; of several, joined by commas."""
        return ", ".join(value for each, value in self.headers if each.lower() == name).strip().lower()


def request_of(head: bytes) -> RequestHead:
    """The request that these bytes are. BadHead: of another form, or with a body whose length nobody tells."""
    first, headers = _lines(head)
    match = _REQUEST.fullmatch(first)
    if match is None:
        raise BadHead("no request of HTTP/1")
    method, target = match.groups()
    if method == "CONNECT":
        return RequestHead(method, _tunnel_to(target), "", (), 0)
    origin, path = _place(target)
    return RequestHead(method, origin, path, _going_on(headers), _length(headers))


def answer_of(head: bytes) -> AnswerHead:
    """The response that these bytes are. BadHead: of another form."""
    first, headers = _lines(head)
    status = re.match(r"HTTP/1\.[01] (\d{3})", first)
    if status is None:
        raise BadHead("no answer of HTTP/1")
    return AnswerHead(int(status[1]), first, _going_on(headers))


def written(first: str, headers: Headers) -> bytes:
    """A head as it is sent."""
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in headers), "", ""]).encode("latin-1")


def _lines(head: bytes) -> tuple[str, Headers]:
    first, *rest = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    headers = [_HEADER.fullmatch(line) for line in rest]
    return first, tuple((match[1], match[2]) for match in headers if match is not None)


def _going_on(headers: Headers) -> Headers:
    named = {
        part.strip().lower() for name, value in headers if name.lower() == "connection" for part in value.split(",")
    }
    return tuple(each for each in headers if each[0].lower() not in _OF_ONE_CONNECTION | named)


def _length(headers: Headers) -> int:
    told = {value for name, value in headers if name.lower() == "content-length"}
    if any(name.lower() == "transfer-encoding" for name, _ in headers) or len(told) > 1:
        raise BadHead("a body of unknown length")
    length = told.pop() if told else "0"
    if not length.isascii() or not length.isdigit():
        raise BadHead("a length that is none")
    return int(length)


def _tunnel_to(target: str) -> Origin:
    match = _AUTHORITY.fullmatch(target.lower())
    if match is None:
        raise BadHead("no host and port")
    return Origin("https", match[1].strip("[]"), int(match[2]))


def _place(target: str) -> tuple[Origin, str]:
    parts = urlsplit(target)
    if parts.scheme != "http" or not parts.hostname or "@" in parts.netloc:
        raise BadHead("no whole address")
    path = target.removeprefix(f"http://{parts.netloc}")
    return Origin("http", parts.hostname, parts.port or PORTS["http"]), path if path.startswith("/") else f"/{path}"
