"""Small events pooled as one, where nobody can tell which of them somebody came to.

Of each it is known that fewer than k people came. Together they are told like one event as long as any of them could
have been empty: as many people fit into the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from empathylab.domain.roles import HostThere
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import (
    BarrierCount,
    Counts,
    MetCount,
    OrderCount,
    OutcomeCount,
    PairCount,
    PaperCount,
    PersonaPairs,
    Scale,
    Summary,
    ZoomCount,
)
from empathylab.measures.anonymity import are_hidden_together

Group = TypeVar("Group", MetCount, OutcomeCount)
Counted = TypeVar("Counted", PairCount, ZoomCount, OutcomeCount, OrderCount, PaperCount)


def pooled(parts: tuple[Summary, ...], k: int) -> tuple[Summary, ...]:
    """The parts, those of fewer than k people as one where that gives none of them away; without what may not be told.

    Those with a host there stay apart from those without, for each side is told of by itself; so do those whose mode
    was drawn by lot.
    """
    sides = sorted({(part.host, part.is_assigned) for part in parts})
    return tuple(
        _without_full(each, k)
        for side in sides
        for each in _pooled(tuple(part for part in parts if (part.host, part.is_assigned) == side), k)
    )


def _without_full(part: Summary, k: int) -> Summary:
    """The part without those who would fill its small groups: of what is told from below the smallest is left out.

    That each group is small is seen where none is told, so that a number of people which fills all of them leaves none
    empty. What is left fits into the others, and is told from below as everything is.
    """
    if _is_full([each.people for each in part.orders], k):
        return replace(summed_up(()), event=part.event, host=part.host, is_assigned=part.is_assigned)
    if _is_full([people for _persona, people in part.personas], k):
        part = _without_smallest(part)
    return replace(
        part,
        pairs={scale: each for scale, each in part.pairs.items() if not _is_full([of.people for of in each], k)},
        barriers=tuple(replace(each, met=_left(each.met, lambda met: met.people, k)) for each in part.barriers),
        outcomes=_completing_left(part.outcomes, k),
    )


def _without_smallest(part: Summary) -> Summary:
    """Without the people of the smallest persona, and without what else would say of a group that it is small."""
    left = tuple(sorted(part.personas, key=lambda each: (each[1], each[0]))[1:])
    names, people = {persona for persona, _people in left}, sum(people for _persona, people in left)
    return replace(
        part,
        counts=replace(part.counts, people=people),
        personas=tuple(each for each in part.personas if each in left),
        pairs={},
        barriers=tuple(
            replace(each, met=tuple(met for met in each.met if met.persona in names)) for each in part.barriers
        ),
        outcomes=tuple(each for each in part.outcomes if each.persona in names),
        zoom=tuple(each for each in part.zoom if each.persona in names),
        orders=(),
        usefulness=(),
        paper=(),
        contact=(),
    )


def _completing_left(outcomes: tuple[OutcomeCount, ...], k: int) -> tuple[OutcomeCount, ...]:
    """Of those who completed a run."""
    others = tuple(each for each in outcomes if each.outcome is not Outcome.COMPLETED)
    completed = (tuple(each for each in outcomes if each not in others and each.run is run) for run in RunKind)
    return (*others, *(each for run in completed for each in _left(run, lambda of_persona: of_persona.people, k)))


def _left(groups: tuple[Group, ...], people_of: Callable[[Group], int], k: int) -> tuple[Group, ...]:
    """The groups, without the smallest where all are full."""
    if not _is_full([people_of(each) for each in groups], k):
        return groups
    smallest = min(groups, key=people_of)
    return tuple(each for each in groups if each is not smallest)


def _is_full(groups: list[int], k: int) -> bool:
    return k <= sum(groups) and max(groups) < k and not are_hidden_together(groups, k)


def _pooled(parts: tuple[Summary, ...], k: int) -> tuple[Summary, ...]:
    small = tuple(part for part in parts if part.counts.people < k)
    if not are_hidden_together([part.counts.people for part in small], k):
        return parts
    return (*(part for part in parts if part not in small), summed_up(small))


def summed_up(parts: tuple[Summary, ...]) -> Summary:
    """One summary of all; without comments, which are counted nowhere."""
    return Summary(
        "",
        Counts(people=sum(part.counts.people for part in parts), runs=sum(part.counts.runs for part in parts)),
        personas=_added(each for part in parts for each in part.personas),
        pairs={scale: tuple(_pairs(parts, scale)) for scale in Scale},
        barriers=tuple(_barriers(parts)),
        zoom=_alike(each for part in parts for each in part.zoom),
        outcomes=_alike(each for part in parts for each in part.outcomes),
        orders=_alike(each for part in parts for each in part.orders),
        usefulness=_added(each for part in parts for each in part.usefulness),
        paper=_alike(each for part in parts for each in part.paper),
        contact=_added(each for part in parts for each in part.contact),
        host=_host_of(parts),
        is_assigned=bool(parts) and all(part.is_assigned for part in parts),
    )


def _host_of(parts: tuple[Summary, ...]) -> HostThere:
    sides = {part.host for part in parts}
    return sides.pop() if len(sides) == 1 else HostThere.NOT_TOLD


Name = TypeVar("Name", str, float, int)


def _added(counts: Iterable[tuple[Name, int]]) -> tuple[tuple[Name, int], ...]:
    found: Counter[Name] = Counter()
    for name, people in counts:
        found[name] += people
    return tuple(sorted(found.items()))


def _alike(counts: Iterable[Counted]) -> tuple[Counted, ...]:
    """Equal but for their people: added up."""
    found: Counter[Counted] = Counter()
    for each in counts:
        found[replace(each, people=0)] += each.people
    return tuple(replace(each, people=people) for each, people in found.items())


def _pairs(parts: tuple[Summary, ...], scale: Scale) -> Iterable[PersonaPairs]:
    for persona in sorted({each.persona for part in parts for each in part.pairs_of(scale)}):
        found = _alike(pair for part in parts for pair in part.pairs_of_persona(scale, persona).pairs)
        yield PersonaPairs(persona, tuple(sorted(found, key=lambda pair: (pair.before, pair.after))))


def _barriers(parts: tuple[Summary, ...]) -> Iterable[BarrierCount]:
    found = [each for part in parts for each in part.barriers]
    for barrier in dict.fromkeys(each.barrier for each in found):
        people: Counter[str] = Counter()
        completed: Counter[str] = Counter()
        for met in (met for each in found if each.barrier == barrier for met in each.met):
            people[met.persona] += met.people
            completed[met.persona] += met.completed
        yield BarrierCount(barrier, tuple(MetCount(each, people[each], completed[each]) for each in sorted(people)))
