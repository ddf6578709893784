"""Somebody who has a report, knows how the lab works, and a solver.

Each printed number bounds the sum of some unknown counts of people. `Attacker.range_of` says between what a number can
lie when everything printed is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from empathylab.domain.session import RunKind
from empathylab.domain.summary import Scale
from empathylab.measures.contact import CONTACT
from empathylab.measures.outcomes import RUNS
from empathylab.measures.scales import SCALES
from support.made_up_events import AFTER_ALL, CAN_MEET

ENDINGS = ("Completed", "Gave up", "Ended another way")
WAYS = ("Better", "The same", "Worse")
ORDERS = ("with barriers, then built well", "with barriers")
_MOST_PEOPLE = 10_000
#: The k of the reports that are attacked.
HIDDEN_BELOW = 5
#: What is counted, by its name: such as ("persona", "ann") or ("ending", "Completed", "With barriers").
Name = tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A printed number: at least `low`, and if it says so at most `high`; of a difference, `less` is taken away."""

    name: Name
    low: int
    high: int | None
    less: Name | None = None


def number(words: str) -> tuple[int, int | None] | None:
    """What a printed number says; None where nothing is told."""
    found = re.fullmatch(r"(at least |fewer than )?([\d,]+)", words.strip())
    if found is None:
        return None
    value = int(found[2].replace(",", ""))
    if found[1] is None:
        return value, value
    return (value, None) if found[1].startswith("at") else (0, value - 1)


def statements(report: dict[str, Any], *, is_of_several: bool = False) -> Iterator[Statement]:
    """Everything that the report's JSON counts; sentences and tables alike.

    On several events or stations together "everybody" is never said, so that its absence says nothing.
    """
    return (each for each in _counted(report) if not (is_of_several and each.less and each.high is None))


def _counted(report: dict[str, Any]) -> Iterator[Statement]:
    for fact in report["facts"]:
        if fact["words"] == "people took part":
            yield from _stated(("people",), fact["number"])
    sentences = [*report["in_short"], *(words for section in report["sections"] for words in section["sentences"])]
    for each in (each for words in sentences for each in _of_sentence(words)):
        if not (each.less and each.high is None and _may_hide_everybody(report, each.less)):
            yield each
    for section in report["sections"]:
        for fix in section["fixes"]:
            yield from _of_fix(fix)
    for section in report["sections"]:
        for words in section["charts"]:
            yield from _of_panels(words)
        for table in section["tables"]:
            yield from _of_table(table)


def _stated(name: Name, words: str) -> Iterator[Statement]:
    if (told := number(words)) is not None:
        yield Statement(name, *told)


def _of_panels(words: str) -> Iterator[Statement]:
    for persona, better, same, worse in re.findall(r"(\w+): ([\d,]+) [\w ]+, ([\d,]+) the same, ([\d,]+) ", words):
        scale = "Key presses to the first field" if " fewer," in words else "Ease"
        for way, people in zip(WAYS, (better, same, worse), strict=True):
            yield from _stated(("way", scale, way, persona.lower()), people)


def _of_sentence(words: str) -> Iterator[Statement]:
    if words.startswith("The order of the runs: "):
        for people, order in re.findall(r"(at least [\d,]+) people (.+?)[;.]", words):
            yield from _stated(("order", order), people)
        if small := re.search(r"each other order (fewer than \d+)", words):
            told = {found[1] for found in re.findall(r"(at least [\d,]+) people (.+?)[;.]", words)}
            for order in set(ORDERS) - told:
                yield from _stated(("order", order), small[1])
    if done := re.match(r"With barriers, (.+) could send the form; built well, (.+) could\.", words):
        for run, told in zip(("With barriers", "Built well"), done.groups(), strict=True):
            yield from _of_share(told, ("ending", "Completed", run), ("tried", run))
    if reached := re.match(r"(.+) people (finished the first page|reached the first field) of both forms", words):
        scale = "Time for the first page" if "page" in reached[2] else "Time to the first field"
        yield from _stated(("answered", scale), reached[1][:1].lower() + reached[1][1:])


def _may_hide_everybody(report: dict[str, Any], completed: Name) -> bool:
    """Is there a persona of whom few sent the form in this run? Beside it "everybody" is not said."""
    tables = [table for section in report["sections"] for table in section["tables"]]
    found = [table for table in tables if table["caption"] == "People who completed the form"]
    run = completed[-1]
    return any(not row[table["header"].index(run)].startswith("at least") for table in found for row in table["rows"])


