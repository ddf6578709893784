"""Which pages of a service came in which run."""

from __future__ import annotations

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import PageShown, RunEnded, RunStarted
from empathylab.domain.session import RunKind
from empathylab.measures.pages_seen import pages_seen


def seen(*events: InteractionEvent) -> dict[RunKind, tuple[str, ...]]:
    return pages_seen(LogEntry(seq, seq, event) for seq, event in enumerate(events))


def test_each_page_once_in_the_order_in_which_it_came_first() -> None:
    first, second = PageShown("page-2"), PageShown("page-1")
    told = seen(RunStarted(RunKind.FIRST), first, PageShown(), second, first, RunEnded())
    assert told == {RunKind.FIRST: ("page-2", "page-1")}


def test_what_comes_between_two_runs_belongs_to_neither() -> None:
    told = seen(
        PageShown("before"), RunStarted(RunKind.FIRST), RunEnded(), PageShown("after"), RunStarted(RunKind.SECOND)
    )
    assert told == {RunKind.FIRST: (), RunKind.SECOND: ()}
