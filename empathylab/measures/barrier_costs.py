"""Which of the barriers that were met cost most."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import BarrierMet, RunEnded

#: What is met within this time was met together: the log cannot tell which of them it was that held somebody up.
_TOGETHER_MS = 1_000


def costliest_first(log: Iterable[LogEntry]) -> tuple[str, ...]:
    """The barriers of a log by what they cost, the costliest first.

    A barrier costs the time from meeting it until another one is met or the run ends, all meetings together: what
    somebody could not get past comes before what only took a moment. In the order met where two cost the same.
    """
    costs_ms: dict[str, int] = {}
    at_hand: dict[str, int] = {}
    for entry in log:
        if not isinstance(entry.event, BarrierMet | RunEnded):
            continue
        if at_hand and entry.at_ms - max(at_hand.values()) > _TOGETHER_MS or isinstance(entry.event, RunEnded):
            for barrier, since_ms in at_hand.items():
                costs_ms[barrier] += entry.at_ms - since_ms
            at_hand = {}
        if isinstance(entry.event, BarrierMet):
            costs_ms.setdefault(entry.event.barrier, 0)
            at_hand.setdefault(entry.event.barrier, entry.at_ms)
    return tuple(sorted(costs_ms, key=costs_ms.__getitem__, reverse=True))
