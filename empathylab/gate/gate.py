"""The gate: one port on this computer, a thread of its own, and the origins that are open at the moment."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from asyncio import AbstractEventLoop, StreamReader, StreamWriter, Task
from collections.abc import Callable, Iterable

from empathylab.gate.heads import RequestHead
from empathylab.gate.opening import Opening
from empathylab.gate.origins import Origin
from empathylab.gate.packing import PackedPage
from empathylab.gate.proxy import HEAD_BYTES, ProxyConnection
from empathylab.gate.upstream import Finder, from_environment

#: Between an end that nobody foresaw and the next beginning.
_PAUSE_S = 0.5
_WAIT_S = 5.0
_log = logging.getLogger(__name__)


class Gate:
    """The proxy: listens from the beginning, lets nothing through until a page opens origins. OSError: no free port."""

    def __init__(self, find_upstream: Finder = from_environment) -> None:
        # Held for as long as the gate is: the engine knows no other port, and no other program shall answer there.
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._proxy = ProxyConnection(self._asked, self._came, find_upstream)
        self._openings: tuple[Opening, ...] = ()
        self._running: set[Task[None]] = set()
        self._carried: dict[Task[None], Origin] = {}
        self._loop: AbstractEventLoop | None = None
        self._is_serving = threading.Event()
        self._is_closed = False
        self._thread = threading.Thread(target=self._keep, name="gate", daemon=True)
        self._thread.start()
        self._is_serving.wait(_WAIT_S)

    @property
    def is_working(self) -> bool:
        """Whether the proxy's thread runs; while it does not, nothing is let through."""
        return self._is_serving.is_set()

    def open(self, origins: Iterable[Origin]) -> Opening:
        """Let the engine through to these origins, until the opening is closed."""
        opening = Opening(frozenset(origins), self._close_opening)
        self._openings = (*self._openings, opening)
        return opening

    def close(self) -> None:
        """Nothing is let through any more. A second call does nothing."""
        self._is_closed = True
        self._call(self._end_serving)
        self._thread.join(_WAIT_S)
        self._listener.close()

    # --- what is open ---

    def _asked(self, request: RequestHead) -> Opening | None:
        """The way that is open to where it goes; what is carried there ends with it."""
        ways = ((each, origin) for each in self._openings for origin in each.origins)
        opening, origin = next((way for way in ways if _is_to(request, way[1])), (None, None))
        task = asyncio.current_task()
        if origin is not None and task is not None:
            self._carried[task] = origin
            task.add_done_callback(self._carried.pop)
        return opening

    def _came(self, request: RequestHead, page: PackedPage | None) -> None:
        """Every page that has opened the way may have asked."""
        for opening in self._openings:
            if request.origin in opening.origins:
                opening.note(request.address, page)

    def _close_opening(self, opening: Opening) -> None:
        self._openings = tuple(each for each in self._openings if each is not opening)
        self._call(self._end_what_nobody_opened)

    def _end_what_nobody_opened(self) -> None:
        still_open = {origin for each in self._openings for origin in each.origins}
        for task, origin in tuple(self._carried.items()):
            if origin not in still_open:
                task.cancel()

    # --- the thread ---

    def _call(self, what: Callable[[], object]) -> None:
        loop = self._loop
        if loop is None:
            return
        try:
            loop.call_soon_threadsafe(what)
        except RuntimeError:
            return  # It ended just now, and with it everything that was carried.

    def _keep(self) -> None:
        while not self._is_closed:
            try:
                # Of Windows' other kind of loop a socket is for good, and the next one could not listen at the port.
                with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                    runner.run(self._serve())
            except Exception as error:  # noqa: BLE001 - whatever it was, the engine has no other way out
                _log.warning("The way to the network ended (%s) and is begun anew.", type(error).__name__)
                time.sleep(_PAUSE_S)

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._begin, sock=self._listener.dup(), limit=HEAD_BYTES)
        try:
            self._is_serving.set()
            await self._end.wait()
        finally:
            self._is_serving.clear()
            self._loop = None
            server.close()

    def _begin(self, reader: StreamReader, writer: StreamWriter) -> None:
        """A task of our own: asyncio would complain of one of its own that is ended."""
        task = asyncio.get_running_loop().create_task(self._proxy.take(reader, writer))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _end_serving(self) -> None:
        self._end.set()


def _is_to(request: RequestHead, origin: Origin) -> bool:
    """A tunnel's scheme is not told: TLS, or the sockets of an origin without it."""
    if request.is_tunnel:
        return (request.origin.host, request.origin.port) == (origin.host, origin.port)
    return request.origin == origin