def _of_share(words: str, part: Name, whole: Name) -> Iterator[Statement]:
    """Such as "at least 15 of at least 40 people", or "everybody (at least 40 people)".

    "Everybody" is not left out where it is true, so its absence says that somebody is missing.
    """
    if everybody := re.match(r"everybody\b(?:.*?\((.+) people\))?", words):
        yield from _stated(whole, everybody[1] or "")
        yield Statement(whole, 0, 0, less=part)
    elif share := re.match(r"((?:at least|fewer than) \d+)(?: of (.+?) (?:people|who were .*))?$", words):
        yield from _stated(part, share[1])
        yield from _stated(whole, share[2] or "")
        yield Statement(whole, 1, None, less=part)


def _of_fix(fix: dict[str, str]) -> Iterator[Statement]:
    """Who met a barrier of how many, and how many of them did not send the form."""
    barrier = fix["barrier"].lower().replace(" ", "-")
    met, _, stopped = fix["did"].removeprefix("Met by ").removesuffix(".").partition("; ")
    for words in met.split(" and "):
        if who := re.search(r"who (?:was|were) (\w+)", words):
            persona = who[1].lower()
            yield from _of_share(words, ("barrier", barrier, persona), ("tried", "With barriers", persona))
    if count := re.match(r"(.+) of them could not send the form", stopped):
        yield from _stated(("stopped", barrier), count[1])


def _of_table(table: dict[str, Any]) -> Iterator[Statement]:
    rows, header = table["rows"], table["header"]
    match table["caption"]:
        case "People by the persona they met":
            listed = {row[0].lower() for row in rows}
            for name, people in rows:
                others = sorted(set(CAN_MEET) - listed) if name == "Each other persona" else [name.lower()]
                for persona in others:
                    yield from _stated(("persona", persona), people)
        case "How the runs ended, people":
            for name, *people in rows:
                for run, words in zip(header[1:], people, strict=True):
                    yield from _stated(("ending", name, run), words)
        case "People who completed the form":
            for name, *people in rows:
                for run, words in zip(header[1:], people, strict=True):
                    yield from _stated(("ending", "Completed", run, name.lower()), words)
        case "Time in each field, half took at most":
            # A middle stands only where there are enough; the made-up people who reached the field reached the first.
            listed = {row[1].lower() for row in rows}
            for persona in listed:
                yield Statement(("answered", "Time to the first field", persona), HIDDEN_BELOW, None)
        case "How many people met each barrier at least once":
            for name, people, _who in rows:
                yield from _stated(("barrier", name.lower().replace(" ", "-")), people)
        case "How long people took, as far as they came in both forms":
            for name, _before, _after, people in rows:
                yield from _stated(("answered", name), people)
        case "How often people meet disabled people":
            for often, people in rows:
                yield from _stated(("contact", often), people)
        case "Weeks later":
            for name, people, *ways, _size in rows:
                yield from _stated(("later", name), people)
                for way, words in zip(WAYS, ways, strict=True):
                    yield from _stated(("later", name, way), words)
        case "What it took, within each person" | "Then and now, within each person":
            for name, people, *ways, _size in rows:
                scale = name.split(" (")[0]
                yield from _stated(("answered", scale), people)
                for way, words in zip(WAYS, ways, strict=True):
                    yield from _stated(("way", scale, way), words)


def told_of_side(report: dict[str, Any], host: str) -> Iterator[Statement]:
    """What the report says of the visits with a host there, or of those without."""
    tables = (table for section in report["sections"] if section["id"] == "hosts" for table in section["tables"])
    for scale, side, people, *ways, _size in (row for table in tables for row in table["rows"]):
        if side == host:
            yield from _stated(("answered", scale), people)
            for way, words in zip(WAYS, ways, strict=True):
                yield from _stated(("way", scale, way), words)


