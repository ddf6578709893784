"""The web engine's only way out: a proxy on this computer that lets through the origins of the pages now open."""

from empathylab.gate.gate import Gate
from empathylab.gate.opening import Opening
from empathylab.gate.origins import Origin
from empathylab.gate.upstream import Upstream

__all__ = ["Gate", "Opening", "Origin", "Upstream"]
