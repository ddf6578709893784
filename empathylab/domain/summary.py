"""The results of an event as counts of people, the same from SQLite and from PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from empathylab.domain.roles import HostThere
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.spec import Spec


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, for progress bars and for the first line of the results.

    `people` came to simulations; `other_visits` are audits, talks and follow-ups.
    """

    people: int = 0
    open_sessions: int = 0
    runs: int = 0
    facts: int = 0
    comments_waiting: int = 0
    comments_released: int = 0
    other_visits: int = 0

    @property
    def visits(self) -> int:
        """All that ended, of every mode."""
        return self.people + self.other_visits


class Scale(StrEnum):
    """What is asked or measured twice in a session, and compared within each person."""

    EASE = "ease"
    EFFORT = "effort"
    FRUSTRATION = "frustration"
    CONFIDENCE = "confidence"
    PITY = "pity"
    CAPABLE = "capable"
    ANXIETY = "anxiety"
    FIRST_FIELD_SECONDS = "first-field-seconds"
    FIRST_PAGE_SECONDS = "first-page-seconds"
    SECONDS = "seconds"
    FIRST_FIELD_KEYS = "first-field-keys"
    KEYS_LOST = "keys-lost"


@dataclass(frozen=True, slots=True)
class PairCount:
    """`people` persons had `before` first and `after` then; before/after is barrier/helped or then/now."""

    before: float
    after: float
    people: int

    @property
    def change(self) -> float:
        """After less before, in the scale's own unit."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PersonaPairs:
    """All pairs of one scale for one persona, ordered by before and after."""

    persona: str
    pairs: tuple[PairCount, ...]

    @property
    def people(self) -> int:
        """How many people the pairs count."""
        return sum(pair.people for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class MetCount:
    """How many people of a persona met a barrier at least once, and how many of them sent the form all the same."""

    persona: str
    people: int
    completed: int = 0


@dataclass(frozen=True, slots=True)
class BarrierCount:
    """Who met a barrier at least once, by the persona they wore."""

    barrier: str
    met: tuple[MetCount, ...]

    @property
    def people(self) -> int:
        """How many people met it, as whomever."""
        return sum(each.people for each in self.met)

    @property
    def personas(self) -> frozenset[str]:
        """Those whose visitors met it."""
        return frozenset(each.persona for each in self.met)

    def of_persona(self, persona: str) -> MetCount:
        """How often this persona's visitors met it; 0 where none did."""
        return next((each for each in self.met if each.persona == persona), MetCount(persona, 0))


@dataclass(frozen=True, slots=True)
class ZoomCount:
    """`people` persons read at `chosen` times where comfort needs from and to `comfort` times (None: unknown)."""

    persona: str
    chosen: float
    comfort: tuple[float, float] | None
    people: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many runs of a persona and kind ended so."""

    persona: str
    run: RunKind
    outcome: Outcome
    people: int


@dataclass(frozen=True, slots=True)
class OrderCount:
    """How many people did the runs in this order, such as `barrier, helped`."""

    order: str
    people: int


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many people filled in the form on paper so; `seconds` to the nearest five, None for what was not answered."""

    outcome: Outcome
    seconds: float | None
    ease: int | None
    legibility: int | None
    people: int


@dataclass(frozen=True, slots=True)
class WornCount:
    """How many people filled in this form, or went first through this service, with these simulations.

    `is_measured` tells whether a person had measured the screen, `is_loudness_set` whether one had set the volume.
    """

    persona: str
    task: str
    simulations: tuple[Spec, ...]
    is_measured: bool
    is_loudness_set: bool
    people: int
    is_service: bool = False


@dataclass(frozen=True, slots=True)
class FieldTime:
    """`people` persons were in a field of a form for about so long, all their visits to it in one run together."""

    task: str
    field: str
    persona: str
    run: RunKind
    seconds: float
    people: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The results of one event, or of all of them (`event` is then empty).

    Of some visits, those with this `host`, their mode drawn by lot or not. `contact`: how often people meet disabled
    people, by their answer.
    """

    event: str
    counts: Counts
    personas: tuple[tuple[str, int], ...] = ()
    pairs: dict[Scale, tuple[PersonaPairs, ...]] = field(default_factory=dict)
    barriers: tuple[BarrierCount, ...] = ()
    zoom: tuple[ZoomCount, ...] = ()
    outcomes: tuple[OutcomeCount, ...] = ()
    orders: tuple[OrderCount, ...] = ()
    usefulness: tuple[tuple[float, int], ...] = ()
    paper: tuple[PaperCount, ...] = ()
    contact: tuple[tuple[int, int], ...] = ()
    host: HostThere = HostThere.NOT_TOLD
    is_assigned: bool = False

    def people_of(self, persona: str) -> int:
        """How many people met this persona."""
        return dict(self.personas).get(persona, 0)

    def pairs_of(self, scale: Scale) -> tuple[PersonaPairs, ...]:
        """A scale's numbers before and after, a persona each; empty where nobody answered twice."""
        return self.pairs.get(scale, ())

    def pairs_of_persona(self, scale: Scale, persona: str) -> PersonaPairs:
        """The persona's pairs of a scale, none if nobody has any."""
        found = (pairs for pairs in self.pairs_of(scale) if pairs.persona == persona)
        return next(found, PersonaPairs(persona, ()))

    def all_pairs(self, scale: Scale) -> PersonaPairs:
        """Every persona's pairs of a scale put together."""
        people: dict[tuple[float, float], int] = {}
        for persona in self.pairs_of(scale):
            for pair in persona.pairs:
                key = (pair.before, pair.after)
                people[key] = people.get(key, 0) + pair.people
        return PersonaPairs("", tuple(PairCount(*key, count) for key, count in sorted(people.items())))
