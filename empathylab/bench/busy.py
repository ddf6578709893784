"""How busy the computer was with other things: without it no measurement means anything."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import psutil

from empathylab.bench import processes

#: Long enough for the system's clock ticks, short enough to wait for.
_LOOK_S = 1.0
_IDLE = ("idle", "iowait")


@dataclass(frozen=True, slots=True)
class ProcessorShares:
    """Shares of all processors' time: what other processes took, and what the host kept for others (Linux tells)."""

    others: float
    host: float

    def __str__(self) -> str:
        told = f"others took {self.others:.0%} of {os.cpu_count()} processors"
        return f"{told}, the host {self.host:.0%}" if self.host >= 0.005 else told


def before() -> str:
    """How busy the computer is before a measurement, in a line: load averages, and what others take in a second."""
    stretch = LoadMeter()
    time.sleep(_LOOK_S)
    loads = ", ".join(f"{load:.2f}" for load in psutil.getloadavg())
    return f"{stretch.shares()} in the second before; load averages {loads}"


@dataclass(slots=True)
class LoadMeter:
    """Measures how busy the computer was with other things, from when it is made until `shares` is asked."""

    _busy: dict[str, float] = field(default_factory=lambda: _spent())
    _ours_s: float = field(default_factory=lambda: _ours_s())

    def shares(self) -> ProcessorShares:
        """What other processes, and the host, took meanwhile."""
        spent = {name: seconds - self._busy[name] for name, seconds in _spent().items()}
        whole = max(sum(spent.values()), 1e-9)
        host = spent.get("steal", 0.0)
        working = whole - host - sum(spent.get(name, 0.0) for name in _IDLE)
        others = working - (_ours_s() - self._ours_s)
        return ProcessorShares(min(max(others / whole, 0.0), 1.0), host / whole)


def _spent() -> dict[str, float]:
    """Processor seconds of the whole computer by what they went to; guests are counted as their hosts already."""
    return {name: seconds for name, seconds in psutil.cpu_times()._asdict().items() if not name.startswith("guest")}


def _ours_s() -> float:
    """Of the lab's processes, those that have ended since included."""
    ended = psutil.Process().cpu_times()
    return (
        sum(processes.cpu_s().values()) + getattr(ended, "children_user", 0.0) + getattr(ended, "children_system", 0.0)
    )
