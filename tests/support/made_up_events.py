"""Events of made-up visits as a source of records: skewed, with few of some personas, with answers left out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.pairing import LastingCount
from empathylab.domain.records import ActionRecord, CommentRecord, ReviewState
from empathylab.domain.roles import Host, HostThere, Roles
from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.domain.spotting import SpotCount
from empathylab.domain.standard import BoardMark
from empathylab.domain.summary import (
    BarrierCount,
    Counts,
    FieldTime,
    MetCount,
    OrderCount,
    OutcomeCount,
    PairCount,
    PersonaPairs,
    Scale,
    Summary,
    WornCount,
    ZoomCount,
)
from empathylab.domain.workshop import EventSettings
from empathylab.measures.field_times import count_field_times

#: Which barriers each persona can meet; everybody knows it.
CAN_MEET = {
    "ann": ("no-name", "tab-order", "timeout"),
    "ben": ("tab-order", "low-contrast"),
    "cat": ("timeout", "low-contrast"),
    "dan": ("no-reflow",),
    "eve": ("no-reflow", "no-name"),
}
#: Who is asked after each run what the form had told them, and how many questions.
TOLD_SOMETHING = ("cat", "dan")
MOST_FACTS = 2
AFTER_RUNS = (Scale.EASE, Scale.EFFORT, Scale.FRUSTRATION, Scale.FIRST_FIELD_KEYS)
_ALWAYS_AFTER_ALL = (Scale.CONFIDENCE, Scale.PITY, Scale.CAPABLE)
AFTER_ALL = (*_ALWAYS_AFTER_ALL, Scale.ANXIETY)
#: How the visits end that were drawn by lot.
DRAWN = "drawn by lot"
_DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; `outcomes` of the runs that were done, `pairs` of what was answered both times."""

    persona: str
    outcomes: dict[RunKind, Outcome]
    pairs: dict[Scale, tuple[float, float]]
    met: tuple[str, ...]
    zoom: float | None
    contact: int | None = None


def visit(chance: random.Random, persona: str, skill: float, skips: float) -> Visit:
    runs = [RunKind.BARRIER, RunKind.HELPED] if chance.random() > 0.06 else [RunKind.BARRIER]
    ends = {run: _end(chance, skill if run is RunKind.BARRIER else 0.92) for run in runs}
    pairs: dict[Scale, tuple[float, float]] = {}
    if len(runs) == 2:
        for scale in AFTER_RUNS:
            if chance.random() > skips:
                pairs[scale] = (chance.randint(1, 4), chance.randint(2, 7))
        if Scale.FIRST_FIELD_KEYS in pairs:
            pairs[Scale.FIRST_FIELD_SECONDS] = (float(chance.randint(2, 60)), float(chance.randint(1, 9)))
        pairs[Scale.KEYS_LOST] = (chance.randint(0, 9), 0)
        if chance.random() < skill or set(ends.values()) == {Outcome.COMPLETED}:
            pairs[Scale.FIRST_PAGE_SECONDS] = (5.0 * chance.randint(4, 20), 5.0 * chance.randint(2, 10))
        if set(ends.values()) == {Outcome.COMPLETED}:
            pairs[Scale.SECONDS] = (5.0 * chance.randint(10, 40), 5.0 * chance.randint(5, 20))
        if Scale.FIRST_PAGE_SECONDS in pairs and Scale.FIRST_FIELD_KEYS not in pairs:
            pairs[Scale.FIRST_FIELD_KEYS] = (chance.randint(1, 40), chance.randint(1, 7))
            pairs[Scale.FIRST_FIELD_SECONDS] = (float(chance.randint(2, 60)), float(chance.randint(1, 9)))
    for scale in _ALWAYS_AFTER_ALL:
        if chance.random() > skips:
            pairs[scale] = (chance.randint(2, 6), chance.randint(2, 7))
    met = tuple(barrier for barrier in CAN_MEET[persona] if chance.random() < 0.7)
    zoom = chance.choice((1.0, 2.0, 3.0)) if persona == "ben" and len(runs) == 2 else None
    return Visit(persona, ends, pairs, met, zoom)


def _end(chance: random.Random, share_completed: float) -> Outcome:
    if chance.random() < share_completed:
        return Outcome.COMPLETED
    return chance.choice((Outcome.GAVE_UP, Outcome.GAVE_UP, Outcome.TIMED_OUT, Outcome.STOPPED))


def offered(seed: int) -> list[str]:
    """The personas of an event, which everybody knows who saw its posters."""
    return _offered(random.Random(seed))


def _offered(chance: random.Random) -> list[str]:
    return chance.sample(sorted(CAN_MEET), chance.randint(1, 5))


