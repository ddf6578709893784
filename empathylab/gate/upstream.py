"""The system's own proxy, where there is one."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from empathylab.gate.origins import PORTS, Origin

_SOCKS = frozenset({"socks", "socks5", "socks5h"})
_PORTS = {"http": PORTS["http"], **dict.fromkeys(_SOCKS, 1080)}


@dataclass(frozen=True, slots=True)
class Upstream:
    """An HTTP proxy, or one of SOCKS 5. `login` is `name:password`, empty where it asks for none."""

    host: str
    port: int
    login: str = ""
    is_socks: bool = False

    @property
    def authorization(self) -> str:
        """The value of HTTP's header for the proxy's login; empty without one."""
        return f"Basic {base64.b64encode(self.login.encode()).decode()}" if self.login else ""


class UnknownProxy(ConnectionRefusedError):
    """The system has a proxy of a kind that the gate does not speak: nothing is let through then."""


#: Which proxy leads to an origin; None when the way is straight. May take its time.
Finder = Callable[[Origin], Upstream | None]


def is_in_environment() -> bool:
    """Whether the environment names any proxy; then it is what is meant."""
    from urllib.request import getproxies_environment

    return any(kind != "no" for kind in getproxies_environment())


def from_environment(origin: Origin) -> Upstream | None:
    """The proxy in `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`. UnknownProxy: one of another kind."""
    from urllib.request import getproxies_environment, proxy_bypass

    proxies = getproxies_environment()
    address = proxies.get(origin.scheme) or proxies.get("all")
    if not address or proxy_bypass(origin.authority):
        return None
    return upstream_at(address)


def upstream_at(address: str) -> Upstream:
    """A proxy as its address names it, with or without `http://` and a login. UnknownProxy: one of another kind."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UnknownProxy(f"A proxy of the kind {parts.scheme} is not known.")
    login = "" if parts.username is None else f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Upstream(parts.hostname, parts.port or _PORTS[parts.scheme], login, parts.scheme in _SOCKS)
