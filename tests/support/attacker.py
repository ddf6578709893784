"""Somebody who has a report, knows how the lab works, and a solver.

Each printed number bounds the sum of some unknown counts of people. `Attacker.range_of` says between what a number can
lie when everything printed is true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import scipy  # its parts come when they are asked for
from numpy.typing import NDArray

from empathylab.domain.session import RunKind
from empathylab.domain.summary import Scale
from empathylab.measures.contact import CONTACT
from empathylab.measures.outcomes import RUNS
from empathylab.measures.scales import SCALES
from support.made_up_events import AFTER_ALL, CAN_MEET, MOST_FACTS, TOLD_SOMETHING
from support.printed import ENDINGS, FACTS, ORDERS, WAYS, Name, Statement

_MOST_PEOPLE = 10_000
_ANSWERS = ("Right", "Wrong")
_NEARLY_WHOLE = 1e-6
#: A number, or a number less another.
Asked = tuple[Name, Name | None]
#: One of the events, some of them, or all of them.
Where = str | tuple[str, ...] | None
#: What people were told, by the question asked after it.
_FACTS = tuple(FACTS[fact] for fact in sorted(FACTS)[:MOST_FACTS])


class Attacker:
    """The unknown counts of one or several events, and what is known of them before anything is printed."""

    def __init__(self, events: Iterable[str]) -> None:
        self._events = tuple(events)
        self._places: dict[Name, int] = {}
        self._sums: dict[tuple[Name, Where], dict[int, float]] = {}
        self._rows: list[tuple[dict[int, float], float, float]] = []
        for event in self._events:
            self._know(event)

    def learn(self, stated: Iterable[Statement], event: Where) -> None:
        """What a report on one event says, or the one on all of them."""
        for each in stated:
            high = np.inf if each.high is None else each.high
            known = self._sum_of(each.name, event)
            self._rows.append((_less(known, self._sum_of(each.less, event)) if each.less else known, each.low, high))

    def learn_even(self, names: Iterable[Name], event: Where) -> None:
        """Numbers of people that halve, as a middle between two values tells."""
        for name in names:
            halves = {self._at("half of", repr(event), *name): 2.0}
            self._equal(self._sum_of(name, event), halves)

    def know_blocks(self, groups: Sequence[Where], apart: int) -> None:
        """The lot gave as many people to each group, but for so many; nobody is known to have gone before the end."""
        for one, other in combinations(groups, 2):
            difference = _less(self._sum_of(("people",), one), self._sum_of(("people",), other))
            self._rows.append((difference, -apart, apart))

    def range_of(self, name: Name, event: Where, less: Name | None = None) -> tuple[float, float]:
        """The least and the most that a number can be, or a number less another."""
        cost = self._cost(name, event, less)
        return float(cost @ self._solved(cost)), float(cost @ self._solved(-cost))

    def narrow(self, asked: Sequence[Asked], event: Where, values: int) -> list[Asked]:
        """The numbers, or numbers less others, that cannot be so many things.

        Two solutions in which all of them are as small and as large as can be together show most to be open; of those
        that are left fewer are asked together, and in the end each is asked of the solver by itself.
        """
        costs = {each: self._cost(each[0], event, each[1]) for each in asked}
        left, before = self._not_seen_open(costs, values), len(costs) + 1
        while 0 < len(left) < before:
            before = len(left)
            together = np.sum(list(left.values()), axis=0)
            self._solved(together)
            self._solved(-together)
            left = self._not_seen_open(left, values)
        return [each for each, cost in left.items() if not self._is_open(cost, values)]

    def _not_seen_open(self, costs: Mapping[Asked, NDArray[np.float64]], values: int) -> dict[Asked, Any]:
        """Those of which the solutions at hand do not show it."""
        if not costs:
            return {}
        found = np.ptp(np.array(self._solutions) @ np.array(list(costs.values())).T, axis=0)
        return {each: cost for (each, cost), reach in zip(costs.items(), found, strict=True) if reach < values - 1}

    def is_open(self, name: Name, event: Where, less: Name | None, values: int) -> bool:
        """Can a number be so many things?"""
        return self._is_open(self._cost(name, event, less), values)

    def _is_open(self, cost: NDArray[np.float64], values: int) -> bool:
        """Asked of the solver only while the solutions at hand do not show it."""
        return any(self._reach(cost) >= values - 1 for _ in self._more_solutions(cost))

    def _more_solutions(self, cost: NDArray[np.float64]) -> Iterator[None]:
        """Those at hand, then the least that can be besides, then the most: all that there is to know."""
        yield
        for extreme in (cost, -cost):
            self._solved(extreme)
            yield

    def _reach(self, cost: NDArray[np.float64]) -> float:
        return float(np.ptp(np.array(self._solutions) @ cost))

    @cached_property
    def _solutions(self) -> list[NDArray[np.float64]]:
        """All that were found after everything was learnt; first as few people and as many as can be."""
        all_people = np.ones(len(self._places))
        return [self._solve(all_people), self._solve(-all_people)]

    def _cost(self, name: Name, event: Where, less: Name | None) -> NDArray[np.float64]:
        cost = np.zeros(len(self._places))
        for sign, each in ((1, name), (-1, less)):
            for place in self._sum_of(each, event) if each else ():
                cost[place] += sign
        return cost

    def _solved(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        self._solutions.append(self._solve(cost))
        return self._solutions[-1]

    def _solve(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """Not asked for whole numbers the solver takes a quarter of the time, and nearly always finds some."""
        found = self._least(cost, are_whole=False)
        if np.abs(found - np.round(found)).max() > _NEARLY_WHOLE:
            found = self._least(cost, are_whole=True)
        return np.round(found)

    def _least(self, cost: NDArray[np.float64], *, are_whole: bool) -> NDArray[np.float64]:
        bounds = scipy.optimize.Bounds(0, _MOST_PEOPLE)
        # What is so quickly solved is not made smaller first.
        options = {"presolve": are_whole}
        found = scipy.optimize.milp(
            cost, constraints=self._limits, integrality=int(are_whole), bounds=bounds, options=options
        )
        assert found.success, found.message
        return np.asarray(found.x)

    @cached_property
    def _limits(self) -> scipy.optimize.LinearConstraint:
        weights = [weight for known, *_edges in self._rows for weight in known.values()]
        places = [place for known, *_edges in self._rows for place in known]
        rows = np.repeat(np.arange(len(self._rows)), [len(known) for known, *_edges in self._rows])
        matrix = scipy.sparse.csr_array((weights, (rows, places)), (len(self._rows), len(self._places)))
        low, high = ([row[edge] for row in self._rows] for edge in (1, 2))
        return scipy.optimize.LinearConstraint(matrix, low, high)

    def _know(self, event: str) -> None:
        """How the lab works: who answers what, how runs follow each other, and who can meet which barrier."""
        everybody: dict[int, float] = {}
        for persona in CAN_MEET:
            people = {self._at(event, "order", order, persona): 1.0 for order in ORDERS}
            people[self._at(event, "no run", persona)] = 1.0
            everybody |= people
            both = {self._at(event, "order", ORDERS[0], persona): 1.0}
            done = {RUNS[RunKind.BARRIER].capitalize(): {**both, self._at(event, "order", ORDERS[1], persona): 1.0}}
            done[RUNS[RunKind.HELPED].capitalize()] = both
            for run, who in done.items():
                self._equal({self._at(event, "ending", end, run, persona): 1.0 for end in ENDINGS}, who)
            for scale in Scale:
                name = SCALES[scale].name
                answered = self._answering(event, scale, persona)
                self._within(answered, people if scale in AFTER_ALL else both)
                if scale is Scale.KEYS_LOST:
                    self._equal(answered, both)
                if scale is Scale.FIRST_FIELD_SECONDS:
                    self._equal(answered, self._answering(event, Scale.FIRST_FIELD_KEYS, persona))
                if scale is Scale.FIRST_PAGE_SECONDS:
                    self._within(answered, self._answering(event, Scale.FIRST_FIELD_KEYS, persona))
                if scale is Scale.SECONDS:
                    self._within(answered, self._answering(event, Scale.FIRST_PAGE_SECONDS, persona))
                    completed = [{self._at(event, "ending", "Completed", run, persona): 1.0} for run in done]
                    for each in completed:
                        self._within(answered, each)
                    # Whoever completed both: of those who did the first, at least as many as the two make up too much.
                    self._within(_less(_more(*completed), done["With barriers"]), answered)
            asked = [(fact, run) for fact in _FACTS for run in done] if persona in TOLD_SOMETHING else []
            for fact, run in asked:
                self._within({self._at(event, "told", fact, run, how, persona): 1.0 for how in _ANSWERS}, done[run])
            for barrier in CAN_MEET[persona]:
                self._know_of_barrier(event, barrier, persona, done["With barriers"])
        for scale in AFTER_ALL:
            name = SCALES[scale].name
            answered = {self._at(event, "way", name, way, persona): 1.0 for way in WAYS for persona in CAN_MEET}
            self._within({self._at(event, "later", name, way): 1.0 for way in WAYS}, answered)
        self._within({self._at(event, "contact", often): 1.0 for often in CONTACT}, everybody)

    def _answering(self, event: str, scale: Scale, persona: str) -> dict[int, float]:
        return {self._at(event, "way", SCALES[scale].name, way, persona): 1.0 for way in WAYS}

    def _know_of_barrier(self, event: str, barrier: str, persona: str, did: dict[int, float]) -> None:
        """Who met it did the run; those of them whom it stopped, and nobody else of them, did not complete it."""
        met = {self._at(event, "barrier", barrier, persona): 1.0}
        stopped = {self._at(event, "stopped", barrier, persona): 1.0}
        completed = {self._at(event, "ending", "Completed", "With barriers", persona): 1.0}
        self._within(met, did)
        self._within(stopped, met)
        self._within(stopped, _less(did, completed))
        self._within(_less(met, stopped), completed)

    def _at(self, *name: str) -> int:
        return self._places.setdefault(name, len(self._places))

    def _equal(self, left: dict[int, float], right: dict[int, float]) -> None:
        self._rows.append((_less(left, right), 0, 0))

    def _within(self, left: dict[int, float], right: dict[int, float]) -> None:
        self._rows.append((_less(left, right), -np.inf, 0))

    def _sum_of(self, name: Name, event: Where) -> dict[int, float]:
        """The unknown counts that a name stands for, over personas and events; a name is looked up once."""
        if (name, event) not in self._sums:
            self._sums[name, event] = self._looked_up(name, event)
        return self._sums[name, event]

    def _looked_up(self, name: Name, event: Where) -> dict[int, float]:
        chosen = (event,) if isinstance(event, str) else event
        places = (each for part in _parts_of(name) for each in self._by_part.get(part, ()))
        return {place: 1.0 for of, place in places if chosen is None or of in chosen}

    @cached_property
    def _by_part(self) -> Mapping[Name, list[tuple[str, int]]]:
        """All unknown counts with their events, by each beginning of their name, with and without the persona."""
        found = defaultdict(list)
        for (of, *name), place in self._places.items():
            for words in range(1, len(name) + 1):
                found[*name[:words]].append((of, place))
                if words < len(name) - 1:
                    found[*name[:words], _ANYTHING, name[-1]].append((of, place))
        return found


#: Of which kinds of unknown counts a name is the sum, where that is not said by its first word.
_PEOPLE = ("order", "no run")
_ANYTHING = ""


def _parts_of(name: Name) -> list[Name]:
    """The sums of unknown counts that make up a name."""
    match name:
        case ("people",):
            return [(kind,) for kind in _PEOPLE]
        case ("persona", persona):
            return [("order", _ANYTHING, persona), ("no run", persona)]
        case ("tried", run, *of):
            return [("ending", end, run, *of) for end in ENDINGS]
        case ("answered", scale, *of):
            return [("way", scale, _ANYTHING, who) for who in of] if of else [("way", scale)]
        case ("way", scale, way, *of):
            return [("way", scale, way, who) for who in of] if of else [name]
    return [name]


def _more(left: dict[int, float], right: dict[int, float]) -> dict[int, float]:
    return {place: left.get(place, 0) + right.get(place, 0) for place in {**left, **right}}


def _less(left: dict[int, float], right: dict[int, float]) -> dict[int, float]:
    found = dict(left)
    for place, weight in right.items():
        found[place] = found.get(place, 0) - weight
    return found
