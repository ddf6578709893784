"""Two runs are compared as far as both came, and barriers by what they cost."""

from __future__ import annotations

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import BarrierMet, PageShown, RunEnded, RunStarted
from empathylab.domain.session import RunKind
from empathylab.measures.barrier_costs import costliest_first
from empathylab.measures.common_progress import CommonProgress, common_progress, pages_done

PAGES = ("details", "collection", "check", "done")
Told = tuple[int, InteractionEvent]


def log_of(*told: Told) -> list[LogEntry]:
    return [LogEntry(seq, seconds * 1000, event) for seq, (seconds, event) in enumerate(told)]


def run(kind: RunKind, *pages: tuple[int, str], begun: int = 0) -> list[Told]:
    shown = [(begun + seconds, PageShown(page)) for seconds, page in pages]
    return [(begun, RunStarted(kind)), *shown, (begun + 300, RunEnded(kind))]


GAVE_UP = run(RunKind.BARRIER, (1, "details"), (72, "collection"))
SENT = run(RunKind.HELPED, (1, "details"), (31, "collection"), (60, "check"), (80, "done"), begun=400)


def test_times_are_those_of_the_pages_that_both_left_behind() -> None:
    assert common_progress(log_of(*GAVE_UP, *SENT), PAGES) == CommonProgress(1, (72.0, 31.0), is_whole=False)


def test_where_one_never_left_the_first_page_there_is_no_time_to_compare() -> None:
    stuck = run(RunKind.BARRIER, (1, "details"), (5, "elsewhere"), (9, "details"))
    assert common_progress(log_of(*stuck, *SENT), PAGES) is None
    assert common_progress(log_of(*SENT), PAGES) is None


def test_two_forms_that_were_sent_are_compared_whole() -> None:
    first = run(RunKind.BARRIER, (1, "details"), (70, "collection"), (90, "details"), (150, "check"), (200, "done"))
    assert common_progress(log_of(*first, *SENT), PAGES) == CommonProgress(3, (200.0, 80.0), is_whole=True)
    assert pages_done(log_of(*first), RunKind.BARRIER, PAGES) == (70.0, 150.0, 200.0)


def test_what_held_somebody_up_longest_comes_first() -> None:
    log = log_of(
        (0, RunStarted(RunKind.BARRIER)),
        (10, BarrierMet("menu")),
        (20, BarrierMet("ring")),
        (90, BarrierMet("menu")),
        (95, BarrierMet("button")),
        (200, RunEnded(RunKind.BARRIER)),
    )
    assert costliest_first(log) == ("button", "ring", "menu")


def test_all_meetings_of_a_barrier_count_together() -> None:
    log = log_of((1, BarrierMet("menu")), (41, BarrierMet("ring")), (71, BarrierMet("menu")), (72, RunEnded()))
    assert costliest_first(log) == ("menu", "ring")


def test_barriers_that_were_met_together_cost_the_same() -> None:
    log = log_of((1, BarrierMet("grey")), (1, BarrierMet("wide")), (9, BarrierMet("colour")), (10, RunEnded()))
    assert costliest_first(log) == ("grey", "wide", "colour")
    assert costliest_first([]) == ()
