"""Ways from stop to stop: by the Tab key, or with one switch while the stops are marked one after another."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from empathylab.cost.prepared_page import MAIN, WAY_ON, Target
from empathylab.cost.way_model import Leg, Way


class _ByStops(Way):
    @abstractmethod
    def move(self, stops: Sequence[int], *, is_pressed: bool = False) -> Leg:
        """Over these stops, of which the last is wanted, or pressed."""

    @abstractmethod
    def between(self, start: int, end: int) -> Sequence[int]:
        """The stops from one, left out, to another; -1 is the top of the page."""

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        if here is not None and here.node in self.prepared.page.leaving:
            return None  # Answering sends the page away.
        end = self._stop_of(there)
        if end is None:
            return None
        start = self.prepared.start_stop if here is None else self.prepared.stop_places[self._node_of(here)]
        on = self._through(there) if here is None and there.id == WAY_ON else [end]
        direct = self.move([*self.between(start, on[0]), *self._route(on)])
        return min([direct, *self._by_skip_links(start, on, there)], key=lambda leg: leg.presses + leg.seconds)

    def _through(self, there: Target) -> list[int]:
        """A page without fields is gone through in the order of reading."""
        inside = [
            self.prepared.stop_places[stop] for stop in self.prepared.stops_in_main if self._is_before(stop, there)
        ]
        return inside if inside and inside[-1] == self._stop_of(there) else [self.prepared.stop_places[there.node]]

    def _is_before(self, stop: int, there: Target) -> bool:
        return self.prepared.item_at(stop) <= there.item

    def _route(self, on: Sequence[int]) -> list[int]:
        return [stop for one, other in pairwise(on) for stop in self.between(one, other)]

    def _stop_of(self, there: Target) -> int | None:
        places = self.prepared.stop_places
        if there.id == MAIN:
            return min((places[stop] for stop in self.prepared.stops_in_main), default=None)
        return places.get(self._node_of(there))

    def _node_of(self, target: Target) -> int:
        """Of several radio buttons, the one that Tab comes to."""
        control = self.prepared.controls.get(target.node)
        if target.node in self.prepared.stop_places or control is None or not control.group:
            return target.node
        same = (one.id for one in self.prepared.controls.values() if one.group == control.group)
        return next((node for node in same if node in self.prepared.stop_places), target.node)

    def _by_skip_links(self, start: int, on: Sequence[int], there: Target) -> Iterator[Leg]:
        """A link within the page, and Enter; then on from what stands behind the place that it leads to."""
        for link, to in self.prepared.skips:
            stop = self.prepared.stop_places.get(self.prepared.items[link].id)
            first = self.prepared.stop_behind(to)
            if stop is None or first is None or not start < stop < on[0] or not link < to <= there.item:
                continue
            further = [] if there.id == MAIN else [first, *self.between(first, on[0]), *self._route(on)]
            yield self.move(self.between(start, stop), is_pressed=True) + self.move(further)

    def search(self) -> Leg:
        """Once round, past every stop."""
        return self.move(range(len(self.prepared.page.stops)))

    def out_of_reach(self) -> Iterator[str]:
        for one in self.prepared.pressables.values():
            if one.name and not self.prepared.is_pointed(one.id):
                yield one.name


class Keyboard(_ByStops):
    """The keystroke-level model: a press for each stop, and a thought for each thing that is looked for.

    Where nothing shows which stop has the focus, a thought for each.
    """

    id: ClassVar[str] = "keyboard"
    title: ClassVar[str] = "keyboard alone"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        leg = super().leg(here, there)
        return None if leg is None else leg + Leg(0, self.figures.think_s)

    def between(self, start: int, end: int) -> Sequence[int]:
        """Presses of Tab, or of Shift and Tab, between two stops."""
        return range(start + 1, end + 1) if start < end else range(start - 1, end - 1, -1)

    def move(self, stops: Sequence[int], *, is_pressed: bool = False) -> Leg:
        nodes = [self.prepared.page.stops[place] for place in stops]
        unseen = sum(node in self.prepared.page.unseen_stops for node in nodes)
        return self.keys(len(nodes) + is_pressed) + Leg(0, self.figures.think_s * unseen)


class Scanning(_ByStops):
    """One switch: each stop is marked for a scan period, and a press takes the one that is marked.

    The period is the reaction time over .65. At the end it begins again at the top.
    """

    id: ClassVar[str] = "switch-scanning"
    title: ClassVar[str] = "one-switch scanning"

    @property
    def _period_s(self) -> float:
        return self.figures.scan_reaction_s / self.figures.scan_rule

    def between(self, start: int, end: int) -> Sequence[int]:
        """Stops that are marked between two others: on, and round."""
        every = len(self.prepared.page.stops)
        return [place % every for place in range(start + 1, (end if start <= end else end + every) + 1)]

    def move(self, stops: Sequence[int], *, is_pressed: bool = False) -> Leg:
        return Leg(1 if stops else 0, self._period_s * len(stops))

    def search(self) -> Leg:
        return Leg(0, self._period_s * len(self.prepared.page.stops))

    def character_s(self) -> float:
        return self.figures.scan_character_s
