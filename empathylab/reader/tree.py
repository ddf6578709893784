"""The page as the reader has it: nodes in reading order, and the items that a cursor stops at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.tables import role_of


class Tree:
    """What the page holds, as the reader walks it.

    Nodes in pre-order. A change replaces one subtree; everything derived is made again when next asked for.
    """

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self.nodes: dict[int, Node] = {}
        self.order: list[int] = []
        self._items: list[int] | None = None
        self._places: dict[int, int] | None = None
        self._indices: dict[int, int] | None = None
        self.reset(nodes)

    def reset(self, nodes: Iterable[Node]) -> None:
        """Another page."""
        self.nodes = {node.id: node for node in nodes}
        self.order = list(self.nodes)
        self._forget_derived()

    def replace(self, root: int, nodes: Sequence[Node]) -> bool:
        """Put `nodes` (none, or the root itself first) where the subtree of `root` is; False: the root is unknown."""
        if root not in self.nodes:
            return False
        start = self.order.index(root)
        end = self._end_of(start)
        for gone in self.order[start:end]:
            del self.nodes[gone]
        fresh = [node for node in nodes if node.id not in self.nodes]
        self.nodes.update((node.id, node) for node in fresh)
        self.order[start:end] = [node.id for node in fresh]
        self._forget_derived()
        return True

    def renew(self, node: Node) -> None:
        """A node that is there already tells something else of itself."""
        before = self.nodes.get(node.id)
        if before is None:
            return
        self.nodes[node.id] = node
        if before.is_focusable != node.is_focusable:
            self._forget_derived()

    def _end_of(self, start: int) -> int:
        inside = {self.order[start]}
        end = start + 1
        while end < len(self.order) and self.nodes[self.order[end]].parent in inside:
            inside.add(self.order[end])
            end += 1
        return end

    def _forget_derived(self) -> None:
        self._items = None
        self._places = None
        self._indices = None

    def index(self, node_id: int) -> int:
        """Where in reading order a node is; KeyError when it is not there."""
        if self._indices is None:
            self._indices = {node: index for index, node in enumerate(self.order)}
        return self._indices[node_id]

    @property
    def items(self) -> list[int]:
        """Ids of everything the cursor stops at, in reading order."""
        if self._items is None:
            self._items = list(self._find_items())
        return self._items

    def _find_items(self) -> Iterator[int]:
        nodes, order = self.nodes, self.order
        for index, node_id in enumerate(order):
            node = nodes[node_id]
            stop = role_of(node.role).stop
            if stop == "always":
                yield node_id
            elif stop:
                is_leaf = index + 1 == len(order) or nodes[order[index + 1]].parent != node_id
                if is_leaf and (stop == "leaf" or node.is_focusable):
                    yield node_id

    def place_of(self, node_id: int) -> int | None:
        """Where among the items this one is, or None when it is not an item (any more)."""
        if self._places is None:
            self._places = {item: place for place, item in enumerate(self.items)}
        return self._places.get(node_id)

    def first_item_in(self, node_id: int) -> int | None:
        """The first item at or inside a node; else the first after it; None on an empty page."""
        if node_id not in self.nodes:
            return None
        for candidate in self.order[self.index(node_id) :]:
            if self.place_of(candidate) is not None:
                return candidate
        return self.items[-1] if self.items else None

    def first_item_inside(self, node_id: int) -> int | None:
        """The node itself when it is an item, else the first item inside it; None when it holds none."""
        place = bisect_left(self.items, self.index(node_id), key=self.index)
        item = self.items[place] if place < len(self.items) else None
        return item if item is not None and self._is_inside(item, node_id) else None

    def _is_inside(self, inner: int, outer: int) -> bool:
        at = inner
        while at != outer:
            parent = self.nodes[at].parent
            if parent not in self.nodes or self.index(parent) >= self.index(at):
                return False
            at = parent
        return True

    def inside(self, node_id: int) -> list[Node]:
        """A node and everything in it, in reading order."""
        start = self.index(node_id)
        return [self.nodes[inner] for inner in self.order[start : self._end_of(start)]]

    def has_inside(self, node_id: int) -> bool:
        """True for a container that is not empty."""
        if node_id not in self.nodes:
            return False
        after = self.index(node_id) + 1
        return after < len(self.order) and self.nodes[self.order[after]].parent == node_id

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """Everything around a node, outermost first."""
        around: list[Node] = []
        parent = self.nodes.get(node.parent)
        while parent is not None and len(around) < 200:
            around.append(parent)
            parent = self.nodes.get(parent.parent)
        return tuple(reversed(around))

    def count(self, kind: str) -> int:
        """How many nodes a quick key of this kind would find."""
        return sum(1 for node in self.nodes.values() if is_kind(node, kind))
