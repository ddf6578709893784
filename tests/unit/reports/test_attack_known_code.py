"""An attack by somebody who knows the code: of two events that differ in how large their large groups are, and in
nothing else, a report is the same but for the lots by which its numbers are lower (`measures.lowering`).

With it, and as any lot may have been drawn, whoever has a report and the code knows no more than what is printed: for
each event that fits what is printed there are lots with which it is printed. What is printed is attacked in
`test_attack_small_numbers.py`. A few dozen made-up events each time, two thousand with `pytest -m attack`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.pairing import LastingCount
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Counts, PairCount, PersonaPairs, Scale, Summary
from empathylab.measures.lowering import Lowering
from empathylab.reports.assemble import assemble
from empathylab.reports.counting import ENDINGS
from empathylab.reports.lasting import lasting_rows
from empathylab.reports.model import Report
from empathylab.reports.names import Names
from empathylab.reports.sharing import Shareable
from support.made_up_events import CAN_MEET, MadeUpEvents, Visit, visits

pytestmark = pytest.mark.attack

K = 5
FEW_EVENTS, MANY_EVENTS = 30, 2_000
_ENDINGS = {Outcome.COMPLETED: ENDINGS[0], Outcome.GAVE_UP: ENDINGS[1]}


class _AsBefore(MadeUpEvents):
    """An event to which people were added; what is made up anew for each number of visits stays as it was."""

    def __init__(self, made: list[Visit], before: list[Visit]) -> None:
        super().__init__({"event": made}, K)
        self._before = MadeUpEvents({"event": before}, K)

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        return self._before.comprehension(questions, event)

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        return self._before.lasting(event)


@pytest.fixture
def endless_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number is as low as it may be told."""
    monkeypatch.setattr(Lowering, "people", lambda _lowering, _counted, k: 10**6 if k > 1 else 0)


def reported(made: list[Visit], before: list[Visit]) -> Report:
    return assemble(_AsBefore(made, before), "event", Names())  # type: ignore[arg-type]


def groups_of(visit: Visit) -> Iterator[tuple[str, ...]]:
    """Everything of which a visit is counted as one; what is asked weeks later or of a film apart."""
    who = visit.persona
    yield from (("people",), ("persona", who), ("order", *visit.outcomes), ("contact", str(visit.contact)))
    for run, outcome in visit.outcomes.items():
        end = _ENDINGS.get(outcome, ENDINGS[2])
        yield from (("tried", run), ("tried", run, who), ("end", run, end), ("end", run, end, who))
    for barrier in visit.met:
        yield from (("met", barrier), ("met", barrier, who))
        if visit.outcomes[RunKind.BARRIER] is not Outcome.COMPLETED:
            yield ("stopped", barrier)


def told_apart(made: list[Visit]) -> tuple[Counter[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """How large the small groups are, and of which groups it is everybody."""
    count = Counter(name for each in made for name in groups_of(each))
    of_runs = [(("tried", run, *who), ("end", run, ENDINGS[0], *who)) for run in RunKind for who in [()]]
    of_barriers = [
        (("tried", RunKind.BARRIER, who), ("met", barrier, who)) for who in CAN_MEET for barrier in CAN_MEET[who]
    ]
    everybody = {part for whole, part in (*of_runs, *of_barriers) if count[whole] == count[part]}
    return Counter({name: min(people, K) for name, people in count.items()}), frozenset(everybody)


def with_more(made: list[Visit]) -> list[Visit]:
    """More of those who came, twice over, wherever that makes no small group larger; they answer nothing one by one."""
    found, before = made, told_apart(made)
    for each in 2 * made:
        more = [*found, replace(each, pairs={}, zoom=None)]
        found = more if told_apart(more) == before else found
    return found


@pytest.mark.parametrize("part", range(2))
@pytest.mark.usefixtures("endless_lots")
def test_how_large_a_large_group_is_changes_nothing_but_its_number(part: int, pytestconfig: pytest.Config) -> None:
    events = MANY_EVENTS if "attack" in pytestconfig.getoption("markexpr", "") else FEW_EVENTS
    added = 0
    for seed in range(part, events, 2):
        made = visits(seed)
        more = with_more(made)
        added += len(more) - len(made)
        assert reported(more, made) == reported(made, made), seed
    assert added > events


@pytest.mark.usefixtures("endless_lots")
def test_every_number_passes_the_lot() -> None:
    """Of those who answered nothing one by one, nothing larger than k is told but as a sum of such numbers."""
    made = [replace(each, pairs={}) for seed in range(40) for each in visits(seed) if each.persona == "ann"]
    report = reported(made, made)
    assert len(made) > 100
    cells = [cell for section in report.sections for table in section.tables for row in table.rows for cell in row]
    charts = [chart.words for section in report.sections for chart in section.charts]
    told = " ".join([*cells, *charts, *report.first.found, *(fact.number for fact in report.first.facts)])
    assert "at least 5" in told
    most = K * (len(ENDINGS) + 1)
    assert not [each for each in range(most + 1, 500) if f"at least {each}" in told], told


def test_rows_on_what_stayed_stand_in_an_order_that_tells_of_nobody() -> None:
    """That of the counts follows the personas, also of one of whom no line is drawn."""
    scales = (Scale.CONFIDENCE, Scale.PITY)
    pairs = {scale: (PersonaPairs("ben", (PairCount(3, 5, 12),)),) for scale in scales}
    summary = Summary("event", Counts(people=13), (("ann", 1), ("ben", 12)), pairs)
    data = Shareable(summary, K, Names(), (summary,))
    came = [LastingCount("event", "ben", scale, 5, 4, 6) for scale in scales]
    few = LastingCount("event", "ann", Scale.PITY, 5, 5, 1)
    rows = lasting_rows(came, data)
    assert len(rows) == 2
    assert lasting_rows([few, *came], data) == lasting_rows(came[::-1], data) == rows


def test_barriers_that_are_told_alike_stand_in_an_order_that_tells_of_nobody() -> None:
    """Not the one that more people met before the other: both are "at least 5"."""
    both = ("tab-order", "low-contrast")
    names = []
    for more in both:
        made = [
            replace(each, met=both, pairs={}) for seed in range(9) for each in visits(seed) if each.persona == "ben"
        ]
        made = [*made[:6], replace(made[6], met=(more,))]
        report = reported(made, made)
        tables = (chart.table for section in report.sections if section.id == "barriers" for chart in section.charts)
        names.append([row[:2] for table in tables for row in table.rows])
    assert names[0] == names[1] != []
