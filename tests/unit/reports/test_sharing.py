"""Numbers of one report that have to agree with each other, and rows that have to tell what they say."""

from __future__ import annotations

from collections import Counter
from functools import partial

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.spotting import SpotCount, SpotMoment
from empathylab.domain.summary import (
    Counts,
    OrderCount,
    OutcomeCount,
    PairCount,
    PaperCount,
    PersonaPairs,
    Scale,
    Summary,
)
from empathylab.files.spotting import spotting_sets
from empathylab.reports.counting import people_who_tried
from empathylab.reports.findings import change_told, compared_people
from empathylab.reports.names import Names
from empathylab.reports.pooling import summed_up
from empathylab.reports.sharing import MEASURED, Shareable
from empathylab.reports.spotting import spotting_rows
from empathylab.reports.three_ways import three_ways

K = 5
ORDER = "with barriers, then built well"


def day(name: str) -> Summary:
    """Nine people, five of whom said how easy it was; all did the runs in one order."""
    answered = {Scale.EASE: (PersonaPairs("claudia", (PairCount(2, 6, 5),)),)}
    people = (("claudia", 5), ("ashleigh", 4))
    return Summary(name, Counts(people=9), people, answered, orders=(OrderCount(ORDER, 9),))


def both() -> Summary:
    answered = {Scale.EASE: (PersonaPairs("claudia", (PairCount(2, 6, 10),)),)}
    people = (("claudia", 10), ("ashleigh", 8))
    return Summary("", Counts(people=18), people, answered, orders=(OrderCount(ORDER, 18),))


def test_no_more_people_did_the_runs_in_an_order_than_there_were() -> None:
    days = (day("Monday"), day("Tuesday"))
    told = Shareable(both(), K, Names(), days)
    assert str(told.orders[ORDER]) == "at least 15"
    assert str(told.people) == "at least 15"


def test_a_middle_rests_on_nobody_of_a_day_on_which_few_answered() -> None:
    parts = (day("Monday"), answered_by(K - 1))
    assert Shareable(both(), K, Names(), parts).of_large_parts(Scale.EASE).people == 5


def of_parts(*parts: Summary) -> Shareable:
    return Shareable(summed_up(parts), K, Names(), parts)


def answered_by(people: int) -> Summary:
    answered = {Scale.EASE: (PersonaPairs("claudia", (PairCount(2, 6, people),)),)}
    return Summary("", Counts(people=people), (("claudia", people),), answered)


def test_who_gave_the_paper_up_is_not_in_the_middle_of_the_times() -> None:
    paper = (PaperCount(Outcome.COMPLETED, 100.0, 4, 4, 5), PaperCount(Outcome.GAVE_UP, 10.0, 2, 2, 6))
    rows = three_ways(of_parts(Summary("Day", Counts(people=11), paper=paper)))
    _name, people, completed, seconds, ease, legibility = rows[-1]
    assert (people, completed, seconds) == ("at least 10", "at least 5", "1:40")
    assert (ease, legibility) == ("2", "2")


def one_day(pairs: dict[Scale, tuple[PersonaPairs, ...]]) -> Shareable:
    people = Counter[str]()
    for each in (each for scale in pairs.values() for each in scale):
        people[each.persona] = max(people[each.persona], each.people)
    summary = Summary("Day", Counts(people=people.total()), tuple(sorted(people.items())), pairs)
    return Shareable(summary, K, Names(), (summary,))


def test_a_size_rests_on_nobody_beside_those_whose_lines_are_drawn() -> None:
    """With the lines at hand, an interval over a few more would tell how many those are."""
    seven = PersonaPairs("claudia", tuple(PairCount(1, 2 + each, 1) for each in range(5)) + (PairCount(2, 3, 2),))
    two = PersonaPairs("ashleigh", (PairCount(7, 1, 2),))
    alone, beside = (change_told(one_day({Scale.EASE: pairs}), Scale.EASE) for pairs in ((seven,), (seven, two)))
    assert alone is not None
    assert beside is not None
    assert (alone.people, alone.shift, alone.interval) == (beside.people, beside.shift, beside.interval)


