"""An opening of the gate: the origins of one open page. A host is looked up once for as long as the page is open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from empathylab.gate.origins import Origin, usable
from empathylab.gate.packing import PackedPage


class Opening:
    """The origins of one page, until it is closed. A second close does nothing."""

    def __init__(self, origins: frozenset[Origin], closed: Callable[[Opening], object]) -> None:
        self.origins = origins
        self._closed = closed
        self._addresses: dict[str, tuple[str, ...]] = {}
        self._packed: dict[str, PackedPage] = {}

    def close(self) -> None:
        """The page is gone; connections that no other page has opened end."""
        self._closed(self)

    def note(self, address: str, page: PackedPage | None) -> None:
        """Note what an address has begun to send: a packed page, or something else."""
        if page is None:
            self._packed.pop(address, None)
        else:
            self._packed[address] = page

    def cut_short(self) -> tuple[str, ...]:
        """The addresses whose packed pages broke off, of those without TLS alone."""
        return tuple(address for address, page in tuple(self._packed.items()) if page.is_cut_short)

    async def addresses(self, origin: Origin) -> tuple[str, ...]:
        """The addresses of this origin, the same for as long as the page is open: a name that moves is not followed.

        Empty: it has no address that may be gone to. OSError: it was not found.
        """
        if origin.host not in self._addresses:
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
            self._addresses.setdefault(origin.host, usable(origin.host, (str(each[4][0]) for each in found)))
        return self._addresses[origin.host]
