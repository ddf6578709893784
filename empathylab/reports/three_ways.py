"""The same form with barriers, built well and on paper, side by side, for events in which some people had the paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Scale, Summary
from empathylab.measures.anonymity import DisclosedCount, tell
from empathylab.measures.medians import weighted_median
from empathylab.measures.outcomes import RUNS

HEADER = ("The form", "People", "Completed", "Half took at most", "Ease, 1 to 7", "Own writing, 1 to 7")
Values = list[tuple[float, int]]
_DASH = "\N{EN DASH}"


def three_ways(parts: Sequence[Summary], k: int = 1) -> tuple[tuple[str, ...], ...]:
    """A row for each form; none when fewer than `k` people had the paper. A cell of fewer than `k` people is a dash.

    `parts` are the events that are put together.
    """
    if not tell([_people_on_paper(part) for part in parts], k).is_counted:
        return ()
    on_paper = [count for part in parts if _people_on_paper(part) >= k for count in part.paper]
    paper = (
        _values((count.seconds, count.people) for count in on_paper if count.outcome is Outcome.COMPLETED),
        _values((count.ease, count.people) for count in on_paper),
        _values((count.legibility, count.people) for count in on_paper),
    )
    return (
        *(_screen_row(parts, run, k) for run in (RunKind.BARRIER, RunKind.HELPED)),
        _row(RunKind.PAPER, [[(each.outcome, each.people) for each in part.paper] for part in parts], paper, k),
    )


def _people_on_paper(part: Summary) -> int:
    return sum(count.people for count in part.paper)


def _screen_row(parts: Sequence[Summary], run: RunKind, k: int) -> tuple[str, ...]:
    ends = [[(each.outcome, each.people) for each in part.outcomes if each.run is run] for part in parts]
    return _row(run, ends, (_side(parts, Scale.SECONDS, run, k), _side(parts, Scale.EASE, run, k), []), k)


def _side(parts: Sequence[Summary], scale: Scale, run: RunKind, k: int) -> Values:
    """Of those who are counted one by one anyway, or would be, so that no middle tells of others beside them."""
    groups = (each for part in parts for each in part.pairs_of(scale) if each.people >= k)
    pairs = (pair for each in groups for pair in each.pairs)
    return [(pair.before if run is RunKind.BARRIER else pair.after, pair.people) for pair in pairs]


def _row(
    run: RunKind, ends: Sequence[Sequence[tuple[Outcome, int]]], values: tuple[Values, Values, Values], k: int
) -> tuple[str, ...]:
    people = tell([sum(count for _outcome, count in part) for part in ends], k)
    completed = tell([sum(count for end, count in part if end is Outcome.COMPLETED) for part in ends], k)
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
