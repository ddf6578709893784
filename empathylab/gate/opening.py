"""What one open page is let through to. A host is looked up once for as long as the page is open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from empathylab.gate.origins import Origin, usable


class Opening:
    """The origins of one page, until it is closed. A second close does nothing."""

    def __init__(self, origins: frozenset[Origin], closed: Callable[[Opening], object]) -> None:
        self.origins = origins
        self._closed = closed
        self._addresses: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        """The page is gone; connections that no other page has opened end."""
        self._closed(self)

    async def addresses(self, origin: Origin) -> tuple[str, ...]:
        """Where this origin is, the same for as long as the page is open: a name that moves is not followed.

        Empty: it has no address that may be gone to. OSError: it was not found.
        """
        if origin.host not in self._addresses:
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
            self._addresses.setdefault(origin.host, usable(origin.host, (str(each[4][0]) for each in found)))
        return self._addresses[origin.host]
