"""One connection of the engine's: its request is read and let through or refused, then bytes are carried."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial
from typing import Protocol

from empathylab.gate import socks
from empathylab.gate.heads import RequestHead, answer_of, request_of, written
from empathylab.gate.opening import Opening
from empathylab.gate.origins import Origin
from empathylab.gate.packing import PackedPage, packed_page
from empathylab.gate.upstream import Finder, Upstream

_CHUNK_BYTES = 65_536
HEAD_BYTES = 262_144
_HEAD_WAIT_S = 30
_DIAL_WAIT_S = 30
_INTERIM = range(100, 200)
#: What can go wrong with a connection: the network, an end too early, an answer that is none or has no end.
_FAILED = (OSError, EOFError, ValueError, asyncio.LimitOverrunError)

#: Of a tunnel. Of a page it would be taken for the answer of the page's own server, so there the line just goes dead.
_REFUSED = written("HTTP/1.1 403 Not among the addresses that were allowed", (("Connection", "close"),))
_BAD = written("HTTP/1.1 400 Not a request to a proxy", (("Connection", "close"),))
_UNREACHED = written("HTTP/1.1 502 Not reached", (("Connection", "close"),))
_TUNNELLED = written("HTTP/1.1 200 Connection established", ())

#: Which page has opened the way to where a request goes; None when no page has.
Asked = Callable[[RequestHead], Opening | None]
#: An answer to a request begins to come: a packed page, or something else.
Came = Callable[[RequestHead, PackedPage | None], object]


class Dialler(Protocol):
    """Makes the connection onwards. OSError: nothing answers, or nothing may be connected to."""

    async def __call__(self, host: str, port: int) -> tuple[StreamReader, StreamWriter]: ...


async def connect(host: str, port: int) -> tuple[StreamReader, StreamWriter]:
    """A connection, and what can be read and written. OSError: none."""
    async with asyncio.timeout(_DIAL_WAIT_S):
        return await asyncio.open_connection(host, port, limit=HEAD_BYTES)


class ProxyConnection:
    """Serves connections. Everything unforeseen on one of them ends that one alone."""

    def __init__(self, asked: Asked, came: Came, find_upstream: Finder, dial: Dialler = connect) -> None:
        self._asked, self._came, self._find, self._dial = asked, came, find_upstream, dial

    async def take(self, reader: StreamReader, writer: StreamWriter) -> None:
        """From the engine's first byte to the last."""
        with closing(writer):
            try:
                async with asyncio.timeout(_HEAD_WAIT_S):
                    request = request_of(await reader.readuntil(b"\r\n\r\n"))
            except ValueError:
                writer.write(_BAD)
            except _FAILED:
                return
            else:
                await self._answer(request, reader, writer)

    async def _answer(self, request: RequestHead, reader: StreamReader, writer: StreamWriter) -> None:
        opening = self._asked(request)
        if opening is None:
            _say_no(request, writer, _REFUSED)
            return
        try:
            upstream = await self._upstream(request.origin)
            there_reader, there = await self._open(opening, request, upstream)
        except _FAILED:
            _say_no(request, writer, _UNREACHED)
            return
        with closing(there):
            try:
                await _carry(request, upstream, (reader, writer), (there_reader, there), partial(self._came, request))
            except _FAILED:
                return

    async def _upstream(self, origin: Origin) -> Upstream | None:
        if origin.is_this_computer:
            return None
        return await asyncio.get_running_loop().run_in_executor(None, self._find, origin)

    async def _open(
        self, opening: Opening, request: RequestHead, upstream: Upstream | None
    ) -> tuple[StreamReader, StreamWriter]:
        if upstream is not None:
            way = await self._dial(upstream.host, upstream.port)
            if upstream.is_socks or request.is_tunnel:
                await _ask_for_way(*way, request.origin, upstream)
            return way
        return await self._dial_one_of(await opening.addresses(request.origin), request.origin.port)

    async def _dial_one_of(self, addresses: tuple[str, ...], port: int) -> tuple[StreamReader, StreamWriter]:
        failed: OSError = ConnectionRefusedError("It has no address that may be gone to.")
        for address in addresses:
            try:
                return await self._dial(address, port)
            except OSError as error:
                failed = error
        raise failed


def _say_no(request: RequestHead, writer: StreamWriter, words: bytes) -> None:
    if request.is_tunnel:
        writer.write(words)


async def _ask_for_way(reader: StreamReader, writer: StreamWriter, origin: Origin, upstream: Upstream) -> None:
    """Have the system's proxy connect to an origin; without that, this connection goes nowhere and is closed."""
    try:
        async with asyncio.timeout(_DIAL_WAIT_S):
            if upstream.is_socks:
                await socks.ask_for_way(reader, writer, origin, upstream.login)
            else:
                await _ask_for_tunnel(reader, writer, origin, upstream)
    except BaseException:  # also where the task is cancelled: nobody else holds the connection
        writer.close()
        raise


async def _ask_for_tunnel(reader: StreamReader, writer: StreamWriter, origin: Origin, upstream: Upstream) -> None:
    login = (("Proxy-Authorization", upstream.authorization),) if upstream.authorization else ()
    writer.write(written(f"CONNECT {origin.authority} HTTP/1.1", (("Host", origin.authority), *login)))
    answer = answer_of(await reader.readuntil(b"\r\n\r\n"))
    if answer.status != 200:
        raise ConnectionRefusedError(f"The system's proxy answered {answer.status}.")


_Side = tuple[StreamReader, StreamWriter]
_Begun = Callable[[PackedPage | None], object]


async def _carry(request: RequestHead, upstream: Upstream | None, engine: _Side, there: _Side, came: _Begun) -> None:
    if request.is_tunnel:
        engine[1].write(_TUNNELLED)
        await _first(_copy(engine[0], there[1]), _copy(there[0], engine[1]))
        return
    # Behind SOCKS the connection is as good as straight.
    proxy = None if upstream is None or upstream.is_socks else upstream
    authorization = proxy.authorization if proxy else ""
    there[1].write(request.head(to_proxy=proxy is not None, authorization=authorization))
    await _copy_bytes(engine[0], there[1], request.length)
    # Nothing more of the engine's is read into this connection: what follows might be meant for another address.
    await _first(_bring_answer(there[0], engine[1], came), _until_gone(engine[0]))


async def _bring_answer(reader: StreamReader, writer: StreamWriter, came: _Begun) -> None:
    status = _INTERIM.start
    while status in _INTERIM:
        answer = answer_of(await reader.readuntil(b"\r\n\r\n"))
        status = answer.status
        writer.write(answer.head())
        await writer.drain()
    page = packed_page(answer)
    came(page)
    await _copy(reader, writer, page)


async def _copy(reader: StreamReader, writer: StreamWriter, page: PackedPage | None = None) -> None:
    while part := await reader.read(_CHUNK_BYTES):
        if page is not None:
            page.take(part)
        writer.write(part)
        await writer.drain()
    if page is not None:
        page.end()


async def _until_gone(reader: StreamReader) -> None:
    while await reader.read(_CHUNK_BYTES):
        pass


async def _copy_bytes(reader: StreamReader, writer: StreamWriter, count: int) -> None:
    while count:
        part = await reader.read(min(count, _CHUNK_BYTES))
        if not part:
            raise EOFError
        count -= len(part)
        writer.write(part)
        await writer.drain()


async def _first(*ways: Awaitable[object]) -> None:
    """Until one of them is done; the others end with it, and what went wrong is told."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