def test_no_size_is_missing_where_that_would_tell_how_many_differ() -> None:
    """Six who differ would have an interval, five have none: beside "at least 5 better", none worse would be known."""
    for differ in (5, 6, 9):
        pairs = PersonaPairs("claudia", (PairCount(60, 30, differ), PairCount(50, 50, 3)))
        assert change_told(one_day(dict.fromkeys(MEASURED, (pairs,))), Scale.FIRST_PAGE_SECONDS) is None
    pairs = PersonaPairs("claudia", (PairCount(60, 30, 10),))
    assert change_told(one_day(dict.fromkeys(MEASURED, (pairs,))), Scale.FIRST_PAGE_SECONDS) is not None


def test_beside_a_middle_nobody_is_told_that_few_went_one_way() -> None:
    """An interval that reaches there says that somebody did: of "fewer than 5" one to four would be left."""
    pairs = PersonaPairs("claudia", (PairCount(60, 30, 8), PairCount(50, 50, 3), PairCount(30, 50, 3)))
    day = one_day(dict.fromkeys(MEASURED, (pairs,)))
    assert compared_people(day, Scale.FIRST_PAGE_SECONDS) is not None
    assert [each.words for each in day.ways(Scale.FIRST_PAGE_SECONDS).values()] == ["at least 5"] + 2 * ["not shown"]


def test_how_long_people_took_is_not_told_where_each_way_that_they_went_is_few() -> None:
    """Ten of whom fewer than five were faster, as fast, and slower would be two of each at least."""
    pairs = PersonaPairs("claudia", (PairCount(60, 30, 4), PairCount(50, 50, 3), PairCount(30, 50, 3)))
    assert compared_people(one_day(dict.fromkeys(MEASURED, (pairs,))), Scale.FIRST_PAGE_SECONDS) is None


def test_the_middle_of_a_form_rests_on_nobody_who_is_few() -> None:
    """Nor on the few at another machine who had the paper."""
    paper = tuple(PaperCount(Outcome.COMPLETED, 100.0, 4, 4, 1) for _each in range(6))
    few = (PaperCount(Outcome.COMPLETED, 900.0, 1, 1, 4),)
    parts = [Summary("Day", Counts(people=9), paper=each, outcomes=_ends(9)) for each in (paper, few)]
    assert three_ways(of_parts(*parts))[-1][3:] == three_ways(of_parts(*parts[:1]))[-1][3:]


def _ends(people: int) -> tuple[OutcomeCount, ...]:
    return (OutcomeCount("claudia", RunKind.BARRIER, Outcome.COMPLETED, people),)


def test_of_several_machines_nobody_is_told_that_it_was_everybody() -> None:
    """Beside the report on one of them its absence would tell of somebody at another."""
    parts = tuple(Summary(name, Counts(people=9), outcomes=_ends(9)) for name in ("Monday", "Tuesday"))
    whole = Summary("", Counts(people=18), outcomes=_ends(18))

    def is_everybody(summary: Summary, parts: tuple[Summary, ...], k: int = K) -> bool:
        data = Shareable(summary, k, Names(), parts)
        return data.is_everybody(partial(people_who_tried, run=RunKind.BARRIER), RunKind.BARRIER)

    assert is_everybody(parts[0], parts[:1])
    assert not is_everybody(whole, parts)
    assert is_everybody(whole, parts, k=1)


def test_what_a_few_at_another_machine_spotted_is_in_no_figure() -> None:
    items = [each for spot_set in spotting_sets() for each in spot_set.items]

    def said(part: str, people: int, *, is_right: bool) -> list[SpotCount]:
        answers = [(moment, item) for moment in SpotMoment for item in items]
        return [SpotCount(part, moment, item.id, item.has_barrier is is_right, people) for moment, item in answers]

    many, few = said("desk", 6, is_right=True), said("foyer", 2, is_right=False)
    assert [row[2:] for row in spotting_rows([*many, *few], K)] == [row[2:] for row in spotting_rows(many, K)]
