"""Which way pages on the network go; the lab's own forms need none."""

from __future__ import annotations

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.gate import Origin
from empathylab.gate.upstream import UnknownProxy
from empathylab.ui.page import way_out

NAME = "Way to pages on the network"
#: Nobody's address: only the system's own settings are asked about it.
_SOMEWHERE = Origin("https", "example.com", 443)


def network_line() -> CheckLine:
    """How pages are reached: directly or through the system's proxy. Raises MachineError where there is no gate."""
    way_out.require()
    try:
        proxy = way_out.system_proxy(_SOMEWHERE)
    except UnknownProxy:
        return CheckLine(
            NAME,
            CheckLevel.WARNING,
            "The system's proxy is of a kind that the lab does not speak. The lab's own forms need none; no page on "
            "the network opens.",
            "Set its address for HTTP or SOCKS 5 in the system's settings.",
        )
    if proxy is None:
        return CheckLine(NAME, CheckLevel.OK, "Straight: the system has no proxy. The lab's own forms need no network.")
    kind = "SOCKS 5" if proxy.is_socks else "HTTP"
    return CheckLine(
        NAME,
        CheckLevel.OK,
        f"Through the system's {kind} proxy, which finds the addresses of names: where a name leads is its affair, and "
        "the lab does not look. The lab's own forms need no network.",
    )
