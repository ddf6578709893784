"""Frames of another origin: each has a reader's side of its own; here they are put into the page at their place.

Such a frame has no channel to the lab, so it is asked what is new: after every wish that goes to it, before each key,
and ten times a second as long as there is one. Its nodes get numbers of their own, so that the reader sees one page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage

from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.reader.reader_script import script

#: Numbers of nodes a frame; the page's own are the lowest.
_SPAN = 10_000_000
_POLL_MS = 100
#: "?" where the lab's script has not run yet: the frame was there before the reader was.
_DRAIN = "globalThis.labReader ? labReader.drain() : '?'"

Item = dict[str, Any]
Take = Callable[[str, Any], None]


@dataclass(eq=False, slots=True)
class CrossOriginFrame:
    """A frame, the page's node in whose place it stands, and what it has told of itself, in the page's numbers."""

    number: int
    frame: QWebEngineFrame
    home: Item
    nodes: list[Item] = field(default_factory=list)
    has_told: bool = False

    def out(self, local: int) -> int:
        """The page's number for one of the frame's own; its outermost are children of the frame."""
        return self.number * _SPAN + local if local else int(self.home["i"])

    def adopt(self, nodes: Iterable[Item]) -> list[Item]:
        """The frame's own nodes in the page's numbers."""
        return [{**node, "i": self.out(node["i"]), "p": self.out(node["p"])} for node in nodes]

    def replace(self, root: int, nodes: list[Item]) -> None:
        """Put `nodes` where the subtree of `root` was."""
        start = next((at for at, node in enumerate(self.nodes) if node["i"] == root), None)
        if start is None:
            return
        end, inside = start + 1, {root}
        while end < len(self.nodes) and self.nodes[end]["p"] in inside:
            inside.add(self.nodes[end]["i"])
            end += 1
        self.nodes[start:end] = nodes

    def renew(self, nodes: list[Item]) -> None:
        """What these nodes tell now."""
        by_id = {node["i"]: node for node in nodes}
        self.nodes = [by_id.get(node["i"], node) for node in self.nodes]


class CrossOriginFrames(QObject):
    """All of a page's, those inside one another too. `told`: a kind and a message, as the page itself sends them."""

    told = Signal(str, object)

    def __init__(self, page: QWebEnginePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._frames: dict[int, CrossOriginFrame] = {}
        self._last = 0
        self._with_focus: CrossOriginFrame | None = None
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.poll)

    # --- the page's messages on their way to the reader ---

    def opened(self, nodes: list[Item]) -> None:
        """Another page: the frames of the one before are gone."""
        self.forget()
        self._meet(nodes, self._page.mainFrame())

    def changed(self, changes: list[Item]) -> list[Item]:
        """The page's changes, with what its frames hold put back in."""
        for change in changes:
            self._meet(change["nodes"], self._page.mainFrame())
        return [{**change, "nodes": self.filled(change["nodes"])} for change in changes]

    def filled(self, nodes: Iterable[Item]) -> list[Item]:
        """The page's nodes, with what its frames hold put in."""
        return list(self._filled(nodes))

    @property
    def is_complete(self) -> bool:
        """Every frame has told what it holds."""
        return all(far.has_told for far in self._frames.values())

    def focus_is_elsewhere(self) -> None:
        """The page itself has told where the focus is."""
        self._with_focus = None

    def forget(self) -> None:
        """No frames any more."""
        self._frames.clear()
        self._with_focus = None
        self._timer.stop()

    def stop(self) -> None:
        """Leave them alone."""
        for far in self._frames.values():
            far.frame.runJavaScript("globalThis.labReader?.stop()", ISOLATED_WORLD.value)
        self.forget()

    def _filled(self, nodes: Iterable[Item]) -> Iterator[Item]:
        for node in nodes:
            yield node
            far = self._at(node["i"]) if "a" in node else None
            if far is not None:
                yield from self._filled(far.nodes)

    def _at(self, home: int) -> CrossOriginFrame | None:
        return next((far for far in self._frames.values() if far.home["i"] == home), None)

    def _meet(self, nodes: Iterable[Item], within: QWebEngineFrame) -> None:
        for node in nodes:
            if "a" not in node or self._at(node["i"]) is not None:
                continue
            frame = _frame_at(within, node["a"])
            if frame is not None:
                self._last += 1
                self._frames[self._last] = CrossOriginFrame(self._last, frame, node)
                self._timer.start()
                self._ask(self._frames[self._last])

    # --- what frames tell ---

    def poll(self) -> None:
        """Ask each for its news."""
        for far in list(self._frames.values()):
            if far.frame.isValid():
                self._ask(far)
            else:
                self._lose(far)

    def _lose(self, far: CrossOriginFrame) -> None:
        self._frames.pop(far.number, None)
        if not self._frames:
            self._timer.stop()
        self.told.emit("changed", [{"root": far.home["i"], "nodes": [far.home]}])

    def _ask(self, far: CrossOriginFrame) -> None:
        far.frame.runJavaScript(_DRAIN, ISOLATED_WORLD.value, partial(self._answered, far))

    def _answered(self, far: CrossOriginFrame, answer: object) -> None:
        if not isinstance(answer, str) or not answer or self._frames.get(far.number) is not far:
            return
        if answer == "!":
            far.has_told = True
            return
        if answer == "?":
            far.frame.runJavaScript(script(), ISOLATED_WORLD.value)
            return
        for kind, data in json.loads(answer):
            self._take(far, kind, json.loads(data))

    def _take(self, far: CrossOriginFrame, kind: str, message: Any) -> None:
        if kind == "page":
            far.has_told = True
            far.nodes = far.adopt(message["nodes"])
            self._tell_changes(far, [{"root": far.home["i"], "nodes": [far.home]}])
        elif kind == "changed":
            changes: list[Item] = [{"root": far.out(one["root"]), "nodes": far.adopt(one["nodes"])} for one in message]
            for change in changes:
                far.replace(change["root"], change["nodes"])
            self._tell_changes(far, changes)
        elif kind == "renewed":
            renewed = far.adopt(message)
            far.renew(renewed)
            self.told.emit(kind, renewed)
        elif kind == "focus":
            self._take_focus(far, message)
        elif kind != "title":
            names = {"id", "region"} & message.keys()
            self.told.emit(kind, {**message, **{name: far.out(message[name]) for name in names}})

    def _tell_changes(self, far: CrossOriginFrame, changes: list[Item]) -> None:
        self._meet(far.nodes, far.frame)
        self.told.emit("changed", [{**change, "nodes": self.filled(change["nodes"])} for change in changes])

    def _take_focus(self, far: CrossOriginFrame, message: Item | None) -> None:
        # That a frame has the focus no longer is news only as long as nobody else has told that he has it.
        if message is not None:
            self._with_focus = far
            self.told.emit("focus", {**message, "node": far.adopt([message["node"]])[0]})
        elif self._with_focus is far:
            self._with_focus = None
            self.told.emit("focus", None)

    # --- the reader's wishes ---

    def of(self, node: int) -> CrossOriginFrame | None:
        """The frame that a node is in; None for the page's own."""
        return self._frames.get(node // _SPAN)

    def run(self, node: int, call: str, then: Callable[[Any], None] | None = None) -> None:
        """Call the reader's side where this node is; `{}` in the call is the node's number there."""
        far = self.of(node)
        source = f"globalThis.labReader?.{call.format(node % _SPAN)} ?? ''"
        target = self._page if far is None else far.frame
        target.runJavaScript(source, ISOLATED_WORLD.value, then or _ignore)
        if far is not None:
            self._ask(far)

    def box(self, node: int, call: str, then: Callable[[str], None]) -> None:
        """What `show` or `boxOf` gives: x, y, width, height in the page's own pixels, as JSON; empty when gone."""
        far = self.of(node)
        if far is None:
            self.run(node, call, then)
            return
        home = int(far.home["i"])
        self.box(home, call, lambda outer: self.run(node, call, lambda inner: then(_inside(outer, inner))))

    def tab(self, node: int, step: int, hops: int = 8) -> None:
        """Focus the next or previous stop of the Tab key from here, into frames and out of them."""
        self.run(node, f"tab({{}}, {step})", partial(self._tabbed, node, step, hops - 1))

    def _tabbed(self, node: int, step: int, hops: int, answer: str) -> None:
        if not answer or hops <= 0:
            return
        far = self.of(node)
        if answer == "out":
            if far is not None:
                self.tab(int(far.home["i"]), step, hops)
            return
        inner = int(answer) if far is None else far.out(int(answer))
        entered = self._at(inner)
        self.tab(entered.number * _SPAN if entered else inner, step, hops)


def _frame_at(within: QWebEngineFrame, path: list[list[int]]) -> QWebEngineFrame | None:
    """Follow places among siblings; None when the engine knows other frames there than the page told of."""
    for place, count in path:
        children = within.children()
        if len(children) != count or place >= count:
            return None
        within = children[place]
    return within


def _inside(outer: str, inner: str) -> str:
    if not outer or not inner:
        return ""
    x, y, *_ = json.loads(outer)
    left, top, width, height = json.loads(inner)
    return json.dumps([x + left, y + top, width, height])


def _ignore(_: object) -> None:
    """Nobody waits for this answer."""
