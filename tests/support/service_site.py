"""A service of a team's own on 127.0.0.1: pages by path, each a text or a function of the request."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """What the browser asked: `form` has the first value of each field that was sent, `port` is its connection's."""

    method: str
    path: str
    form: Mapping[str, str]
    headers: Mapping[str, str]
    port: int = 0


@dataclass
class Reply:
    """What the server answers: HTML, unless the headers say otherwise."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Pages = Mapping[str, "str | Reply | Callable[[Request], str | Reply]"]


def to(path: str, **headers: str) -> Reply:
    """On to another page."""
    return Reply(
        status=303, headers={"Location": path, **{name.replace("_", "-"): said for name, said in headers.items()}}
    )


@dataclass
class Site:
    """A running service; `asked` are its requests in order."""

    origin: str
    asked: list[Request] = field(default_factory=list)


@contextmanager
def serving(pages: Pages, certificate: Path | None = None) -> Iterator[Site]:
    """With a certificate (and its key) it speaks https."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 120

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = self.rfile.read(length)
            parts = urlsplit(self.path)
            is_form = "urlencoded" in (self.headers.get("Content-Type") or "")
            values = parse_qs(sent.decode() if is_form else parts.query, keep_blank_values=True)
            form = {key: each[0] for key, each in values.items()}
            request = Request(self.command, parts.path, form, dict(self.headers), self.client_address[1])
            site.asked.append(request)
            page = pages.get(parts.path, Reply("", 404))
            found = page(request) if callable(page) else page
            reply = found if isinstance(found, Reply) else Reply(found)
            body = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
            self.send_response(reply.status)
            for name, words in {"Content-Type": "text/html; charset=utf-8", **reply.headers}.items():
                self.send_header(name, words)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer

        def log_message(self, *_: object) -> None:
            """Nothing on the test's own output."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A browser that went on hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.origin = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_address[1]}"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # Each hand is shaken in the thread of its own connection.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
