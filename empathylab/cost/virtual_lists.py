"""Lists and tables that say they have more than the page holds: what is scrolled to is put there only then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from empathylab.reader.node import Node
from empathylab.reader.tree import Tree

_ITEMS = frozenset({"listitem", "option", "article", "menuitem", "treeitem"})
_SETS = frozenset({"list", "listbox", "feed", "menu", "menubar", "tree"})
_TABLES = frozenset({"table", "grid", "treegrid"})


@dataclass(frozen=True, slots=True)
class VirtualList:
    """How many there are on the page, of how many that its author says there are."""

    name: str
    here: int
    total: int


def virtual_lists(tree: Tree) -> tuple[VirtualList, ...]:
    """Each of them, in the order of the page; who does not say how many there are is not known to have more."""
    return tuple(one for node in tree.nodes.values() for one in _told(tree, node) if one.here < one.total)


def _told(tree: Tree, node: Node) -> Iterator[VirtualList]:
    inside = list(tree.inside(node.id)) if node.role in _SETS | _TABLES else []
    if node.role in _TABLES:
        rows = {each.cell.row for each in inside if each.cell is not None}
        yield VirtualList(node.name or node.role, len(rows), node.rows)
    items = [each for each in inside if each.role in _ITEMS]
    if node.role in _SETS and items:
        yield VirtualList(node.name or node.role, len(items), max(each.size for each in items))
