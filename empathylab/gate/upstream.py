"""The system's own proxy, where there is one."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from empathylab.gate.origins import PORTS, Origin


@dataclass(frozen=True, slots=True)
class Upstream:
    """An HTTP proxy. `authorization` is the value of its header, empty where it asks for none."""

    host: str
    port: int
    authorization: str = ""


#: Which proxy leads to an origin; None when the way is straight. May take its time.
Finder = Callable[[Origin], Upstream | None]


def is_in_environment() -> bool:
    """Whether the environment names any proxy; then it is what is meant."""
    return any(kind != "no" for kind in getproxies_environment())


def from_environment(origin: Origin) -> Upstream | None:
    """As `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say."""
    proxies = getproxies_environment()
    address = proxies.get(origin.scheme) or proxies.get("all")
    if not address or proxy_bypass(origin.authority):
        return None
    return upstream_at(address)


def upstream_at(address: str) -> Upstream | None:
    """A proxy as its address names it, with or without `http://` and a login; None for one that is of another kind."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme != "http" or not parts.hostname:
        return None
    login = "" if parts.username is None else f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Upstream(parts.hostname, parts.port or PORTS["http"], basic(login))


def basic(login: str) -> str:
    """The header's value for `name:password`; empty for nobody."""
    return f"Basic {base64.b64encode(login.encode()).decode()}" if login else ""
