"""Origins, scheme, host and port, and which network addresses a host of that name may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

PORTS = {"http": 80, "https": 443}
#: Names of these ends are nobody's on the internet (RFC 6761, 6762, 8375, 9476): what they mean, this network says.
_OWN_ENDS = frozenset({"localhost", "local", "test", "example", "invalid", "internal", "lan", "arpa"})

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Origin:
    """`scheme` is http or https; `host` as the engine writes it: small letters, punycode, no brackets."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """`host:port`, as a request names it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_this_computer(self) -> bool:
        """Whether it is this computer, by its name alone."""
        address = _number(self.host)
        return _end(self.host) == "localhost" if address is None else address.is_loopback

    @property
    def is_on_own_network(self) -> bool:
        """Whether its name alone says the house's own network: a private number or end, or no dot."""
        address = _number(self.host)
        return "." not in self.host or _end(self.host) in _OWN_ENDS if address is None else address.is_private


def usable(host: str, found: Iterable[str]) -> tuple[str, ...]:
    """Which of the addresses that were found for a host may be gone to.

    An allowed number is what was allowed. A name never leads to a whole network, to the machines of a link (where
    clouds keep their keys), nor, when it is a name of the internet's, back to this computer; and a name with addresses
    on the internet leads to none beside them. A name of the internet's with an address of the house alone is how
    organizations name what is theirs.
    """
    if _number(host) is not None:
        return tuple(found)
    addresses = [address for address in map(_number, found) if address is not None and _may_be_named(host, address)]
    on_the_internet = [address for address in addresses if address.is_global]
    return tuple(str(address) for address in on_the_internet or addresses)


def _may_be_named(host: str, address: Address) -> bool:
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    return not address.is_loopback or "." not in host or _end(host) in _OWN_ENDS


def _end(host: str) -> str:
    return host.rpartition(".")[2]


def _number(host: str) -> Address | None:
    """An IPv4 address in the clothes of an IPv6 one is what it is."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
