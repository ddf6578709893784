"""A way of using a page as a model: the price of each leg, from the top of the page from target to target.

Whoever looks for something that their way does not reach looks everywhere once; that is on the price of what follows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from empathylab.cost.figures import Figures, figures
from empathylab.cost.prepared_page import FIRST_FIELD, MAIN, WAY_ON, PreparedPage, Target
from empathylab.cost.way_to_help import HELP, HelpPlace, way_to_help, where_it_stood

#: What is typed into.
WRITTEN = frozenset({"textbox", "searchbox", "combobox", "spinbutton"})


@dataclass(frozen=True, slots=True)
class Leg:
    """The price of getting from one target to the next."""

    presses: float = 0
    seconds: float = 0.0

    def __add__(self, other: Leg) -> Leg:
        return Leg(self.presses + other.presses, self.seconds + other.seconds)


@dataclass(frozen=True, slots=True)
class TargetPrice:
    """The price of a target, with everything before it from the top of the page on."""

    target: str
    name: str
    presses: int
    seconds: float


@dataclass(frozen=True, slots=True)
class WayCost:
    """The price of a page for one way of using it; `unreachable` are named, not priced."""

    way: str
    title: str
    to: tuple[TargetPrice, ...]
    unreachable: tuple[str, ...]


class Way(ABC):
    """A model of one way of using a page."""

    id: ClassVar[str]
    title: ClassVar[str]
    is_by_ear: ClassVar[bool] = False

    def __init__(self, prepared: PreparedPage) -> None:
        self.prepared = prepared
        self.figures: Figures = figures()

    @abstractmethod
    def leg(self, here: Target | None, there: Target) -> Leg | None:
        """The price of getting from one target, or None the top of the page, to another; None: there is no way."""

    def detour(self, stood: Target, found: Target) -> Leg:
        """The price of looking where something stood on the page before, and then finding it where it is."""
        start = None if self.leg(None, stood) is None else stood
        return self.missed(stood) + (self.leg(start, found) or Leg())

    def missed(self, stood: Target) -> Leg:
        """The price of seeing that something is no longer where it stood."""
        return Leg(0, self.figures.think_s)

    def search(self) -> Leg:
        """The price of looking for what cannot be found."""
        return Leg(0, self.figures.think_s)

    def character_s(self) -> float:
        """The seconds to write one character."""
        return self.figures.key_s

    def out_of_reach(self) -> Iterator[str]:
        """Names of what else of the page this way does not come to."""
        return iter(())

    def keys(self, presses: float) -> Leg:
        """The price of so many presses of a key."""
        return Leg(presses, presses * self.figures.key_s)


def price(way: Way, help_stood: HelpPlace | None = None) -> WayCost:
    """Price a page for one way, and the way to help where it is known where that stood on the page before."""
    prepared = way.prepared
    walk = _Walk(way)
    for target in prepared.targets:
        walk.go(target)
    if help_stood is not None:
        walk.go_to_help(help_stood)
    missing = [] if prepared.has_main or walk.is_of_errors else [MAIN]
    unreachable = (*missing, *walk.unreachable, *way.out_of_reach())
    return WayCost(way.id, way.title, tuple(walk.to), tuple(dict.fromkeys(unreachable)))


class _Walk:
    def __init__(self, way: Way) -> None:
        self._way = way
        self._limit_s = way.prepared.page.sight.limit_s
        self._here: Target | None = None
        self._spent = Leg()
        self._written_s = 0.0
        self._watched = -1
        self.to: list[TargetPrice] = []
        self.unreachable: list[str] = []
        targets = way.prepared.targets
        self.is_of_errors = bool(targets) and targets[0].id.startswith("error ")

    def go(self, target: Target) -> None:
        is_in_vain = target.id == WAY_ON and self._way.prepared.is_kept_back
        leg = None if is_in_vain else self._way.leg(self._here, target)
        if leg is None:
            self.unreachable.append(target.id)
            self._spent += self._way.search()
            return
        leg += self._said_again(leg)
        if target.id == MAIN:
            self._note(target.id, target, leg)
            return
        self._spent += leg + self._films(target)
        if target == self._way.prepared.first_field and not self.is_of_errors:
            self._note(FIRST_FIELD, target, self._spent)
        self._here = target
        self._note(target.id, target, self._spent)
        if self._way.prepared.tree.nodes[target.node].role in WRITTEN:
            self._written_s += self._way.figures.answer_characters * self._way.character_s()

    def go_to_help(self, stood: HelpPlace) -> None:
        """How much further it is than where it stood: nothing where it still stands there.

        What is folded away is not found.
        """
        prepared, found = self._way.prepared, way_to_help(self._way.prepared, stood)
        if found is None or self._way.leg(None, found) is None:
            self.unreachable.append(HELP)
            return
        old = where_it_stood(prepared, stood, found)
        self._note(HELP, found, Leg() if old is None else self._way.detour(old, found))

    def _said_again(self, leg: Leg) -> Leg:
        """What is said while the page itself sounds is heard once more by whoever listens."""
        if not self._way.is_by_ear:
            return Leg()
        left_s = max(0.0, self._way.prepared.sounding_s - self._spent.seconds)
        return Leg(0, self._way.figures.again_under_sound * min(left_s, leg.seconds))

    def _films(self, target: Target) -> Leg:
        """Up to here; each is found, begun and sat through, whatever way somebody uses the page."""
        found = self._way.prepared.films_s(self._watched, target.item)
        self._watched = max(self._watched, target.item)
        return self._way.keys(len(found)) + Leg(0, sum(found) + len(found) * self._way.figures.think_s)

    def _note(self, id_: str, target: Target, spent: Leg) -> None:
        seconds = spent.seconds
        if self._limit_s and seconds + self._written_s > self._limit_s:
            seconds += self._limit_s  # All of it once more, as far as the page let it come.
        self.to.append(TargetPrice(id_, target.name, round(spent.presses), round(seconds, 1)))