def visits(seed: int) -> list[Visit]:
    """The visits of one event, from a handful to some dozens."""
    chance = random.Random(seed)
    personas = _offered(chance)
    weights = [chance.choice((1, 1, 3, 8)) for _ in personas]
    skill, skips = chance.choice((0.1, 0.5, 0.9)), chance.choice((0.0, 0.03, 0.2))
    count = chance.choice((3, 7, 12, 20, 28, 29, 40, 75))
    skills = skills_of(seed, personas, skill)
    who = (chance.choices(personas, weights)[0] for _ in range(count))
    made = [visit(chance, persona, skills[persona], skips) for persona in who]
    return [_asked_of_contact(each, chance, skips) for each in made] if chance.random() < 0.5 else made


def uneven(seed: int) -> tuple[list[Visit], list[str]]:
    """An event whose personas were worn by about k people each; of some all got to the end, of some nobody.

    With the personas that were offered.
    """
    chance = random.Random(f"uneven {seed}")
    personas, skips = chance.sample(sorted(CAN_MEET), chance.randint(1, 5)), chance.choice((0.0, 0.03, 0.3))
    sizes = chance.choice(((1, 2, 3, 4, 4), (1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 17)))
    skills = {persona: chance.choice((0.0, 0.05, 0.1, 0.5, 0.9, 1.0)) for persona in personas}
    who = [persona for persona in personas for _ in range(chance.choice(sizes))]
    return [visit(chance, persona, skills[persona], skips) for persona in who], personas


def skills_of(seed: int, personas: list[str], usual: float) -> dict[str, float]:
    """How many get to the end; in half of the events another share of each persona."""
    chance = random.Random(f"skills {seed}")
    differ = chance.random() < 0.5
    return {persona: chance.choice((0.0, 0.1, 0.5, 0.9, 1.0)) if differ else usual for persona in personas}


def _asked_of_contact(made: Visit, chance: random.Random, skips: float) -> Visit:
    """At a station that asks about it too."""
    anxiety = {Scale.ANXIETY: (chance.randint(2, 6), chance.randint(1, 5))} if chance.random() > skips else {}
    contact = min(7, 1 + int(chance.expovariate(0.5))) if chance.random() > skips else None
    return replace(made, pairs={**made.pairs, **anxiety}, contact=contact)


def summary_of(name: str, made: list[Visit]) -> Summary:
    """What the records would count of these visits."""
    pairs = Counter((scale, each.persona, pair) for each in made for scale, pair in each.pairs.items())
    scales = {
        scale: tuple(
            PersonaPairs(
                persona, tuple(PairCount(*key[2], n) for key, n in sorted(pairs.items()) if key[:2] == (scale, persona))
            )
            for persona in sorted({key[1] for key in pairs if key[0] is scale})
        )
        for scale in Scale
    }
    met = Counter(barrier for each in made for barrier in each.met)
    ends = Counter((each.persona, run, end) for each in made for run, end in each.outcomes.items())
    orders = Counter(", ".join(each.outcomes) for each in made)
    return Summary(
        name,
        Counts(people=len(made), runs=sum(len(each.outcomes) for each in made)),
        personas=tuple(sorted(Counter(each.persona for each in made).items())),
        pairs=scales,
        barriers=tuple(BarrierCount(barrier, _met(made, barrier)) for barrier, _people in met.most_common()),
        zoom=tuple(
            ZoomCount("ben", zoom, None, n)
            for zoom, n in sorted(Counter(each.zoom for each in made if each.zoom).items())
        ),
        outcomes=tuple(OutcomeCount(*key, n) for key, n in sorted(ends.items())),
        orders=tuple(OrderCount(order, n) for order, n in sorted(orders.items())),
        contact=tuple(sorted(Counter(each.contact for each in made if each.contact).items())),
    )


def _met(made: list[Visit], barrier: str) -> tuple[MetCount, ...]:
    who = [each for each in made if barrier in each.met]
    people = Counter(each.persona for each in who)
    done = Counter(each.persona for each in who if each.outcomes[RunKind.BARRIER] is Outcome.COMPLETED)
    return tuple(MetCount(persona, people[persona], done[persona]) for persona in sorted(people))


