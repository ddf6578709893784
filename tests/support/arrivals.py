"""Listeners on TCP and UDP that note who arrives, and a site whose pages try to get to them by every way there is."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

WAYS_JS = (Path(__file__).parent / "ways_out.js").read_text(encoding="utf-8")
WAYS_PAGE = '<!doctype html><html lang="en"><title>Ways</title><body><h1>Ways</h1><script src="{script}"></script>'
_SERVICE_WORKER = """
const to = new URLSearchParams(location.search).get("web");
self.oninstall = () => self.skipWaiting();
self.onactivate = (event) => event.waitUntil(clients.claim());
self.onmessage = (event) => fetch(`http://${to}/service-worker-fetch`, { mode: "no-cors" }).catch(() => 0)
  .then(() => event.source.postMessage(0));
"""
_HERE, _HERE_BY_SIX = ("127.0.0.1", 0), ("::1", 0)


class Site:
    """A web server that notes the paths it was asked for. `pages`: path → type and text; all else is an empty page."""

    def __init__(self, pages: dict[str, tuple[str, str]] | None = None) -> None:
        self.asked: list[str] = []
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 - the library's name
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                path = urlsplit(self.path).path
                site.asked.append(path)
                kind, body = (pages or {}).get(path, ("text/html", ""))
                for name, value in site.hints(self.path):
                    self.send_response_only(103)
                    self.send_header(name, value)
                    self.end_headers()
                self.send_response(302 if path.startswith(("/redirect", "/again")) else 200)
                for name, value in site.headers(self.path):
                    self.send_header(name, value)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body.encode())

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *_: object) -> None:
                """Not on the test's output."""

        self._server = ThreadingHTTPServer(_HERE, Answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.place = f"127.0.0.1:{self._server.server_port}"
        self.origin = f"http://{self.place}"

    def headers(self, path: str) -> list[tuple[str, str]]:
        return [("Access-Control-Allow-Origin", "*")]

    def hints(self, path: str) -> list[tuple[str, str]]:
        """Headers that are sent before the answer, each as an early hint."""
        return []

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class HostileSite(Site):
    """Serves the page of all ways, with the ways that a server's own headers have."""

    def __init__(self) -> None:
        super().__init__(
            {
                "/": ("text/html", WAYS_PAGE.format(script="/ways.js")),
                "/ways.js": ("text/javascript", WAYS_JS),
                "/worker.js": ("text/javascript", _SERVICE_WORKER),
            }
        )

    def headers(self, path: str) -> list[tuple[str, str]]:
        asked = urlsplit(path)
        web = parse_qs(asked.query).get("web", [""])[0]
        if asked.path.startswith("/redirect"):
            return [("Location", f"http://{web}{asked.path}")]
        if asked.path == "/again":
            return [("Location", f"/redirect-thrice?{asked.query}")]
        if asked.path == "/refresh-header":
            return [("Refresh", f"0; url=http://{web}/refresh-header")]
        if asked.path != "/":
            return []
        return [
            ("Content-Security-Policy-Report-Only", f"img-src 'none'; report-uri http://{web}/report-uri"),
            ("Reporting-Endpoints", f'all="http://{web}/reporting"'),
            ("Link", f"<http://{web}/link-header>; rel=preload; as=image"),
            ("Link", f"<http://{web}>; rel=preconnect"),
            ("Link", f"<http://{web}/link-style>; rel=stylesheet"),
            ("Link", f"<http://{web}/link-module>; rel=modulepreload"),
            ("NEL", '{"report_to": "nel", "max_age": 9, "success_fraction": 1}'),
            ("Report-To", f'{{"group": "nel", "max_age": 9, "endpoints": [{{"url": "http://{web}/network-errors"}}]}}'),
            ("Speculation-Rules", f'"http://{web}/rules-header"'),
            ("SourceMap", f"http://{web}/source-map"),
            ("Cross-Origin-Opener-Policy-Report-Only", 'same-origin; report-to="all"'),
            ("Cross-Origin-Embedder-Policy-Report-Only", 'require-corp; report-to="all"'),
            ("Document-Policy-Report-Only", "document-write=?0; report-to=all"),
            ("Integrity-Policy-Report-Only", "blocked-destinations=(script), endpoints=(all)"),
            ("Attribution-Reporting-Register-Source", f'{{"destination": "http://{web}", "source_event_id": "1"}}'),
            ("Observe-Browsing-Topics", "?1"),
            ("Clear-Site-Data", '"prefetchCache"'),
            ("X-DNS-Prefetch-Control", "on"),
            ("Use-As-Dictionary", 'match="/*"'),
        ]

    def hints(self, path: str) -> list[tuple[str, str]]:
        asked = urlsplit(path)
        web = parse_qs(asked.query).get("web", [""])[0]
        links = (f"<http://{web}/hint-preload>; rel=preload; as=image", f"<http://{web}>; rel=preconnect")
        return [("Link", link) for link in links] if asked.path == "/" else []


class _Counter:
    """Notes that somebody came; says nothing."""

    def __init__(self, kind: socket.SocketKind, *, is_six: bool = False) -> None:
        self.count = 0
        self._socket = socket.socket(socket.AF_INET6 if is_six else socket.AF_INET, kind)
        self._socket.bind(_HERE_BY_SIX if is_six else _HERE)
        if kind is socket.SOCK_STREAM:
            self._socket.listen()
        self._is_stream = kind is socket.SOCK_STREAM
        self.place = f"{'[::1]' if is_six else '127.0.0.1'}:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        try:
            while True:
                if self._is_stream:
                    self._socket.accept()[0].close()
                else:
                    self._socket.recvfrom(2048)
                self.count += 1
        except OSError:
            return

    def close(self) -> None:
        # A socket that nothing is connected to says that it is not, and is shut all the same.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class Arrivals:
    """Everybody who listens where no page may go."""

    def __init__(self, ways: str = "usual") -> None:
        self.web, self.ways = Site(), ways
        stream, datagram = socket.SOCK_STREAM, socket.SOCK_DGRAM
        streams = ("preconnect", "preconnect-tls", "socket-tls", "turn", "turns", "callt", "stuntcp", "straight", "six")
        kinds = dict.fromkeys(streams, stream)
        kinds |= dict.fromkeys(("stun", "quic", "turnu", "calls", "quic2", "straightudp", "sixudp"), datagram)
        self._counters = {name: _Counter(kind, is_six=name.startswith("six")) for name, kind in kinds.items()}

    @property
    def query(self) -> str:
        """Where the page of all ways shall try to get."""
        return urlencode(
            {"ways": self.ways, "web": self.web.place, **{name: each.place for name, each in self._counters.items()}}
        )

    @property
    def seen(self) -> set[str]:
        """Who came, by the name of the way."""
        counted = {name for name, each in self._counters.items() if each.count}
        return {path.removeprefix("/") for path in self.web.asked} | counted

    def close(self) -> None:
        for each in (self.web, *self._counters.values()):
            each.close()
