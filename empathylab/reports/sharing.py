"""What may be told of the records, by their k: which groups, how many people, and who may be drawn as a line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from empathylab.domain.session import RunKind
from empathylab.domain.summary import PairCount, PersonaPairs, Scale, Summary
from empathylab.measures.anonymity import DisclosedCount, at_least, few, tell, tell_list
from empathylab.reports.names import Names

#: What is counted person by person, drawn or not. The number of people with the others is that of a group of its own:
#: who completed both forms, or the first page of both, and who did both runs. They are told as everything else is.
_NOT_COUNTED = (Scale.FIRST_PAGE_SECONDS, Scale.SECONDS, Scale.KEYS_LOST)
COUNTED = tuple(scale for scale in Scale if scale not in _NOT_COUNTED)
Count = Callable[[Summary], int]
Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shareable:
    """A summary with what its k lets out. `parts` add up to it; each may have, or have had, a report of its own."""

    summary: Summary
    k: int
    names: Names
    parts: tuple[Summary, ...]

    def tell(self, count: Count) -> DisclosedCount:
        """A number of people, all parts together, as it may be told."""
        return tell(self._by_part(count), self.k)

    def tell_list(self, counts: Mapping[Row, Count]) -> dict[Row, DisclosedCount]:
        """Groups that make up one whole."""
        return tell_list({name: self._by_part(count) for name, count in counts.items()}, self.k)

    @property
    def few(self) -> DisclosedCount:
        """A number that is not counted, as it may be told."""
        return few(len(self.parts), self.k)

    def is_everybody(self, count: Count, run: RunKind, persona: str | None = None) -> bool:
        """Whether these are all who did a run, where they are enough to be told of.

        Not said of several parts: beside the report on one of them its absence would tell of somebody in another.
        """
        if len(self.parts) > 1 and self.k > 1:
            return False
        everybody = people_who_tried(self.summary, run, persona)
        return self.tried(run, persona).is_counted and count(self.summary) == everybody

    def from_below(self, people: int) -> DisclosedCount:
        """A sum of numbers that are told: as they are, or as the least there can be."""
        return DisclosedCount(people, f"{people:,}" if self.k <= 1 else at_least(people))

    @property
    def people(self) -> DisclosedCount:
        """All people: those who are counted, and what is told of the rest; never fewer than the orders add up to."""
        seen = [self._seen(persona) for persona, _people in self.summary.personas]
        by_part = [sum(column) for column in zip(*seen, strict=True)] or [0] * len(self.parts)
        told = self._tell_beside(by_part, lambda part: part.counts.people)
        in_orders = sum(people.least for people in self.orders.values())
        return told if told.least >= in_orders else DisclosedCount(in_orders, at_least(in_orders))

    def tried(self, run: RunKind, persona: str | None = None) -> DisclosedCount:
        """How many people did a run, all or as one persona; those who are drawn with their ease did both."""
        personas = [each for each, _people in self.summary.personas] if persona is None else [persona]
        drawn = [[pairs.people for pairs in self._drawn(Scale.EASE, each)] for each in personas]
        shown = [column for column in drawn if sum(column) >= self.k]
        seen = [sum(column) for column in zip(*shown, strict=True)] or [0] * len(self.parts)
        people = partial(people_who_tried, run=run, persona=persona)
        return max(self.tell(people), self._tell_beside(seen, people), key=lambda told: told.least)

    @property
    def orders(self) -> dict[str, DisclosedCount]:
        """How many people did the runs in which order."""
        orders = dict.fromkeys(each.order for each in self.summary.orders)
        return self.tell_list({order: partial(_people_in_order, order=order) for order in orders})

    @property
    def groups(self) -> dict[str, DisclosedCount]:
        """The personas that may be told apart, with their people."""
        told = {persona: self._of_persona(persona) for persona, _people in self.summary.personas}
        return {persona: people for persona, people in told.items() if people.is_counted}

    def pairs(self, scale: Scale) -> tuple[PersonaPairs, ...]:
        """Who may be drawn and counted: at least k people of each persona."""
        drawn = (_together(persona, self._drawn(scale, persona)) for persona, _people in self.summary.personas)
        return tuple(pairs for pairs in drawn if pairs.people >= self.k)

    def asked(self, scale: Scale, persona: str | None = None) -> int:
        """How many people met the personas of `pairs`, or one of them, where they are counted: answered or not."""
        personas = [pairs.persona for pairs in self.pairs(scale)] if persona is None else [persona]
        return sum(
            part.people_of(each)
            for each in personas
            for part, drawn in zip(self.parts, self._drawn(scale, each), strict=True)
            if drawn.people
        )

    def together(self, scale: Scale) -> PersonaPairs:
        """All of `pairs` as one group."""
        return _together("", self.pairs(scale))

    def of_large_parts(self, scale: Scale) -> PersonaPairs:
        """Everybody of the parts of which enough answered: middles and sizes rest on nobody else."""
        parts = [part.all_pairs(scale) for part in self.parts]
        return _together("", [pairs for pairs in parts if pairs.people >= self.k])

    def _by_part(self, count: Count) -> list[int]:
        return [count(part) for part in self.parts]

    def _of_persona(self, persona: str) -> DisclosedCount:
        return self._tell_beside(self._seen(persona), lambda part: part.people_of(persona))

    def _tell_beside(self, seen: list[int], count: Count) -> DisclosedCount:
        """A number some of whose people are counted anyway; only the rest need be rounded."""
        rest = [people - drawn for people, drawn in zip(self._by_part(count), seen, strict=True)]
        return tell(rest, self.k, sum(seen))

    def _seen(self, persona: str) -> list[int]:
        """Of each part, how many of a persona are counted, by the scale that has most of them."""
        by_scale = [[pairs.people for pairs in self._drawn(scale, persona)] for scale in COUNTED]
        most = max(by_scale, key=sum)
        return most if sum(most) >= self.k else [0] * len(self.parts)

    def _drawn(self, scale: Scale, persona: str) -> list[PersonaPairs]:
        """Of each part the pairs, none where they are few."""
        found = [part.pairs_of_persona(scale, persona) for part in self.parts]
        return [pairs if pairs.people >= self.k else PersonaPairs(persona, ()) for pairs in found]


def people_who_tried(part: Summary, run: RunKind, persona: str | None = None) -> int:
    """How many people of a summary did a run, all or as one persona."""
    return sum(each.people for each in part.outcomes if each.run is run and persona in (None, each.persona))


def _people_in_order(part: Summary, order: str) -> int:
    return sum(each.people for each in part.orders if each.order == order)


def _together(persona: str, groups: list[PersonaPairs] | tuple[PersonaPairs, ...]) -> PersonaPairs:
    people: dict[tuple[float, float], int] = {}
    for group in groups:
        for pair in group.pairs:
            people[pair.before, pair.after] = people.get((pair.before, pair.after), 0) + pair.people
    return PersonaPairs(persona, tuple(PairCount(*key, count) for key, count in sorted(people.items())))
