"""A page prepared for pricing: what is to be reached, and what stands on the way, by place in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from empathylab.cost.page import Control, CostPage
from empathylab.reader.keystroke_cost import is_form_field
from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Box
from empathylab.reader.transcript import transcript
from empathylab.reader.tree import Tree
from empathylab.reader.words import words

MAIN, FIRST_FIELD, WAY_ON = "main content", "first field", "way on"
_TEXTS = frozenset({"text", "heading"})
_PARTS = frozenset({"text", "generic", "paragraph", "group", "listitem", "heading"})


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be reached. `id` is what a baseline knows it by, `name` what the page calls it.

    `item` is where its control stands among the reader's items, `heard` where its question begins.
    """

    id: str
    name: str
    node: int
    item: int
    heard: int


class Ground:
    """Everything that the ways ask of a page, worked out once."""

    def __init__(self, page: CostPage) -> None:
        self.page = page
        self.tree = Tree(page.page.nodes)
        self.controls: dict[int, Control] = {one.id: one for one in page.sight.controls}
        self.pressables = {one.id: one for one in page.sight.pressables}
        self.owners = dict(page.sight.owners)
        self.contrasts = dict(page.sight.contrasts)
        self.stop_places = {node: place for place, node in reversed(list(enumerate(page.stops)))}
        self._places = {node: Box(*box) for node, *box in page.sight.places}
        self._magnified = {node: Box(*box) for node, *box in page.magnified}

    # --- the reader's items ---

    @cached_property
    def items(self) -> list[Node]:
        return [self.tree.nodes[item] for item in self.tree.items]

    @cached_property
    def phrases(self) -> list[int]:
        """How many words each item is said with; that a heading is one tells where one is, and is on no price."""
        said = transcript(self.page.page)[2:]
        role = len(words("level", level=1).split()) + 1
        return [
            len(one.phrase.split()) - (role if one.node is not None and one.node.role == "heading" else 0)
            for one in said
        ]

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
        focus = self.page.page.focus
        return -1 if focus is None else self.stop_places.get(focus.node.id, -1)

    def places_of(self, kind: str) -> list[int]:
        """Items that a quick key comes to."""
        found = {self.item_at(node) for node in self.tree.order if is_kind(self.tree.nodes[node], kind)}
        return sorted(found)

    @cached_property
    def heading_places(self) -> list[int]:
        return self.places_of("heading")

    @cached_property
    def landmark_places(self) -> list[int]:
        return self.places_of("landmark")

    @cached_property
    def field_places(self) -> list[int]:
        return self.places_of("field")

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
    def stops_in_main(self) -> list[int]:
        """Nodes, in the order of reading."""
        inside = (stop for stop in self.stop_places if stop in self.tree.nodes)
        return sorted((stop for stop in inside if self.item_at(stop) in self.main_items), key=self.item_at)

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

    # --- what is to be reached ---

    @cached_property
    def targets(self) -> list[Target]:
        """In the order of reading: the main content, every field, the way on. Where the page says that something is
        wrong, what is wrong takes their place."""
        wrong = [target for target in self._fields if "invalid entry" in self.tree.nodes[target.node].states]
        if wrong:
            return [Target(f"error {one.id}", one.name, one.node, one.item, one.heard) for one in wrong]
        return [*self._main, *self._fields, *self._way_on]

    @property
    def fields(self) -> list[Target]:
        return [target for target in self.targets if target.id not in {MAIN, WAY_ON}]

    @cached_property
    def has_main(self) -> bool:
        return bool(self._main)

    @cached_property
    def _main(self) -> list[Target]:
        nodes = self.tree.nodes.values()
        found = next((node for node in nodes if node.role == "main"), None)
        found = found or next((node for node in nodes if node.role == "heading" and node.level == 1), None)
        return [self._target(MAIN, found)] if found is not None and self.items else []

    @cached_property
    def main_items(self) -> range:
        """The items of the main content; all of them where nothing says which that is."""
        if not self._main:
            return range(len(self.items))
        inside = [self.item_at(node.id) for node in self.tree.inside(self._main[0].node)]
        return range(self._main[0].item, max(inside, default=self._main[0].item) + 1)

    @cached_property
    def _fields(self) -> list[Target]:
        asked = [node for node in self.tree.nodes.values() if is_form_field(node) or self._is_nameless_stop(node)]
        found: dict[str, Target] = {}
        for node in asked:
            control = self.controls.get(node.id)
            key = control.group if control and control.group else control.key if control else ""
            key = key or node.name or f"field {len(found) + 1}"
            while key in found and not (control and control.group):
                key += "'"
            found.setdefault(key, self._target(key, node))
        return list(found.values())

    def _is_nameless_stop(self, node: Node) -> bool:
        """Tab comes to it inside a form, and nothing says what it is."""
        if node.role not in _PARTS or not node.is_focusable or node.id not in self.controls:
            return False
        return self.item_at(node.id) in self.main_items and node.id in self.stop_places

    @cached_property
    def _way_on(self) -> list[Target]:
        node = next(self._ways_on(), None)
        return [] if node is None else [self._target(WAY_ON, node)]

    def _ways_on(self) -> Iterator[Node]:
        """What sends a form: a button that does, else what hears a click in its stead, else the last button or link."""
        behind = self._fields[-1].item if self._fields else -1
        nodes = self.tree.nodes
        senders = [nodes[one.id] for one in self.controls.values() if one.is_way_on and one.id in nodes]
        yield from (node for node in senders if self.item_at(node.id) > behind)
        yield from (nodes[one] for one, told in self.pressables.items() if told.is_in_form and one in nodes)
        yield from senders[-1:]
        for kind in ("button", "link"):
            inside = [node for node in nodes.values() if node.role == kind and self.item_at(node.id) in self.main_items]
            yield from inside[-1:]

    def _target(self, id_: str, node: Node) -> Target:
        item = self.item_at(node.id)
        own = [place for place in self._question_items.get(node.id, ()) if place < item]
        told = self.pressables.get(node.id)
        return Target(id_, node.name or (told.name if told else ""), node.id, item, min(own, default=item))

    @cached_property
    def _question_items(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, item in enumerate(self.items):
            if owner := self.owners.get(item.id):
                found.setdefault(owner, []).append(place)
        return found

    def question_words(self, target: Target) -> list[Node]:
        """The words on the page that are tied to a field."""
        return [self.items[place] for place in self._question_items.get(target.node, ())]

    def asked(self, target: Target) -> str:
        """The words by which a thing is known on the screen, else to a reader; an arrow is none."""
        control = self.controls.get(target.node)
        known = "" if target.id == MAIN else (control.said if control else "") or self.tree.nodes[target.node].name
        return known if any(character.isalnum() for character in known) else ""

    def is_told(self, target: Target) -> bool:
        """Whether a reader says what is asked: a name, and of several buttons the question that they answer."""
        node = self.tree.nodes[target.node]
        if not node.name:
            return False
        is_one_of_many = node.role == "radio" and node.size > 1
        return not is_one_of_many or any(
            outer.role in {"group", "radiogroup"} and outer.name for outer in self.tree.ancestors(node)
        )

    def steps_to_words(self, target: Target) -> int:
        """How many items before a field the nearest words stand that belong to nothing else."""
        for place in range(target.item - 1, -1, -1):
            if self.items[place].role in _TEXTS and self.items[place].id not in self.owners:
                return target.item - place
        return target.item

    def on_the_way(self, here: Target | None, there: Target) -> list[Node]:
        """Items between two things whose words belong to no question: what is read on the way to the next."""
        start = -1 if here is None else here.item
        first, last = sorted((start, there.heard))
        return [item for item in self.items[first + 1 : max(last, first + 1)] if item.id not in self.owners]


def passed(places: Sequence[int], behind: int, until: int) -> list[int]:
    """Those of sorted places that lie behind one and not behind another."""
    return list(places[bisect_left(places, behind + 1) : bisect_left(places, until + 1)])
