"""What a page from outside is given and loses at its end: a sign-in, a made-up file, names for the records."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtNetwork import QNetworkCookie

from empathylab.domain.service import Service


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a facilitator signed in, in memory alone.

    `cookies` have their domains; `user` and `password` answer a server that asks with a box of its own.
    """

    cookies: tuple[QNetworkCookie, ...] = field(default=(), repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


NO_SIGN_IN = SignIn()


@dataclass(frozen=True, slots=True)
class PageInputs:
    """What one page is given: `file`, a path for file fields; `service`, which names pages and fields."""

    sign_in: SignIn = NO_SIGN_IN
    file: str = ""
    service: Service | None = None


NO_INPUTS = PageInputs()


class SignIns:
    """The facilitator's sign-ins by the service's id, until the lab closes."""

    def __init__(self) -> None:
        self._kept: dict[str, SignIn] = {}

    def keep(self, service_id: str, sign_in: SignIn) -> None:
        """Keep who is signed in at this service, until the lab ends."""
        self._kept[service_id] = sign_in

    def of(self, service_id: str) -> SignIn:
        """What every run at it begins with."""
        return self._kept.get(service_id, NO_SIGN_IN)

    def forget(self, service_id: str) -> None:
        """Nobody is signed in at this service."""
        self._kept.pop(service_id, None)
