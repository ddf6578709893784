"""Reports on one event that are handed on one after another, set side by side and given to a solver.

A few made-up events each time, two hundred with `pytest -m attack`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator

import pytest

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.pairing import LastingCount
from empathylab.measures.earlier_reports import Visits, entering
from empathylab.measures.scales import SCALES
from empathylab.reports.assemble import assemble
from empathylab.reports.names import Names
from empathylab.reports.summary_files import as_values
from support.attacker import Attacker
from support.made_up_events import CAN_MEET, MadeUpEvents, Visit, visits
from support.printed import WAYS, Name, Statement, drawn_of, statements

pytestmark = pytest.mark.attack

K = 5
FEW_EVENTS, MANY_EVENTS = 2, 200
BEFORE, SINCE = "before", "since"


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


class _AsTheyCame(MadeUpEvents):
    """Without what is made up anew for each number of visits."""

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        return ()

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        return ()


def printed(made: list[Visit]) -> list[Statement]:
    report = assemble(_AsTheyCame({"event": made}, K), "event", Names())  # type: ignore[arg-type]
    return list(statements(json.loads(json.dumps(as_values(report))), drawn_of(made)))


def side_by_side(first: list[Statement], second: list[Statement]) -> Attacker:
    """Who has both reports."""
    attacker = Attacker([BEFORE, SINCE])
    attacker.learn(first, BEFORE)
    attacker.learn(second, (BEFORE, SINCE))
    return attacker


def further(told: list[Visit], made: list[Visit]) -> list[Visit]:
    """Those of `made` whom a further report tells of, after one that told of some of them."""
    new = Counter(each.persona for each in made[len(told) :])
    before = Counter(each.persona for each in told)
    coming = entering({who: Visits(before[who], new[who]) for who in new}, lambda _who: "", K)
    return [*told, *(each for each in made[len(told) :] if each.persona in coming)]


def in_turn(made: list[Visit]) -> Iterator[list[Visit]]:
    """Whom each report tells of, where one is made after every visit from the fifth on."""
    told, left = made[:K], made[K:]
    yield told
    waiting: list[Visit] = []
    for each in left:
        waiting.append(each)
        new = further(told, [*told, *waiting])
        waiting = [one for one in waiting if not any(one is other for other in new)]
        told = new
        yield told


def lines_of(who: str) -> Iterator[Name]:
    for meaning in SCALES.values():
        yield from (("way", meaning.name, way, who) for way in WAYS)


def test_two_reports_on_all_visits_tell_what_one_visitor_answered() -> None:
    """Why visits come into a further report in company."""
    made = next(made for made in map(visits, range(100)) if len(made) == 40)
    who = Counter(each.persona for each in made).most_common(1)[0][0]
    last = max(number for number, each in enumerate(made) if each.persona == who)
    attacker = side_by_side(printed(made[:last]), printed(made[: last + 1]))
    told = [name for name in lines_of(who) if attacker.range_of(name, SINCE) == (1, 1)]
    assert ("way", "Ease") in {name[:2] for name in told}, "easier or harder is known of the one person who came"


def test_reports_made_after_every_visit_tell_of_no_fewer_than_k(is_in_full: bool) -> None:
    moved = 0
    for seed in range(MANY_EVENTS if is_in_full else FEW_EVENTS):
        before: list[Visit] = []
        for told in in_turn(visits(seed)):
            if len(told) > len(before) and before:
                assert moves_in_company(before, told), seed
                moved += 1
                second = printed(told)
                assert told_of_few(side_by_side(printed(before), second), second) == [], seed
            before = told
    assert moved


def moves_in_company(before: list[Visit], told: list[Visit]) -> bool:
    were, are = (Counter(each.persona for each in made) for made in (before, told))
    return len(told) - len(before) >= K and all(are[who] - were[who] >= K or were[who] < K for who in are - were)


def told_of_few(attacker: Attacker, second: list[Statement]) -> list[str]:
    """Numbers of those who came since that are known to be between one and k - 1.

    Lines are told one by one, on purpose: each is of one of the k or more who came in with it.
    """
    found = []
    counted = {each.name for each in second if each.name[0] not in ("way", "answered") and not each.less}
    for name in sorted({*counted, *(("persona", who) for who in CAN_MEET)}):
        if not attacker.is_open(name, SINCE, None, K):
            low, high = attacker.range_of(name, SINCE)
            found += [f"{name}: {low} to {high}"] if low > 0 and high < K else []
    return found
