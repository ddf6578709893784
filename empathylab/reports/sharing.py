"""What may be told of the records, by their k: which groups, how many people, and who may be drawn as a line.

Each number is made lower by a lot of its own, so that one which holds others could be told lower than they are. It is
raised to what they add up to: that is made of numbers that are told, and so tells nothing of any that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from empathylab.domain.records import RecordsSource
from empathylab.domain.session import RunKind
from empathylab.domain.summary import PairCount, PersonaPairs, Scale, Summary
from empathylab.measures.anonymity import NOT_SHOWN, DisclosedCount, as_one_whole, at_least, few, tell
from empathylab.measures.contact import CONTACT
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.reports import counting
from empathylab.reports.counting import Count
from empathylab.reports.names import Names
from empathylab.reports.pooling import pooled

#: What the forms measured, those that fewer people came to first. Nobody comes so far without coming to the next, so
#: exact numbers of the one would bound the others: they are told as everything else is.
MEASURED = (Scale.SECONDS, Scale.FIRST_PAGE_SECONDS, Scale.FIRST_FIELD_SECONDS, Scale.FIRST_FIELD_KEYS, Scale.KEYS_LOST)
#: What is counted person by person, drawn or not: what people were asked, and answered if they wished.
COUNTED = tuple(scale for scale in Scale if scale not in MEASURED)
COMPARED_RUNS = (RunKind.BARRIER, RunKind.HELPED)
Row = TypeVar("Row", bound=Hashable)
Told = TypeVar("Told")
Of = ParamSpec("Of")


def once(tell_of: Callable[Concatenate[Shareable, Of], Told]) -> Callable[Concatenate[Shareable, Of], Told]:
    """A number is worked out once: many are raised to others, and those to others again."""

    @wraps(tell_of)
    def told(data: Shareable, /, *of: Of.args, **named: Of.kwargs) -> Told:
        key = (tell_of.__name__, *of, *named.items())
        if key not in data._worked_out:
            data._worked_out[key] = tell_of(data, *of, **named)
        found: Told = data._worked_out[key]
        return found

    return told


@dataclass(frozen=True)
class Shareable:
    """A summary with what its k lets out. `parts` add up to it; each may have, or have had, a report of its own.

    Of its `events` the same report tells as well.
    """

    summary: Summary
    k: int
    names: Names
    parts: tuple[Summary, ...]
    lowering: Lowering = NOT_LOWERED
    events: Mapping[str, Shareable] = field(default_factory=dict)
    _worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def tell(self, count: Count) -> DisclosedCount:
        """A number of people, all parts together, as it may be told."""
        told = tell(self._by_part(count), self.k, lower=self._lower(count))
        return told.raised(self._in_events(lambda event: event.tell(count)))

    def tell_now_and_then(self, count: Count) -> DisclosedCount:
        """The same, left out where its lot makes it small: what is left out need not be small."""
        told = tell(self._by_part(count), self.k, lower=self._lower(count), is_always_told=False)
        return told.raised(self._in_events(lambda event: event.tell_now_and_then(count)))

    def tell_list(self, counts: Mapping[Row, Count]) -> dict[Row, DisclosedCount]:
        """Groups that make up one whole."""
        return as_one_whole({name: self.tell(count) for name, count in counts.items()}, self.k)

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
        everybody = counting.people_who_tried(self.summary, run, persona)
        return self.tried(run, persona).is_counted and count(self.summary) == everybody

    def from_below(self, people: int) -> DisclosedCount:
        """A sum of numbers that are told: as they are, or as the least there can be."""
        return DisclosedCount(people, f"{people:,}" if self.k <= 1 else at_least(people))

    @cached_property
    def people(self) -> DisclosedCount:
        """All people: those who are counted, and what is told of the rest. Not shown is not few (`pooling`)."""
        seen = [self._seen(persona) for persona, _people in self.summary.personas]
        by_part = [sum(column) for column in zip(*seen, strict=True)] or [0] * len(self.parts)
        told = self._tell_beside(by_part, partial(counting.people_there)).raised(
            _sum(self.orders),
            _sum(self.groups),
            _sum(self.contact),
            *(self.tried(run).least for run in COMPARED_RUNS),
            self._in_events(lambda event: event.people),
        )
        return told if told.is_counted or self.k <= 1 else NOT_SHOWN

    @once
    def tried(self, run: RunKind, persona: str | None = None) -> DisclosedCount:
        """How many people did a run, all or as one persona; those who are drawn with their ease did both."""
        personas = [each for each, _people in self.summary.personas] if persona is None else [persona]
        drawn = [[pairs.people for pairs in self._drawn(Scale.EASE, each)] for each in personas]
        shown = [column for column in drawn if sum(column) >= self.k]
        seen = [sum(column) for column in zip(*shown, strict=True)] or [0] * len(self.parts)
        people = partial(counting.people_who_tried, run=run, persona=persona)
        told = max(self.tell(people), self._tell_beside(seen, people), key=lambda each: each.least)
        in_them = self._did(run) if persona is None else self._did_as(run, persona)
        return told.raised(*in_them, self._in_events(lambda event: event.tried(run, persona)))

    def _did(self, run: RunKind) -> tuple[int, ...]:
        """What is told of people who did a run."""
        as_personas = sum(self.tried(run, persona).least for persona in self._groups)
        return (_sum(self.endings(run)), as_personas, *(self.answered(scale).least for scale in MEASURED))

    def _did_as(self, run: RunKind, persona: str) -> tuple[int, ...]:
        """What is told of people who did a run as one persona."""
        barriers = [each.barrier for each in self.summary.barriers] if run is RunKind.BARRIER else []
        met = (self.tell(partial(counting.people_who_met, barrier=each, persona=persona)) for each in barriers)
        return (self.tell(_completed(run, persona)).least, *(each.least for each in met))

    @once
    def endings(self, run: RunKind) -> dict[str, DisclosedCount]:
        """How many people ended a run in which way; never fewer completed it than of each persona, or in both runs."""
        ends = {each: partial(counting.people_who_ended, run=run, ending=each) for each in counting.ENDINGS}
        told, completed = self.tell_list(ends), counting.ENDINGS[0]
        if not self._are_enough_completing:
            told |= {end: self.tell_now_and_then(ends[end]) for end in counting.ENDINGS[1:]}
        as_personas = _sum(self.completed(run))
        if self.k > 1 and not as_personas:
            # Of each persona it is known that they are few: a large sum would tell how few they can be.
            most = self.from_below(self.k) if self._groups else told[completed]
            few_each = told[completed].capped(most, self.k)
            return told | {completed: few_each if few_each.is_counted else NOT_SHOWN}
        return told | {completed: told[completed].raised(as_personas, self.answered(Scale.SECONDS).least)}

    @cached_property
    def _are_enough_completing(self) -> bool:
        """Are all large who completed a run, or both, or came to the first field of both, of each persona told apart?

        Where some are told to be few, it must stay open how many did not complete: who did a run fills the two.
        """
        each = [people for run in COMPARED_RUNS for people in self.completed(run).values()]
        reached = [
            self.tell(partial(counting.people_answering, scale=Scale.FIRST_FIELD_KEYS, persona=persona))
            for persona in self._groups
        ]
        return bool(each) and all(told.is_counted for told in (*each, *reached, self.answered(Scale.SECONDS)))

    @once
    def completed(self, run: RunKind) -> dict[str, DisclosedCount]:
        """Of each persona that may be told apart, how many completed a run."""
        return self.tell_list({persona: _completed(run, persona) for persona in self._groups})

    @once
    def answered(self, scale: Scale) -> DisclosedCount:
        """How many people are compared by what is not counted one by one; none where each way that they went is few."""
        if not (least := _sum(self._large_ways(scale))):
            return NOT_SHOWN
        told = self.tell(partial(counting.people_answering, scale=scale))
        return told.raised(least, *(self.answered(each).least for each in MEASURED[: MEASURED.index(scale)]))

    def ways(self, scale: Scale) -> dict[str, DisclosedCount]:
        """How many went better, the same and worse; never that they are few, for a middle may say that somebody did."""
        if not _sum(large := self._large_ways(scale)):
            return large
        return {way: self.tell_now_and_then(count) for way, count in counting.ways(scale).items()}

    @once
    def _large_ways(self, scale: Scale) -> dict[str, DisclosedCount]:
        """How many at least; not where all are few of those who came less far, who would have to fill these."""
        if self.k > 1 and not all(_sum(self._large_ways(each)) for each in MEASURED[MEASURED.index(scale) + 1 :]):
            return dict.fromkeys(counting.WAYS, NOT_SHOWN)
        return self.tell_list(counting.ways(scale))

    @cached_property
    def orders(self) -> dict[str, DisclosedCount]:
        """How many people did the runs in which order."""
        orders = dict.fromkeys(each.order for each in self.summary.orders)
        return self.tell_list({order: partial(counting.people_in_order, order=order) for order in orders})

    @cached_property
    def contact(self) -> dict[str, DisclosedCount]:
        """How often people meet disabled people: what an event changes depends on it."""
        return self.tell_list({words: partial(counting.people_by_contact, answers=of) for words, of in CONTACT.items()})

    @cached_property
    def groups(self) -> dict[str, DisclosedCount]:
        """The personas that may be told apart, with their people."""
        return {
            persona: people.raised(*(self.tried(run, persona).least for run in COMPARED_RUNS))
            for persona, people in self._groups.items()
        }

    @cached_property
    def _groups(self) -> dict[str, DisclosedCount]:
        told = {persona: self._of_persona(persona) for persona, _people in self.summary.personas}
        return {persona: people for persona, people in told.items() if people.is_counted}

    @once
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

    @once
    def together(self, scale: Scale) -> PersonaPairs:
        """All of `pairs` as one group."""
        return _together("", self.pairs(scale))

    def of_large_parts(self, scale: Scale) -> PersonaPairs:
        """Everybody of the parts of which enough answered: middles and sizes rest on nobody else."""
        parts = [part.all_pairs(scale) for part in self.parts]
        return _together("", [pairs for pairs in parts if pairs.people >= self.k])

    def _by_part(self, count: Count) -> list[int]:
        return [count(part) for part in self.parts]

    def _lower(self, count: Count) -> int:
        return self.lowering.people(counting.count_name(count), self.k)

    def _in_events(self, told: Callable[[Shareable], DisclosedCount]) -> int:
        """What the events' own numbers add up to."""
        return sum(told(event).least for event in self.events.values())

    @once
    def _of_persona(self, persona: str) -> DisclosedCount:
        told = self._tell_beside(self._seen(persona), partial(counting.people_there, persona=persona))
        return told.raised(self._in_events(lambda event: event._of_persona(persona)))

    def _tell_beside(self, seen: list[int], count: Count) -> DisclosedCount:
        """A number some of whose people are counted anyway; only the rest need be rounded."""
        rest = [people - drawn for people, drawn in zip(self._by_part(count), seen, strict=True)]
        return tell(rest, self.k, sum(seen), self._lower(count))

    def _seen(self, persona: str) -> list[int]:
        """Of each part, how many of a persona are counted, by the scale that has most of them."""
        by_scale = [[pairs.people for pairs in self._drawn(scale, persona)] for scale in COUNTED]
        most = max(by_scale, key=sum)
        return most if sum(most) >= self.k else [0] * len(self.parts)

    @once
    def _drawn(self, scale: Scale, persona: str) -> list[PersonaPairs]:
        """Of each part the pairs, none where they are few."""
        found = [part.pairs_of_persona(scale, persona) for part in self.parts]
        return [pairs if pairs.people >= self.k else PersonaPairs(persona, ()) for pairs in found]


