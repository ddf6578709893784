"""The gate of this process, begun before the engine and kept for as long as the lab runs."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.errors import MachineError
from empathylab.gate import Gate, Opening, Origin, Upstream, upstream

#: A port that nobody listens at: with no gate there is no way out at all.
_NOWHERE = 1
_gate: Gate | None = None


def flags() -> tuple[str, ...]:
    """Begin the gate, and give the engine's flags that leave it no other way out. There is never a second gate."""
    global _gate
    if _gate is None:
        try:
            _gate = Gate(system_proxy)
        except OSError:
            _gate = None
    return (
        f"--proxy-server=http://127.0.0.1:{_NOWHERE if _gate is None else _gate.port}",
        # To this computer as well.
        "--proxy-bypass-list=<-loopback>",
        # No name is looked up by the engine itself: that would tell it to whoever answers for names. ^NOTFOUND is its
        # word for nowhere; any other would be a name, for which a page's call has the whole network asked.
        '--host-resolver-rules="MAP * ^NOTFOUND, EXCLUDE 127.0.0.1"',
        # Nothing over UDP.
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
    )


def is_open() -> bool:
    """Whether pages can be let through at all."""
    return _gate is not None and _gate.is_working


def require() -> None:
    """Raise MachineError where there is no gate: without one the lab opens no page but its own."""
    if not is_open():
        raise MachineError(
            "The lab cannot keep a page to the addresses that were allowed, so it opens no page but its own.",
            "Close the lab and start it again.",
        )


def open_to(origins: Iterable[Origin]) -> Opening | None:
    """Let the engine through to these until it is closed; None where there is no gate."""
    return None if _gate is None else _gate.open(origins)


def system_proxy(origin: Origin) -> Upstream | None:
    """What the environment says; else what the system's own settings say, with their scripts."""
    if upstream.is_in_environment():
        return upstream.from_environment(origin)
    from PySide6.QtCore import QUrl
    from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

    query = QNetworkProxyQuery(QUrl(f"{origin.scheme}://{origin.authority}/"))
    first = next(iter(QNetworkProxyFactory.systemProxyForQuery(query)), None)
    kind = QNetworkProxy.ProxyType
    if first is None or first.type() is kind.NoProxy:
        return None
    if first.type() not in (kind.HttpProxy, kind.HttpCachingProxy, kind.Socks5Proxy):
        raise upstream.UnknownProxy(f"A proxy of the kind {first.type().name} is not known.")
    login = f"{first.user()}:{first.password()}" if first.user() else ""
    return Upstream(first.hostName(), first.port(), login, is_socks=first.type() is kind.Socks5Proxy)
