"""The gate as the engine and other programs meet it: real sockets, real servers, a real proxy behind it."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from unittest.mock import AsyncMock, Mock

import pytest

from empathylab.gate import Gate, Origin, Upstream
from empathylab.gate.origins import usable
from empathylab.gate.proxy import ProxyConnection
from empathylab.gate.upstream import Finder, UnknownProxy, from_environment

_PATIENCE_S = 60


class Server:
    """Answers each connection with what `answer` makes of its first bytes, and keeps those."""

    def __init__(self, answer: Callable[[bytes], bytes], host: str = "127.0.0.1") -> None:
        self.heard: list[bytes] = []
        self._answer = answer
        self._socket = socket.create_server((host, 0))
        self.port = self._socket.getsockname()[1]
        self.origin = Origin("http", host, self.port)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._take, args=(connection,), daemon=True).start()
        except OSError:
            return

    def _take(self, connection: socket.socket) -> None:
        with connection:
            heard = connection.recv(65_536)
            while not is_whole(heard):
                heard += connection.recv(65_536)
            self.heard.append(heard)
            connection.sendall(self._answer(heard))
            if b"Connection: close" not in heard:
                with suppress(ConnectionResetError):  # Windows' word for an end without a farewell
                    connection.recv(65_536)

    def close(self) -> None:
        self._socket.close()


def is_whole(request: bytes) -> bool:
    """With as much behind its head as that says."""
    head, _, body = request.partition(b"\r\n\r\n")
    told = re.search(rb"Content-Length: (\d+)", head)
    return len(body) >= (int(told[1]) if told else 0)


def ok(_: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi"


@pytest.fixture
def server() -> Iterator[Server]:
    with closing(Server(ok)) as made:
        yield made


@pytest.fixture
def gate() -> Iterator[Gate]:
    with closing(Gate(lambda _: None)) as made:
        yield made


def connection_to(gate: Gate) -> socket.socket:
    return socket.create_connection(("127.0.0.1", gate.port), _PATIENCE_S)


def answer(gate: Gate, request: str) -> str:
    """All that comes back; of a tunnel, which stays open, the head."""
    with connection_to(gate) as connection, connection.makefile("rb") as said:
        connection.sendall(request.encode())
        return (said.readline() if request.startswith("CONNECT") else said.read()).decode()


def wait_until(is_true: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.005)


def get(origin: Origin, path: str = "/", more: str = "") -> str:
    return f"GET http://{origin.authority}{path} HTTP/1.1\r\nHost: {origin.authority}\r\n{more}\r\n"


def connect(origin: Origin) -> str:
    return f"CONNECT {origin.authority} HTTP/1.1\r\nHost: {origin.authority}\r\n\r\n"


def is_refused(gate: Gate, origin: Origin) -> bool:
    """By a word to who asks for a tunnel, and by none to who asks for a page."""
    return answer(gate, connect(origin)).startswith("HTTP/1.1 403") and answer(gate, get(origin)) == ""


def test_nothing_is_let_through_before_a_page_opens_a_way_nor_after_it_is_gone(gate: Gate, server: Server) -> None:
    assert is_refused(gate, server.origin)
    opening = gate.open([server.origin])
    assert answer(gate, connect(server.origin)).startswith("HTTP/1.1 200")
    assert answer(gate, get(server.origin)).startswith("HTTP/1.1 200")
    opening.close()
    assert is_refused(gate, server.origin)
    assert len([heard for heard in server.heard if heard]) == 1, "the tunnel has said nothing"


def test_the_origin_is_told_what_it_would_be_told_without_a_proxy(gate: Gate, server: Server) -> None:
    gate.open([server.origin])
    more = (
        "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\nX: y\r\nConnection: X-Own\r\nX-Own: 1\r\n"
    )
    said = answer(gate, get(server.origin, "/a?b=c", more))
    assert said == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
    authority = server.origin.authority
    assert server.heard == [f"GET /a?b=c HTTP/1.1\r\nHost: {authority}\r\nX: y\r\nConnection: close\r\n\r\n".encode()]


def test_what_a_form_sends_arrives_and_what_follows_it_does_not(gate: Gate, server: Server) -> None:
    gate.open([server.origin])
    head = f"POST http://{server.origin.authority}/ HTTP/1.1\r\nContent-Length: 5\r\n\r\n"
    assert answer(gate, f"{head}a=b&cGET http://elsewhere.example/ HTTP/1.1\r\n\r\n").startswith("HTTP/1.1 200")
    assert b"".join(server.heard).endswith(b"\r\n\r\na=b&c")
    assert b"elsewhere" not in b"".join(server.heard)


def test_a_tunnel_carries_bytes_both_ways_and_ends_with_the_page() -> None:
    with closing(Gate(lambda _: None)) as gate, closing(Server(lambda heard: heard[::-1])) as echo:
        opening = gate.open([echo.origin])
        with connection_to(gate) as connection:
            connection.sendall(connect(echo.origin).encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
            connection.sendall(b"abc")
            assert connection.recv(100) == b"cba"
            opening.close()
            assert connection.recv(100) == b""


def test_what_another_page_has_open_too_goes_on(gate: Gate) -> None:
    with closing(Server(lambda heard: heard[::-1])) as echo, connection_to(gate) as connection:
        first, _second = gate.open([echo.origin]), gate.open([echo.origin])
        connection.sendall(connect(echo.origin).encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
        first.close()
        # Whatever was to be ended has been, before the next connection is answered.
        assert is_refused(gate, Origin("http", "elsewhere.example", 80))
        connection.sendall(b"abc")
        assert connection.recv(100) == b"cba"


@pytest.mark.parametrize(
    "request_text",
    [
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET ftp://{0}/ HTTP/1.1\r\n\r\n",
        "GET http://me@{0}/ HTTP/1.1\r\n\r\n",
        "GET http://{0}:x/ HTTP/1.1\r\n\r\n",
        "CONNECT elsewhere HTTP/1.1\r\n\r\n",
        "CONNECT http://{0} HTTP/1.1\r\n\r\n",
        "POST http://{0}/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST http://{0}/ HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "POST http://{0}/ HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "GET http://[::1/ HTTP/1.1\r\n\r\n",
        "\x16\x03\x01 what a browser says that takes it for a server\r\n\r\n",
    ],
)
def test_what_is_no_request_to_a_proxy_gets_nothing(gate: Gate, server: Server, request_text: str) -> None:
    gate.open([server.origin])
    assert answer(gate, request_text.format(server.origin.authority)).startswith("HTTP/1.1 400")
    assert server.heard == []


def test_a_neighbour_of_what_is_open_stays_shut(gate: Gate, server: Server) -> None:
    port = server.port
    gate.open([server.origin])
    for origin in (
        Origin("http", "127.0.0.1", port + 1),
        Origin("http", "localhost", port),
        Origin("http", "127.1", port),
    ):
        assert is_refused(gate, origin)
    gate.open([Origin("https", "127.0.0.1", port + 2)])
    assert answer(gate, get(Origin("http", "127.0.0.1", port + 2))) == "", "TLS, and no TLS"


def test_nobody_there_is_said_and_the_next_is_served(gate: Gate, server: Server) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        nobody = Origin("http", "127.0.0.1", free.getsockname()[1])
    gate.open([nobody, server.origin, Origin("https", "no-such-name.invalid", 443)])
    assert answer(gate, get(nobody)) == ""
    assert answer(gate, connect(nobody)).startswith("HTTP/1.1 502")
    assert answer(gate, "CONNECT no-such-name.invalid:443 HTTP/1.1\r\n\r\n").startswith("HTTP/1.1 502")
    with connection_to(gate) as connection:
        connection.sendall(b"GET http://half")
    assert answer(gate, get(server.origin)).startswith("HTTP/1.1 200")


# --- names that move -----------------------------------------------------------------------------------------------


def test_no_more_of_endless_interim_answers_is_kept_than_an_engine_reads() -> None:
    hints = (b"HTTP/1.1 103 Early Hints\r\nLink: " + b"x" * 8_000 + b"\r\n\r\n") * 1_000

    async def ask_and_read_nothing() -> int:
        """The bytes that are left at the gate."""
        (engine, near), (far, there) = socket.socketpair(), socket.socketpair()
        with engine, far:
            from_engine, to_engine = await asyncio.open_connection(sock=near)
            from_there, to_there = await asyncio.open_connection(sock=there)
            from_there.feed_data(hints)
            way = AsyncMock(return_value=(from_there, to_there))
            page = Mock(addresses=AsyncMock(return_value=("127.0.0.1",)))
            passage = ProxyConnection(lambda _: page, lambda *_: None, lambda _: None, way)
            engine.sendall(get(Origin("http", "127.0.0.1", 80)).encode())
            task = asyncio.create_task(passage.take(from_engine, to_engine))
            await asyncio.to_thread(engine.recv, 1, socket.MSG_PEEK)
            task.cancel()
            return to_engine.transport.get_write_buffer_size()

    assert asyncio.run(ask_and_read_nothing()) < len(hints) // 2


def test_a_name_is_looked_up_once_for_each_page(gate: Gate, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        number = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    name = Origin("http", "form.test", server.port)
    gate.open([name])
    for _ in range(3):
        with closing(socket.socket()) as connection:
            connection.connect(("127.0.0.1", gate.port))
            connection.sendall(get(name).encode())
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
    assert asked.count("form.test") == 1


@pytest.mark.parametrize(
    ("host", "found", "left"),
    [
        ("form.example.org", ["93.184.216.34", "10.0.0.1", "127.0.0.1"], ["93.184.216.34"]),
        ("form.example.org", ["2606:2800:220:1::1", "fd00::1"], ["2606:2800:220:1::1"]),
        ("form.example.org", ["127.0.0.1", "::1", "::ffff:127.0.0.1"], []),
        ("form.example.org", ["169.254.169.254", "fe80::1%eth0", "0.0.0.0", "224.0.0.1"], []),
        ("staging.council.gov.uk", ["10.20.30.40"], ["10.20.30.40"]),
        ("printer", ["192.168.1.9", "127.0.1.1"], ["192.168.1.9", "127.0.1.1"]),
        ("localhost", ["::1", "127.0.0.1"], ["::1", "127.0.0.1"]),
        ("form.localhost", ["127.0.0.1"], ["127.0.0.1"]),
        ("127.0.0.1", ["127.0.0.1"], ["127.0.0.1"]),
        ("192.168.1.9", ["192.168.1.9"], ["192.168.1.9"]),
    ],
)
def test_where_a_name_may_lead(host: str, found: list[str], left: list[str]) -> None:
    assert list(usable(host, found)) == left


# --- the system's own proxy -----------------------------------------------------------------------------------------


def finder(proxy: Server, login: str = "lab:a@b") -> Finder:
    return lambda _: Upstream("127.0.0.1", proxy.port, login)


def test_a_request_goes_through_the_systems_proxy_with_its_login() -> None:
    far = Origin("http", "form.example.org", 80)
    with closing(Server(ok)) as proxy, closing(Gate(finder(proxy))) as gate:
        gate.open([far])
        assert answer(gate, get(far, "/a")).startswith("HTTP/1.1 200")
        assert proxy.heard[0].startswith(b"GET http://form.example.org:80/a HTTP/1.1\r\n")
        assert b"\r\nProxy-Authorization: Basic bGFiOmFAYg==\r\n" in proxy.heard[0]
        assert is_refused(gate, Origin("http", "elsewhere.example", 80))
        assert len(proxy.heard) == 1


@pytest.mark.parametrize("status", [200, 407])
def test_a_tunnel_goes_through_the_systems_proxy(status: int) -> None:
    far = Origin("https", "form.example.org", 443)
    said = f"HTTP/1.1 {status} As it is\r\n\r\n".encode()
    with closing(Server(lambda _: said)) as proxy, closing(Gate(finder(proxy))) as gate:
        gate.open([far])
        assert answer(gate, connect(far)).startswith("HTTP/1.1 200" if status == 200 else "HTTP/1.1 502")
        assert proxy.heard[0].startswith(b"CONNECT form.example.org:443 HTTP/1.1\r\n")


def test_this_computer_is_never_asked_for_through_a_proxy(server: Server) -> None:
    with closing(Server(ok)) as proxy, closing(Gate(finder(proxy))) as gate:
        gate.open([server.origin])
        assert answer(gate, get(server.origin)).startswith("HTTP/1.1 200")
        assert proxy.heard == []


def test_the_environment_says_which_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    far = Origin("https", "form.example.org", 443)
    assert from_environment(far) is None
    monkeypatch.setenv("https_proxy", "http://lab:a%40b@proxy.example:3128")
    assert from_environment(far) == Upstream("proxy.example", 3128, "lab:a@b")
    assert from_environment(Origin("http", "form.example.org", 80)) is None
    monkeypatch.setenv("all_proxy", "proxy.example")
    assert from_environment(Origin("http", "form.example.org", 80)) == Upstream("proxy.example", 80)
    monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")
    assert from_environment(far) is None
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("https_proxy", "socks5://lab:word@proxy.example")
    assert from_environment(far) == Upstream("proxy.example", 1080, "lab:word", is_socks=True)
    monkeypatch.setenv("https_proxy", "socks4://proxy.example")
    with pytest.raises(UnknownProxy):
        from_environment(far)


class SocksProxy:
    """Speaks SOCKS 5 as RFC 1928 has it and leads each way to one server; `refusal` is what it answers instead."""

    def __init__(self, to: Server, login: bytes = b"", refusal: int = 0) -> None:
        self.asked: list[tuple[str, int]] = []
        self._to, self._login, self._refusal = to, login, refusal
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._take, args=(connection,), daemon=True).start()
        except OSError:
            return

    def _take(self, engine: socket.socket) -> None:
        # Who is told no hangs up.
        with suppress(OSError, ValueError, IndexError), engine, engine.makefile("rb") as said:
            _, count = said.read(2)
            methods = said.read(count)
            wanted = 2 if self._login else 0
            engine.sendall(bytes((5, wanted if wanted in methods else 255)))
            if wanted == 2:
                _, length = said.read(2)
                name = said.read(length)
                password = said.read(said.read(1)[0])
                engine.sendall(bytes((1, 0 if name + b":" + password == self._login else 1)))
            kind = said.read(4)[3:]
            host = said.read(said.read(1)[0]).decode() if kind == b"\x03" else socket.inet_ntoa(said.read(4))
            self.asked.append((host, int.from_bytes(said.read(2), "big")))
            engine.sendall(bytes((5, self._refusal, 0, 1, 0, 0, 0, 0, 0, 0)))
            if self._refusal:
                return
            with socket.create_connection(("127.0.0.1", self._to.port), _PATIENCE_S) as there:
                there.sendall(said.read1(65_536))
                engine.sendall(there.recv(65_536))

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize("login", ["", "lab:word"])
def test_a_request_goes_through_a_socks_proxy_which_looks_the_name_up(server: Server, login: str) -> None:
    far = Origin("http", "form.example.org", 80)
    with closing(SocksProxy(server, login.encode())) as proxy:
        with closing(Gate(lambda _: Upstream("127.0.0.1", proxy.port, login, is_socks=True))) as gate:
            gate.open([far])
            assert answer(gate, get(far, "/a")).startswith("HTTP/1.1 200")
            assert is_refused(gate, Origin("http", "elsewhere.example", 80))
        assert proxy.asked == [("form.example.org", 80)]
    assert server.heard[0].startswith(b"GET /a HTTP/1.1\r\n")
    assert b"Proxy-Authorization" not in server.heard[0]


def test_a_tunnel_goes_through_a_socks_proxy_or_nowhere(server: Server) -> None:
    far = Origin("https", "93.184.216.34", 443)
    for login, refusal, said in (("", 0, "200"), ("", 2, "502"), ("lab:wrong", 0, "502")):
        with closing(SocksProxy(server, b"lab:word" if login else b"", refusal)) as proxy:
            found = Upstream("127.0.0.1", proxy.port, login, is_socks=True)
            with closing(Gate(lambda _, found=found: found)) as gate:  # type: ignore[misc]
                gate.open([far])
                assert answer(gate, connect(far)).startswith(f"HTTP/1.1 {said}")


def test_a_proxy_of_another_kind_is_not_gone_round(server: Server) -> None:
    def find(_: Origin) -> Upstream:
        raise UnknownProxy

    far = Origin("https", "form.example.org", 443)
    with closing(Gate(find)) as gate:
        gate.open([far])
        assert answer(gate, connect(far)).startswith("HTTP/1.1 502")


# --- when it ends ----------------------------------------------------------------------------------------------------


def test_a_gate_that_ends_is_begun_anew_at_its_port(gate: Gate, server: Server, allowed_logs: list[str]) -> None:
    allowed_logs.append("is begun anew")
    gate.open([server.origin])
    assert gate._loop is not None
    gate._call(gate._loop.stop)
    wait_until(lambda: not gate.is_working)
    wait_until(lambda: gate.is_working)
    assert answer(gate, get(server.origin)).startswith("HTTP/1.1 200")


def test_a_closed_gate_listens_no_longer() -> None:
    gate = Gate(lambda _: None)
    gate.close()
    gate.close()
    assert not gate.is_working
    with pytest.raises(ConnectionRefusedError):
        connection_to(gate)