class MadeUpEvents:
    """Implements what a report reads of `domain.records.RecordsSource`."""

    def __init__(self, events: dict[str, list[Visit]], k: int) -> None:
        self._visits = events
        self._k = k
        self._summaries: dict[str | None, Summary] = {}

    def events(self) -> tuple[EventSettings, ...]:
        return tuple(EventSettings(name, _DAY, _DAY, self._k) for name in self._visits)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        if event not in self._summaries:
            chosen = self._visits if event is None else {event: self._visits[event]}
            self._summaries[event] = summary_of(event or "", [each for made in chosen.values() for each in made])
        return self._summaries[event]

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        if mode is not Mode.SIMULATION:
            return ()
        names = [event] if event is not None else list(self._visits)
        return tuple(self.summary(name) for name in names)

    def worn(self, event: str | None = None) -> tuple[WornCount, ...]:
        return ()

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        """One field, which who came so far was in, in both runs."""
        chosen = self._visits if event is None else {event: self._visits[event]}
        reached = [
            (each.persona, each.pairs[Scale.FIRST_FIELD_SECONDS])
            for made in chosen.values()
            for each in made
            if Scale.FIRST_FIELD_SECONDS in each.pairs
        ]
        runs = (
            (persona, "form", run, {"field": seconds})
            for persona, pair in reached
            for run, seconds in zip((RunKind.BARRIER, RunKind.HELPED), pair, strict=True)
        )
        return tuple(count_field_times(runs))

    def stations(self, event: str | None = None) -> tuple[str, ...]:
        return ()

    def spotted(self, event: str | None = None) -> tuple[SpotCount, ...]:
        return ()

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        """Who was told something by a form was asked after each run; not everybody answered."""
        chosen = {event: self._visits[event]} if event in self._visits else self._visits
        found: Counter[tuple[str, str, str, RunKind, bool]] = Counter()
        for name, made in chosen.items():
            chance = random.Random(f"told {name} {len(made)}")
            share, right = chance.choice((0.3, 0.7, 1)), {RunKind.BARRIER: 0.3, RunKind.HELPED: 0.9}
            told = [(each.persona, run) for each in made if each.persona in TOLD_SOMETHING for run in each.outcomes]
            for persona, run in told:
                for question in sorted(questions)[:MOST_FACTS]:
                    if chance.random() < share:
                        found[name, persona, question, run, chance.random() < right[run]] += 1
        keys = sorted({key[:4] for key in found})
        return tuple(
            ComprehensionCount(*key, found[*key, True] + found[*key, False], found[*key, True]) for key in keys
        )

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        """About half of the events had people come back, more or less of them."""
        chosen = {event: self._visits[event]} if event in self._visits else self._visits
        found: Counter[tuple[str, str, Scale, int, int]] = Counter()
        for name, made in chosen.items():
            chance = random.Random(f"{name} {len(made)}")
            share, moved = chance.choice((0, 0.3, 0.6, 0.9)), chance.choice(((0,), (-1, -1, 0), (-1, 0, 1)))
            asked = (
                (one.persona, scale, one.pairs[scale]) for one in made for scale in AFTER_ALL if scale in one.pairs
            )
            for persona, scale, (_then, now) in asked:
                if chance.random() < share:
                    found[name, persona, scale, int(now), int(now) + chance.choice(moved)] += 1
        return tuple(LastingCount(*key, people) for key, people in sorted(found.items()))

    def counts(self, event: str | None = None) -> Counts:
        return self.summary(event).counts

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        return iter(())

    def board(self, event: str | None = None) -> Iterator[BoardMark]:
        return iter(())

    def actions(self, event: str | None = None) -> Iterator[ActionRecord]:
        return iter(())

    def left_out(self) -> tuple[str, ...]:
        return ()

    def visits_digest(self, event: str | None = None) -> str:
        """Of made-up visits, which have no ids: the same each time."""
        return repr(self.summary(event))


class MadeUpHosts(MadeUpEvents):
    """One event with a host, who was there at some of the visits; given by whether."""

    name = "event"

    def events(self) -> tuple[EventSettings, ...]:
        return (EventSettings(self.name, _DAY, _DAY, self._k, roles=Roles(Host.PAID)),)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        return summary_of(self.name, [each for made in self._visits.values() for each in made])

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        if mode is not Mode.SIMULATION:
            return ()
        return tuple(replace(summary_of(self.name, made), host=HostThere(host)) for host, made in self._visits.items())

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        return super().field_times()


class MadeUpLot(MadeUpEvents):
    """One event whose visitors were a simulation, only looked or had a talk; given by that, drawn by lot or chosen."""

    name = "event"

    def events(self) -> tuple[EventSettings, ...]:
        return (EventSettings(self.name, _DAY, _DAY, self._k),)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        return summary_of(self.name, [each for key in self._of(mode) for each in self._visits[key]])

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        return tuple(
            replace(summary_of(self.name, self._visits[key]), is_assigned=key.endswith(DRAWN)) for key in self._of(mode)
        )

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        return ()

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        return ()

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        return ()

    def _of(self, mode: Mode) -> list[str]:
        return [key for key in self._visits if key.startswith(mode.value)]


class MadeUpStations(MadeUpEvents):
    """One event whose visits came together from several machines, named by them."""

    name = "event"

    def events(self) -> tuple[EventSettings, ...]:
        return (EventSettings(self.name, _DAY, _DAY, self._k),)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        return summary_of(self.name, [each for made in self._visits.values() for each in made])

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        if mode is not Mode.SIMULATION:
            return ()
        return tuple(summary_of(self.name, made) for made in self._visits.values())

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        return super().field_times()

    def stations(self, event: str | None = None) -> tuple[str, ...]:
        return tuple(self._visits)
