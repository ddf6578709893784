"""One frame of another origin: where it stands in the page, and its nodes in the page's numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtWebEngineCore import QWebEngineFrame

from empathylab.reader.node import FramePlace, Node
from empathylab.reader.page_messages import Focus

#: Numbers of nodes a frame; the page's own are the lowest.
SPAN = 10_000_000


@dataclass(eq=False, slots=True)
class CrossOriginFrame:
    """A frame, the page's node in whose place it stands, and what it has told of itself, in the page's numbers."""

    number: int
    frame: QWebEngineFrame
    home: Node
    nodes: list[Node] = field(default_factory=list)
    has_told: bool = False

    def out(self, local: int) -> int:
        """The page's number for one of the frame's own; its outermost are children of the frame."""
        return self.number * SPAN + local if local else self.home.id

    def adopt(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The frame's own nodes in the page's numbers."""
        return tuple(replace(node, id=self.out(node.id), parent=self.out(node.parent)) for node in nodes)

    def adopt_focus(self, focus: Focus) -> Focus:
        """What has the focus in the frame, in the page's numbers."""
        return replace(focus, node=self.adopt([focus.node])[0])

    def replace(self, root: int, nodes: Sequence[Node]) -> None:
        """Put `nodes` where the subtree of `root` was."""
        start = next((at for at, node in enumerate(self.nodes) if node.id == root), None)
        if start is None:
            return
        end, inside = start + 1, {root}
        while end < len(self.nodes) and self.nodes[end].parent in inside:
            inside.add(self.nodes[end].id)
            end += 1
        self.nodes[start:end] = nodes

    def renew(self, nodes: Iterable[Node]) -> None:
        """What these nodes tell now."""
        by_id = {node.id: node for node in nodes}
        self.nodes = [by_id.get(node.id, node) for node in self.nodes]


def frame_at(within: QWebEngineFrame, path: Iterable[FramePlace]) -> QWebEngineFrame | None:
    """Follow places among siblings; None when the engine knows other frames there than the page told of."""
    for place, siblings in path:
        children = within.children()
        if len(children) != siblings or place >= siblings:
            return None
        within = children[place]
    return within
