"""The same form with barriers, built well and on paper, side by side, for events in which some people had the paper."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.records import Scale, Summary
from empathylab.domain.session import Outcome, RunKind
from empathylab.measures.middle import weighted_median
from empathylab.measures.outcomes import RUNS, endings

HEADER = ("The form", "People", "Completed", "Time, in the middle", "Ease, 1 to 7", "Own writing, 1 to 7")
Values = list[tuple[float, int]]


def three_ways(summary: Summary, k: int = 1) -> tuple[tuple[str, ...], ...]:
    """A row for each form; none when fewer than `k` people had the paper. A cell of fewer than `k` people is a dash."""
    if sum(count.people for count in summary.paper) < max(1, k):
        return ()
    on_paper = {outcome: 0 for outcome in Outcome}
    for count in summary.paper:
        on_paper[count.outcome] += count.people
    paper = (
        _values((count.seconds, count.people) for count in summary.paper if count.outcome is Outcome.COMPLETED),
        _values((count.ease, count.people) for count in summary.paper),
        _values((count.legibility, count.people) for count in summary.paper),
    )
    return (
        *(_screen_row(summary, run, k) for run in (RunKind.BARRIER, RunKind.HELPED)),
        _row(RunKind.PAPER, on_paper, paper, k),
    )


def _screen_row(summary: Summary, run: RunKind, k: int) -> tuple[str, ...]:
    people = endings(summary.outcomes, run)
    return _row(run, people, (_side(summary, Scale.SECONDS, run), _side(summary, Scale.EASE, run), []), k)


def _side(summary: Summary, scale: Scale, run: RunKind) -> Values:
    pairs = summary.all_pairs(scale).pairs
    return [(pair.before if run is RunKind.BARRIER else pair.after, pair.people) for pair in pairs]


def _row(run: RunKind, people: dict[Outcome, int], values: tuple[Values, Values, Values], k: int) -> tuple[str, ...]:
    total, completed = sum(people.values()), people[Outcome.COMPLETED]
    is_telling = k <= 1 or (completed >= k and total - completed >= k)
    seconds, ease, legibility = (_middle(each, k) for each in values)
    return (
        RUNS[run].capitalize(),
        f"{total:,}" if total >= k else "\N{EN DASH}",
        f"{completed:,}" if is_telling else "\N{EN DASH}",
        "\N{EN DASH}" if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02d}",
        "\N{EN DASH}" if ease is None else f"{ease:g}",
        "\N{EN DASH}" if legibility is None else f"{legibility:g}",
    )


def _values(counts: Iterable[tuple[float | None, int]]) -> Values:
    return [(value, people) for value, people in counts if value is not None]


def _middle(values: Values, k: int) -> float | None:
    """None for fewer than `k` people."""
    return weighted_median(values) if sum(people for _, people in values) >= max(1, k) else None
