"""Which pages of a service came in each run, in the order in which they came first."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import PageShown, RunEnded, RunStarted
from empathylab.domain.session import RunKind


def pages_seen(log: Iterable[LogEntry]) -> dict[RunKind, tuple[str, ...]]:
    """By run: names such as `page-1`."""
    seen: dict[RunKind, dict[str, None]] = {}
    run: RunKind | None = None
    for entry in log:
        if isinstance(entry.event, RunStarted):
            run = entry.event.kind
            seen[run] = {}
        elif isinstance(entry.event, RunEnded):
            run = None
        elif run is not None and isinstance(entry.event, PageShown) and entry.event.page:
            seen[run].setdefault(entry.event.page)
    return {kind: tuple(pages) for kind, pages in seen.items()}
