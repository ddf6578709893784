"""The same form with barriers, built well and on paper, side by side, for events in which some people had the paper."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import PersonaPairs, Scale
from empathylab.measures.anonymity import DisclosedCount
from empathylab.measures.medians import weighted_median
from empathylab.measures.outcomes import RUNS
from empathylab.reports.counting import ENDINGS, people_on_paper
from empathylab.reports.endings import told_endings
from empathylab.reports.sharing import COMPARED_RUNS, Shareable

HEADER = ("The form", "People", "Completed", "Half took at most", "Ease, 1 to 7", "Own writing, 1 to 7")
Values = list[tuple[float, int]]
_DASH = "\N{EN DASH}"


def three_ways(data: Shareable) -> tuple[tuple[str, ...], ...]:
    """A row for each form; none when fewer than `k` people had the paper. A cell of fewer than `k` people is a dash."""
    parts, k = data.parts, data.k
    people = data.tell(partial(people_on_paper))
    if not people.is_counted:
        return ()
    on_paper = [count for part in parts if people_on_paper(part) >= k for count in part.paper]
    paper = (
        _values((count.seconds, count.people) for count in on_paper if count.outcome is Outcome.COMPLETED),
        _values((count.ease, count.people) for count in on_paper),
        _values((count.legibility, count.people) for count in on_paper),
    )
    completed = data.tell(partial(people_on_paper, outcome=Outcome.COMPLETED))
    return (
        *(_screen_row(data, run) for run in COMPARED_RUNS),
        _row(RunKind.PAPER, people.raised(completed.least), completed, paper, k),
    )


def _screen_row(data: Shareable, run: RunKind) -> tuple[str, ...]:
    """Its middles are of the same people as elsewhere in the report: beside others they would tell of the rest."""
    is_timed = data.answered(Scale.SECONDS).is_counted
    seconds = _side(data.of_large_parts(Scale.SECONDS), run) if is_timed else []
    ease = _side(data.together(Scale.EASE), run)
    return _row(run, data.tried(run), told_endings(data, run)[ENDINGS[0]], (seconds, ease, []), data.k)


def _side(compared: PersonaPairs, run: RunKind) -> Values:
    return [(pair.before if run is RunKind.BARRIER else pair.after, pair.people) for pair in compared.pairs]


def _row(
    run: RunKind, people: DisclosedCount, completed: DisclosedCount, values: tuple[Values, Values, Values], k: int
) -> tuple[str, ...]:
    seconds, ease, legibility = (_middle(each, k) for each in values)
    return (
        RUNS[run].capitalize(),
        _words(people, k),
        _words(completed, k),
        _DASH if seconds is None else clock(seconds),
        _DASH if ease is None else f"{ease:g}",
        _DASH if legibility is None else f"{legibility:g}",
    )


def clock(seconds: float) -> str:
    """Such as 1:05: half took no longer, so what a second has begun counts whole."""
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _words(told: DisclosedCount, k: int) -> str:
    return told.words if told.is_counted or k <= 1 else _DASH


def _values(counts: Iterable[tuple[float | None, int]]) -> Values:
    return [(value, people) for value, people in counts if value is not None]


def _middle(values: Values, k: int) -> float | None:
    """None for fewer than `k` people."""
    return weighted_median(values) if sum(people for _, people in values) >= max(1, k) else None
