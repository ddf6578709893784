"""The elements list: every heading, link, form field, button or landmark of the page, to choose from by arrow keys."""

from __future__ import annotations

from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.tables import phrases
from empathylab.reader.tree import Tree
from empathylab.reader.utterance import Utterance, notice
from empathylab.reader.words import words

KINDS = ("heading", "link", "field", "button", "landmark")


class ElementsList:
    """What is listed, and which entry is chosen; it is made anew each time it is opened."""

    def __init__(self, tree: Tree, book: Phrasebook, near: int | None) -> None:
        self._tree = tree
        self._book = book
        self._near = near
        self.kind = KINDS[0]
        self.entries: tuple[Node, ...] = ()
        self.chosen = 0
        self._list()

    def _list(self) -> None:
        nodes = (self._tree.nodes[node_id] for node_id in self._tree.order)
        self.entries = tuple(node for node in nodes if is_kind(node, self.kind))
        self.chosen = self._nearest()

    def _nearest(self) -> int:
        if self._near is None or self._near not in self._tree.nodes:
            return 0
        here = self._tree.index(self._near)
        before = [i for i, node in enumerate(self.entries) if self._tree.index(node.id) <= here]
        return before[-1] if before else 0

    def turn(self, step: int) -> Utterance:
        """Another kind."""
        self.kind = KINDS[(KINDS.index(self.kind) + step) % len(KINDS)]
        self._list()
        return self.opening()

    def opening(self) -> Utterance:
        """The kind, how many, and the entry that is chosen."""
        kind = phrases()["plural_kinds"][self.kind]
        if not self.entries:
            return notice(words("elements_none", kind=kind))
        return notice(words("elements_list", kind=kind, count=len(self.entries))) + self.entry()

    def move(self, to: int) -> None:
        """Choose an entry by number; beyond the ends the end is chosen."""
        self.chosen = max(0, min(len(self.entries) - 1, to))

    def entry(self) -> Utterance:
        """The entry that is chosen, as it is by now, and its place among all."""
        if not self.entries:
            return self.opening()
        position = words("position", place=self.chosen + 1, size=len(self.entries))
        chosen = self.entries[self.chosen]
        return self._book.phrase(self._tree.nodes.get(chosen.id, chosen)) + notice(position)

    @property
    def target(self) -> int | None:
        """The node that Enter leads to; None where nothing is listed."""
        return self.entries[self.chosen].id if self.entries else None
