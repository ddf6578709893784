"""The reader's own cursor: an item of the page and a place in its text. It survives whatever the page does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.tree import Tree

_TABLES = frozenset({"table", "grid", "treegrid"})
_WORD = re.compile(r"\S+")


class Cursor:
    """Where the reader is in the page, and the ways it moves.

    Moves return True when the cursor moved; at the page's ends it stays where it is.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.item: int | None = None
        self.offset = 0
        #: The item is in place of one that is gone: 1 what followed it, -1 what came before it.
        self._instead = 0

    @property
    def node(self) -> Node | None:
        """The node that the cursor is on; None on an empty page."""
        return None if self.item is None else self.tree.nodes.get(self.item)

    @property
    def text(self) -> str:
        """What the character and word keys walk through."""
        node = self.node
        return "" if node is None else node.name or node.value

    def put(self, item: int | None) -> None:
        """Put the cursor at the beginning of this item."""
        self.item = item
        self.offset = self._instead = 0

    def move(self, step: int) -> bool:
        """To the next or previous item; where the cursor's own is gone, that may be where it stands already."""
        instead, self._instead = self._instead, 0
        if instead == step and self.node is not None:
            return True
        items = self.tree.items
        place = None if self.item is None else self.tree.place_of(self.item)
        if place is None:
            self.put(items[0] if items else None)
            return bool(items)
        if not 0 <= place + step < len(items):
            return False
        self.put(items[place + step])
        return True

    def to_end(self, step: int) -> bool:
        """To the first (-1) or last (1) item of the page."""
        items = self.tree.items
        if not items:
            return False
        self.put(items[0] if step < 0 else items[-1])
        return True

    def find(self, kind: str, step: int) -> bool:
        """To the next or previous thing of a kind; a container is found by the first item inside it."""
        order = self.tree.order
        here = self.tree.index(self.item) if self.item in self.tree.nodes and self.item is not None else -1
        indices = range(here + 1, len(order)) if step > 0 else range(here - 1, -1, -1)
        around = self._around()
        for index in indices:
            node = self.tree.nodes[order[index]]
            if not is_kind(node, kind) or (step < 0 and node.id in around and self._is_at_start_of(node)):
                continue
            item = self.tree.first_item_inside(node.id)
            if item is not None and item != self.item:
                self.put(item)
                return True
        return False

    def _around(self) -> set[int]:
        node = self.node
        return set() if node is None else {ancestor.id for ancestor in self.tree.ancestors(node)}

    def _is_at_start_of(self, node: Node) -> bool:
        return self.tree.first_item_inside(node.id) == self.item

    @property
    def table(self) -> Node | None:
        """The innermost table with a cell that the cursor is in."""
        around = self._around_and_own()
        is_in_cell = any(outer.cell for outer in around)
        return next((outer for outer in reversed(around) if is_in_cell and outer.role in _TABLES), None)

    def _around_and_own(self) -> tuple[Node, ...]:
        node = self.node
        return () if node is None else (*self.tree.ancestors(node), node)

    def to_cell(self, rows: int, columns: int) -> bool:
        """To the cell so many rows and columns away; False outside a table and at its edge."""
        here = next((outer for outer in reversed(self._around_and_own()) if outer.cell), None)
        table = self.table
        if here is None or here.cell is None or table is None:
            return False
        wanted = (here.cell.row + rows, here.cell.column + columns)
        for inner in self.tree.inside(table.id):
            if inner.cell and (inner.cell.row, inner.cell.column) == wanted:
                item = self.tree.first_item_inside(inner.id)
                if item is not None:
                    self.put(item)
                    return True
        return False

    def by_character(self, step: int) -> str | None:
        """The character moved to (its text may be empty in an empty item), or None at the page's end."""
        length = len(self.text)
        if 0 <= self.offset + step < length:
            self.offset += step
        elif self.move(step):
            self.offset = 0 if step > 0 else max(0, len(self.text) - 1)
        else:
            return None
        return self.text[self.offset : self.offset + 1]

    def by_word(self, step: int) -> str | None:
        """The word moved to, or None at the page's end."""
        starts = [found.start() for found in _WORD.finditer(self.text)]
        further = [start for start in starts if (start > self.offset if step > 0 else start < self.offset)]
        if further:
            self.offset = further[0] if step > 0 else further[-1]
        elif self.move(step):
            starts = [found.start() for found in _WORD.finditer(self.text)]
            self.offset = 0 if step > 0 or not starts else starts[-1]
        else:
            return None
        found = _WORD.match(self.text, self.offset)
        return found.group() if found else ""

    def to_text_end(self, step: int) -> str:
        """The first or last character of the item."""
        self.offset = 0 if step < 0 else max(0, len(self.text) - 1)
        return self.text[self.offset : self.offset + 1]

    def rescue(self, before: Sequence[int], place: int | None) -> bool:
        """After a change: when the item is gone, stand at what followed it, else at what came before. True: moved."""
        if self.item is not None and self.tree.place_of(self.item) is not None:
            self.offset = min(self.offset, max(0, len(self.text) - 1))
            return False
        if place is None:
            self.put(self.tree.items[0] if self.tree.items else None)
            return self.item is not None
        survivors = [(item, 1) for item in before[place:]] + [(item, -1) for item in reversed(before[:place])]
        first = self.tree.items[0] if self.tree.items else None
        found, instead = next(((item, way) for item, way in survivors if self._is_item(item)), (first, 0))
        self.put(found)
        self._instead = instead
        return True

    def _is_item(self, node: int) -> bool:
        return self.tree.place_of(node) is not None
