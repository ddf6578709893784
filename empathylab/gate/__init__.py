"""The gate, the web engine's only way out: a proxy on this computer that lets through what pages now open need."""

from empathylab.gate.gate import Gate
from empathylab.gate.opening import Opening
from empathylab.gate.origins import Origin
from empathylab.gate.upstream import Upstream

__all__ = ["Gate", "Opening", "Origin", "Upstream"]