class Attacker:
    """The unknown counts of one or several events, and what is known of them before anything is printed."""

    def __init__(self, events: Iterable[str]) -> None:
        self._events = tuple(events)
        self._places: dict[Name, int] = {}
        self._rows: list[tuple[dict[int, float], float, float]] = []
        for event in self._events:
            self._know(event)

    def learn(self, stated: Iterable[Statement], event: str | None) -> None:
        """What a report on one event says, or the one on all of them."""
        for each in stated:
            high = np.inf if each.high is None else each.high
            known = self._sum_of(each.name, event)
            self._rows.append((_less(known, self._sum_of(each.less, event)) if each.less else known, each.low, high))

    def range_of(self, name: Name, event: str | None, less: Name | None = None) -> tuple[float, float]:
        """The least and the most that a number can be, or a number less another."""
        cost = self._cost(name, event, less)
        return float(cost @ self._solved(cost)), float(cost @ self._solved(-cost))

    def is_open(self, name: Name, event: str | None, less: Name | None, values: int) -> bool:
        """Can a number be so many things? Asked of the solver only where the solutions at hand do not show it."""
        cost = self._cost(name, event, less)
        found = np.array(self._solutions) @ cost
        if found.max() - found.min() >= values - 1:
            return True
        low, high = self.range_of(name, event, less)
        return high - low >= values - 1

    @cached_property
    def _solutions(self) -> list[NDArray[np.float64]]:
        """All that were found after everything was learnt; first as few people and as many as can be."""
        all_people = np.ones(len(self._places))
        return [self._solve(all_people), self._solve(-all_people)]

    def _cost(self, name: Name, event: str | None, less: Name | None) -> NDArray[np.float64]:
        cost = np.zeros(len(self._places))
        for sign, each in ((1, name), (-1, less)):
            for place in self._sum_of(each, event) if each else ():
                cost[place] += sign
        return cost

    def _solved(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        self._solutions.append(self._solve(cost))
        return self._solutions[-1]

    def _solve(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        found = milp(cost, constraints=self._limits, integrality=1, bounds=Bounds(0, _MOST_PEOPLE))
        assert found.success, found.message
        return np.round(found.x)

    @cached_property
    def _limits(self) -> LinearConstraint:
        matrix = lil_matrix((len(self._rows), len(self._places)))
        for row, (known, _low, _high) in enumerate(self._rows):
            for place, weight in known.items():
                matrix[row, place] = weight
        return LinearConstraint(matrix.tocsr(), [row[1] for row in self._rows], [row[2] for row in self._rows])

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
                answered = {self._at(event, "way", name, way, persona): 1.0 for way in WAYS}
                self._within(answered, people if scale in AFTER_ALL else both)
                if scale is Scale.KEYS_LOST:
                    self._equal(answered, both)
                if scale is Scale.FIRST_FIELD_SECONDS:
                    reached = {
                        self._at(event, "way", SCALES[Scale.FIRST_FIELD_KEYS].name, way, persona): 1.0 for way in WAYS
                    }
                    self._equal(answered, reached)
                if scale is Scale.SECONDS:
                    first_page = {
                        self._at(event, "way", SCALES[Scale.FIRST_PAGE_SECONDS].name, way, persona): 1.0 for way in WAYS
                    }
                    self._within(answered, first_page)
                    for run in done:
                        self._within(answered, {self._at(event, "ending", "Completed", run, persona): 1.0})
            for barrier in CAN_MEET[persona]:
                self._within({self._at(event, "barrier", barrier, persona): 1.0}, done["With barriers"])
        for scale in AFTER_ALL:
            name = SCALES[scale].name
            answered = {self._at(event, "way", name, way, persona): 1.0 for way in WAYS for persona in CAN_MEET}
            self._within({self._at(event, "later", name, way): 1.0 for way in WAYS}, answered)
        self._within({self._at(event, "contact", often): 1.0 for often in CONTACT}, everybody)

    def _at(self, *name: str) -> int:
        return self._places.setdefault(name, len(self._places))

    def _equal(self, left: dict[int, float], right: dict[int, float]) -> None:
        self._rows.append((_less(left, right), 0, 0))

    def _within(self, left: dict[int, float], right: dict[int, float]) -> None:
        self._rows.append((_less(left, right), -np.inf, 0))

    def _sum_of(self, name: Name, event: str | None) -> dict[int, float]:
        """The unknown counts that a name stands for, over personas and events."""
        found = {}
        for (of, kind, *rest), place in self._places.items():
            if event in (None, of) and _is_part(name, kind, rest):
                found[place] = 1.0
        return found


def _is_part(name: Name, kind: str, rest: list[str]) -> bool:
    match name:
        case ("people",):
            return kind in ("order", "no run")
        case ("persona", persona):
            return kind in ("order", "no run") and rest[-1] == persona
        case ("tried", run, *of):
            return kind == "ending" and rest[1] == run and of in ([], rest[-1:])
        case ("stopped", barrier):
            return kind == "ending" and _may_be_stopped(rest, barrier)
        case ("answered", scale, *of):
            return kind == "way" and rest[0] == scale and of in ([], rest[-1:])
        case (what, *which):
            return kind == what and rest[: len(which)] == which
    return False


def _may_be_stopped(ending: list[str], barrier: str) -> bool:
    """Those who did not send the form with barriers, and wore a persona that can meet this one."""
    end, run, persona = ending
    return end != "Completed" and run == "With barriers" and barrier in CAN_MEET[persona]


def _less(left: dict[int, float], right: dict[int, float]) -> dict[int, float]:
    found = dict(left)
    for place, weight in right.items():
        found[place] = found.get(place, 0) - weight
    return found
