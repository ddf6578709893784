"""A page's items in the order of reading, with the stops of Tab among them and where each is seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from empathylab.cost.page import Control, CostPage
from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Box
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.transcript import SaidPhrase, transcript
from empathylab.reader.tree import Tree
from empathylab.reader.words import words


class PageItems:
    """The reader's items, the stops among them, and where they stand."""

    def __init__(self, page: CostPage) -> None:
        self.page = page
        self.tree = Tree(page.page.nodes)
        self.controls: dict[int, Control] = {one.id: one for one in page.sight.controls}
        self.pressables = {one.id: one for one in page.sight.pressables}
        self.owners = dict(page.sight.owners)
        self.contrasts = dict(page.sight.contrasts)
        self.stop_places = {node: place for place, node in reversed(list(enumerate(page.stops)))}
        self._places = {node: Box(*box) for node, *box in page.sight.places}
        self._magnified = {node: Box(*box) for node, *box in page.magnified.places}
        self.cut = frozenset(page.magnified.cut)

    # --- the reader's items ---

    @cached_property
    def items(self) -> list[Node]:
        """The reader's items, in the order of reading."""
        return [self.tree.nodes[item] for item in self.tree.items]

    @cached_property
    def phrases(self) -> list[int]:
        """How many words each item is said with, without the landmarks that begin there.

        That a heading is one tells where one is, and is on no price.
        """
        heading = len(words("level", level=1).split()) + 1
        return [
            len(one.phrase.split()) - heading * (one.node is not None and one.node.role == "heading") - landmarks
            for one, landmarks in zip(self._said, self._words_of_landmarks, strict=True)
        ]

    def entering(self, start: int, item: int) -> int:
        """How many words tell which landmarks are entered on the way from one item to another."""
        known = self._landmarks[start] if 0 <= start < len(self._landmarks) else {}
        return sum(count for landmark, count in self._landmarks[item].items() if landmark not in known)

    @cached_property
    def _said(self) -> list[SaidPhrase]:
        return transcript(self.page.page)[2:]

    @cached_property
    def _landmarks(self) -> list[dict[int, int]]:
        """Those around each item, with the words that each is said with."""
        counts: dict[int, int] = {}
        for one in self._said:
            counts |= {outer.id: _words_of(outer, one) for outer in one.entered if is_kind(outer, "landmark")}
        around = (self.tree.ancestors(item) for item in self.items)
        return [{outer.id: counts[outer.id] for outer in outers if outer.id in counts} for outers in around]

    @cached_property
    def _words_of_landmarks(self) -> list[int]:
        return [self.entering(item - 1, item) for item in range(len(self.items))]

    @cached_property
    def _orders(self) -> list[int]:
        return [self.tree.index(item) for item in self.tree.items]

    def item_at(self, node: int) -> int:
        """The item that a node is, else the first one inside or behind it."""
        if node not in self.tree.nodes:
            return max(0, len(self.items) - 1)
        return min(bisect_left(self._orders, self.tree.index(node)), max(0, len(self.items) - 1))

    @cached_property
    def start_item(self) -> int:
        """Before the first item, or where the page itself has put the focus."""
        focus = self.page.page.focus
        return self.item_at(focus.node.id) if focus is not None and focus.node.id in self.tree.nodes else -1

    @cached_property
    def start_stop(self) -> int:
        """The stop that the page itself has put the focus on; -1 is the top of the page."""
        focus = self.page.page.focus
        return -1 if focus is None else self.stop_places.get(focus.node.id, -1)

    def places_of(self, kind: str) -> list[int]:
        """Items that a quick key comes to."""
        found = {self.item_at(node) for node in self.tree.order if is_kind(self.tree.nodes[node], kind)}
        return sorted(found)

    @cached_property
    def heading_places(self) -> list[int]:
        """The items that are headings, by their places among all."""
        return self.places_of("heading")

    @cached_property
    def landmark_places(self) -> list[int]:
        """The items that begin a landmark, by their places among all."""
        return self.places_of("landmark")

    @cached_property
    def field_places(self) -> list[int]:
        """The items that are fields, by their places among all."""
        return self.places_of("field")

    @cached_property
    def link_places(self) -> list[int]:
        """The items that are links, by their places among all."""
        return self.places_of("link")

    @cached_property
    def stop_items(self) -> list[int]:
        """Where the stops of Tab stand, in reading order."""
        return sorted(self.item_at(stop) for stop in self.page.stops if stop in self.tree.nodes)

    @cached_property
    def skips(self) -> list[tuple[int, int]]:
        """Links within the page: the item of each, and of what it leads to."""
        named = {node.field: id_ for id_, node in reversed(self.tree.nodes.items()) if node.field}
        found = ((id_, named.get(node.target, 0)) for id_, node in self.tree.nodes.items() if node.target)
        return [(self.item_at(link), self.item_at(to)) for link, to in found if to]

    @cached_property
    def _stops_behind(self) -> list[tuple[int, int]]:
        """For each item with a stop, in the order of reading, the first stop of Tab from there on."""
        found: list[tuple[int, int]] = []
        earliest = len(self.stop_places)
        for item, place in sorted(
            ((self.item_at(stop), place) for stop, place in self.stop_places.items()), reverse=True
        ):
            earliest = min(earliest, place)
            found.append((item, earliest))
        return found[::-1]

    def stop_behind(self, item: int) -> int | None:
        """The first stop of Tab at or behind an item."""
        at = bisect_left(self._stops_behind, (item, -1))
        return self._stops_behind[at][1] if at < len(self._stops_behind) else None

    # --- what is seen ---

    def box(self, node: int) -> Box | None:
        """Where a node stands, or the nearest thing around it."""
        return self._nearest(node, self._places)

    def magnified_box(self, node: int) -> Box | None:
        """The same in a window a quarter as wide."""
        return self._nearest(node, self._magnified)

    def _nearest(self, node: int, places: dict[int, Box]) -> Box | None:
        while node and node not in places and node in self.tree.nodes:
            node = self.tree.nodes[node].parent
        return places.get(node)


def _words_of(outer: Node, said: SaidPhrase) -> int:
    """Said of a container on the way in to an item."""
    book = Phrasebook(ReaderSettings())
    assert said.node is not None
    return len(book.phrase(said.node, [outer]).text.split()) - len(book.phrase(said.node).text.split())


def passed(places: Sequence[int], behind: int, until: int) -> list[int]:
    """Those of sorted places that lie behind one and not behind another."""
    return list(places[bisect_left(places, behind + 1) : bisect_left(places, until + 1)])
