"""When a page that is read without a person has come to rest, judged by what it holds and not by what it paints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from empathylab.reader.node import Node
from empathylab.reader.tree import Tree

#: The parent of the outermost nodes.
PAGE = 0
#: So many turns of the page's own timer without news.
QUIET_TURNS = 4
#: Of a page that holds nothing yet: its scripts may be about to write it.
_EMPTY_TURNS = 40
#: A place that has changed so often keeps changing, and is passed over when nothing else has for so long.
_OFTEN, _PATIENCE_MS = 3, 1500


def changed_places(before: Sequence[Node], after: Sequence[Node]) -> set[int]:
    """The nodes of both that are otherwise now: in themselves, or by what stands directly in them; PAGE among them."""
    old, new = _by_id(before), _by_id(after)
    old_inside, new_inside = _inside(before), _inside(after)
    both = old.keys() & new.keys()
    places = {one for one in both if old[one] != new[one]}
    return places | {one for one in {*both, PAGE} if old_inside.get(one) != new_inside.get(one)}


def _by_id(nodes: Sequence[Node]) -> dict[int, Node]:
    return {node.id: node for node in nodes}


def _inside(nodes: Sequence[Node]) -> dict[int, list[int]]:
    inside: dict[int, list[int]] = {}
    for node in nodes:
        inside.setdefault(node.parent, []).append(node.id)
    return inside


class Rest:
    """Tells when a page has come to rest.

    Looks at a page again and again; times are milliseconds of any clock that only goes forward.

    A bar that grows or a ticker that turns does not keep a page from being read: `moving` names their places.
    """

    def __init__(self) -> None:
        self.nodes: Sequence[Node] = ()
        self._changes: Counter[int] = Counter()
        self._news_ms = 0
        self._has_nodes = False
        self._turns_wanted = QUIET_TURNS

    def changed(self, nodes: Sequence[Node], now_ms: int) -> None:
        """The page holds something else than at the last look."""
        places = changed_places(self.nodes, nodes) if self._has_nodes else {PAGE}
        self.nodes, self._has_nodes = nodes, True
        self._turns_wanted = QUIET_TURNS if Tree(nodes).items else _EMPTY_TURNS
        self._changes.update(places)
        if any(self._changes[place] < _OFTEN or not self._may_move(place) for place in places):
            self._news_ms = now_ms

    def begin_anew(self, now_ms: int) -> None:
        """Another page has come, which may hold the same."""
        self._news_ms = now_ms

    def is_reached(self, quiet_turns: int, now_ms: int) -> bool:
        """Whether the page may be read; `quiet_turns` have passed since it last changed."""
        if not self._has_nodes:
            return False
        return quiet_turns >= self._turns_wanted or now_ms - self._news_ms >= _PATIENCE_MS

    def moving(self) -> tuple[int, ...]:
        """The places that keep changing, in the order of the page."""
        return tuple(node.id for node in self.nodes if self._changes[node.id] >= _OFTEN and self._may_move(node.id))

    def _may_move(self, place: int) -> bool:
        """A part of a page may; what holds more than half of it is the page itself."""
        return place != PAGE and 2 * _size(place, self.nodes) <= len(self.nodes)


def _size(place: int, nodes: Sequence[Node]) -> int:
    within = {place}
    for node in nodes:
        if node.parent in within:
            within.add(node.id)
    return len(within)
