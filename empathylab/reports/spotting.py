"""How well the people of an event told what holds a barrier, before and after; never of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from empathylab.domain.spotting import SpotCount, SpotMoment
from empathylab.files.spotting import spotting_sets
from empathylab.measures.anonymity import tell
from empathylab.measures.change_size import rounded, signed
from empathylab.measures.detection import Answers, detection
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.reports.model import DataTable, Rows, Section

HEADER = ("When", "People", "d\N{PRIME}: how well", "Bias: how ready to say so")
_MOMENTS = {SpotMoment.BEFORE: "Before", SpotMoment.AFTER: "After"}
_ABOUT = (
    "Six pictures of pages and six spoken clips, half of each with a barrier, before the first form and as many others "
    "after what happened; which set came first was drawn by lot. d\N{PRIME} says how well barriers were told from "
    "none: 0 is guessing, 2 is good. The bias is below 0 where people say “a barrier” too readily. Both are of all "
    "answers together."
)


def spotting_section(counts: Sequence[SpotCount], k: int, lowering: Lowering) -> tuple[Section, ...]:
    """Only where enough people answered both sets."""
    rows = spotting_rows(counts, k, lowering)
    return (Section("spotting", "Spot the barrier", (_ABOUT,), tables=(_table(rows),)),) if rows else ()


def _table(rows: Rows) -> DataTable:
    return DataTable("Barriers told from none", HEADER, rows)


def spotting_rows(counts: Sequence[SpotCount], k: int, lowering: Lowering = NOT_LOWERED) -> Rows:
    """Before and after, of the parts that may be told of."""
    people = _people(counts)
    told = tell(list(people.values()), k, lower=lowering.people("spotted", k))
    if not told.is_counted:
        return ()
    large = [each for each in counts if people[each.part] >= k]
    return tuple(_row(words, told.words, large, moment) for moment, words in _MOMENTS.items())


def _people(counts: Sequence[SpotCount]) -> Counter[str]:
    """Of each part: everybody answered every item of a set, so those of one item are as many as have this set."""
    found: Counter[str] = Counter()
    first_items = {spot_set.items[0].id for spot_set in spotting_sets()}
    for each in counts:
        if each.moment is SpotMoment.BEFORE and each.item in first_items:
            found[each.part] += each.people
    return found


def _row(words: str, people: str, counts: Sequence[SpotCount], moment: SpotMoment) -> tuple[str, ...]:
    found = detection(sum((_answers(each) for each in counts if each.moment is moment), Answers()))
    return (words, people, signed(rounded(found.d_prime)).lstrip("+"), signed(rounded(found.bias)))


def _answers(count: SpotCount) -> Answers:
    has_barrier = next(
        item.has_barrier for spot_set in spotting_sets() for item in spot_set.items if item.id == count.item
    )
    said = count.people if count.said_barrier else 0
    return Answers(count.people, said, 0, 0) if has_barrier else Answers(0, 0, count.people, said)