def shareable(
    source: RecordsSource, event: str | None, k: int, names: Names, events: Collection[str] = ()
) -> Shareable:
    """What a report tells of the simulations of one event, or of all of several events and of each."""
    # Whoever has a report has not the ids of all visits, which nobody can guess.
    lowering = Lowering(source.visits_digest(event))
    each = {name: shareable(source, name, k, names) for name in events} if len(events) > 1 else {}
    return Shareable(source.summary(event), k, names, pooled(source.parts(event), k), lowering, each)


def told_as_it_is(summary: Summary, names: Names) -> Shareable:
    """Of the facilitator's own screens."""
    return Shareable(summary, 1, names, (summary,))


def _completed(run: RunKind, persona: str) -> Count:
    return partial(counting.people_who_ended, run=run, ending=counting.ENDINGS[0], persona=persona)


def _sum(told: Mapping[str, DisclosedCount]) -> int:
    return sum(each.least for each in told.values())


def _together(persona: str, groups: list[PersonaPairs] | tuple[PersonaPairs, ...]) -> PersonaPairs:
    people: dict[tuple[float, float], int] = {}
    for group in groups:
        for pair in group.pairs:
            people[pair.before, pair.after] = people.get((pair.before, pair.after), 0) + pair.people
    return PersonaPairs(persona, tuple(PairCount(*key, count) for key, count in sorted(people.items())))
