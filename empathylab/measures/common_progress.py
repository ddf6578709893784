"""How long two runs of one form took up to the last page that both reached: whoever gave up early was not faster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import PageShown, RunEnded, RunStarted
from empathylab.domain.session import RunKind


@dataclass(frozen=True, slots=True)
class CommonProgress:
    """So many `pages` of the form were done in both runs, in so many `seconds`; `is_whole` when that is all of it."""

    pages: int
    seconds: tuple[float, float]
    is_whole: bool


def pages_done(log: Iterable[LogEntry], run: RunKind, pages: Sequence[str]) -> tuple[float, ...]:
    """Seconds from the run's start until each page of the form was left behind for the first time.

    `pages` are the form's in order, of which the last says that it was sent; the result has one page less at most.
    """
    done: list[float] = []
    started_ms = None
    for entry in log:
        if isinstance(entry.event, RunStarted):
            started_ms = entry.at_ms if entry.event.kind is run else None
        elif isinstance(entry.event, RunEnded):
            started_ms = None
        elif started_ms is not None and isinstance(entry.event, PageShown) and entry.event.page in pages:
            reached = pages.index(entry.event.page)
            done += [(entry.at_ms - started_ms) / 1000] * max(0, reached - len(done))
    return tuple(done)


def common_progress(log: Sequence[LogEntry], pages: Sequence[str]) -> CommonProgress | None:
    """Two runs compared up to the last page that both reached; None where one of them left no page behind."""
    before, after = (pages_done(log, run, pages) for run in (RunKind.BARRIER, RunKind.HELPED))
    both = min(len(before), len(after))
    if both == 0:
        return None
    return CommonProgress(both, (before[both - 1], after[both - 1]), both == len(pages) - 1)
