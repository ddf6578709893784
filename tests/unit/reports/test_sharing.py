"""Numbers of one report that have to agree with each other, and rows that have to tell what they say."""

from __future__ import annotations

from empathylab.domain.session import Outcome
from empathylab.domain.summary import Counts, OrderCount, PairCount, PaperCount, PersonaPairs, Scale, Summary
from empathylab.reports.names import Names
from empathylab.reports.sharing import Shareable
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


def test_who_gave_the_paper_up_is_not_in_the_middle_of_the_times() -> None:
    paper = (PaperCount(Outcome.COMPLETED, 100.0, 4, 4, 5), PaperCount(Outcome.GAVE_UP, 10.0, 2, 2, 6))
    rows = three_ways((Summary("Day", Counts(people=11), paper=paper),), K)
    _name, people, completed, seconds, ease, legibility = rows[-1]
    assert (people, completed, seconds) == ("at least 10", "at least 5", "1:40")
    assert (ease, legibility) == ("2", "2")
