"""Small events pooled as one, where nobody can tell which of them somebody came to.

Of each it is known that fewer than k people came. Together they are told like one event as long as any of them could
have been empty: as many people fit into the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from empathylab.domain.roles import HostThere
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

Counted = TypeVar("Counted", PairCount, ZoomCount, OutcomeCount, OrderCount, PaperCount)


def pooled(parts: tuple[Summary, ...], k: int) -> tuple[Summary, ...]:
    """The parts, those of fewer than k people as one where that gives none of them away.

    Those with a host there stay apart from those without, for each side is told of by itself; so do those whose mode
    was drawn by lot.
    """
    sides = sorted({(part.host, part.is_assigned) for part in parts})
    return tuple(
        each
        for side in sides
        for each in _pooled(tuple(part for part in parts if (part.host, part.is_assigned) == side), k)
    )


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
