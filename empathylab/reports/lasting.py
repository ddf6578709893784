"""What lasted weeks after a visit, of those who came back with their words, as far as k lets out.

Their answers at the visit are drawn one by one among everybody's; so nothing of the follow-up is counted but from below
("at least 10"), and only where what is told leaves open how many, k or more numbers, did not come back: else the small
groups could be worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from empathylab.domain.pairing import LastingCount
from empathylab.domain.summary import PairCount, PersonaPairs, Scale
from empathylab.measures.anonymity import tell, tell_list
from empathylab.measures.comparing import are_enough, compare
from empathylab.measures.comparison_words import shift_words
from empathylab.measures.scales import SCALES
from empathylab.reports.counting import WAYS
from empathylab.reports.model import DataTable, Rows, Section
from empathylab.reports.sharing import Shareable

HEADER = ("What", "People", "Better", "The same", "Worse", "Typical change since the visit")
_ABOUT = (
    "People who wished had three words to come back with; those who came back answered once more. Compared is each "
    "person's answer at the end of the visit with the one weeks later. Those who come back may differ from the others."
)


def lasting_section(counts: Sequence[LastingCount], data: Shareable) -> tuple[Section, ...]:
    """Only where enough came back."""
    rows = lasting_rows(counts, data)
    if not rows:
        return ()
    return (Section("lasting", "What stayed?", (_ABOUT,), tables=(DataTable("Weeks later", HEADER, rows),)),)


def lasting_rows(counts: Sequence[LastingCount], data: Shareable) -> Rows:
    """A row for each question that may be told."""
    # In an order of their own: that of the counts would tell of personas that are not drawn.
    rows = (_row(scale, list(_drawn(counts, scale, data)), data) for scale in Scale)
    return tuple(row for row in rows if row)


def _drawn(counts: Sequence[LastingCount], scale: Scale, data: Shareable) -> Iterator[LastingCount]:
    """Those whose persona's visitors are drawn by what they answered at the visit."""
    personas = {pairs.persona for pairs in data.pairs(scale)}
    return (each for each in counts if each.scale is scale and each.persona in personas)


def _row(scale: Scale, counts: Sequence[LastingCount], data: Shareable) -> tuple[str, ...]:
    """Empty where nothing may be told."""
    lowering = data.lowering.of(f"later {scale}")
    by_way = {way: _by_part(counts, partial(_is_way, way=way)) for way in WAYS}
    # Not that they are few: an interval may say that somebody went there.
    ways = tell_list(by_way, data.k, lowering, is_always_told=False)
    people = tell(_by_part(counts, lambda _each: True), data.k, lower=lowering.people("all", data.k))
    people = people.raised(sum(each.least for each in ways.values()))
    if not people.is_counted or data.together(scale).people - people.least < data.k - 1:
        return ()
    is_enough = are_enough(ways["better"].least + ways["worse"].least)
    size = shift_words(compare(_pairs(counts), scale)) if is_enough else ""
    return (
        SCALES[scale].name_and_better,
        people.words,
        *(each.words for each in ways.values()),
        size or "too few to say",
    )


def _by_part(counts: Sequence[LastingCount], is_counted: Callable[[LastingCount], bool]) -> list[int]:
    found: Counter[str] = Counter()
    for each in counts:
        found[each.part] += each.people if is_counted(each) else 0
    return list(found.values())


def _is_way(each: LastingCount, way: str) -> bool:
    moved = each.later - each.now
    if moved == 0:
        return way == "same"
    return way == ("better" if (moved > 0) is SCALES[each.scale].is_higher_better else "worse")


def _pairs(counts: Sequence[LastingCount]) -> PersonaPairs:
    return PersonaPairs("", tuple(PairCount(each.now, each.later, each.people) for each in counts))
