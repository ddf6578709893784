"""Frames of another origin: each has a reader's side of its own; here they are put into the page at their place.

Such a frame has no channel to the lab, so it is asked what is new: after every wish that goes to it, before each key,
and ten times a second as long as there is one. Its nodes get numbers of their own, so that the reader sees one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage

from empathylab.reader.decoding import box_from, drained_from
from empathylab.reader.node import Node
from empathylab.reader.page_messages import (
    Box,
    Change,
    Focus,
    FocusMoved,
    Jumped,
    NodesRenewed,
    PageChanged,
    PageMessage,
    PageOpened,
    Retitled,
)
from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call
from empathylab.ui.reader.cross_origin_frame import SPAN, CrossOriginFrame, frame_at
from empathylab.ui.reader.reader_script import reader_script

_POLL_MS = 100
#: "?" where the lab's script has not run yet: the frame was there before the reader was.
_DRAIN = call("labReader.drain", otherwise="?")


class CrossOriginFrames(QObject):
    """All of a page's, those inside one another too. `told`: a `PageMessage`, as of the page itself."""

    told = Signal(object)

    def __init__(self, page: QWebEnginePage, parent: QObject, *, source: str = "") -> None:
        """`source`: the reader's side for frames that have none yet."""
        super().__init__(parent)
        self._page = page
        self._source = source or reader_script()
        self._frames: dict[int, CrossOriginFrame] = {}
        self._last = 0
        self._with_focus: CrossOriginFrame | None = None
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.poll)

    # --- the page's messages on their way to the reader ---

    def opened(self, nodes: Iterable[Node]) -> None:
        """Another page: the frames of the one before are gone."""
        self.forget()
        self._meet(nodes, self._page.mainFrame())

    def changed(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """The page's changes, with what its frames hold put back in."""
        for change in changes:
            self._meet(change.nodes, self._page.mainFrame())
        return self._all_filled(changes)

    def filled(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The page's nodes, with what its frames hold put in."""
        return tuple(self._filled(nodes))

    def _all_filled(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(replace(change, nodes=self.filled(change.nodes)) for change in changes)

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
            far.frame.runJavaScript(call("labReader.stop"), ISOLATED_WORLD.value)
        self.forget()

    def _filled(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            yield node
            far = self.at(node.id) if node.frame_path else None
            if far is not None:
                yield from self._filled(far.nodes)

    def at(self, home: int) -> CrossOriginFrame | None:
        """The frame that stands at this node."""
        return next((far for far in self._frames.values() if far.home.id == home), None)

    def _meet(self, nodes: Iterable[Node], within: QWebEngineFrame) -> None:
        for node in nodes:
            if not node.frame_path or self.at(node.id) is not None:
                continue
            frame = frame_at(within, node.frame_path)
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
        self.told.emit(PageChanged((Change(far.home.id, (far.home,)),)))

    def _ask(self, far: CrossOriginFrame, then: Callable[[], None] = lambda: None) -> None:
        def answered(answer: object) -> None:
            self._answered(far, answer)
            then()

        self.ask(far, _DRAIN, answered)

    def _answered(self, far: CrossOriginFrame, answer: object) -> None:
        if not isinstance(answer, str) or not answer or self._frames.get(far.number) is not far:
            return
        if answer == "!":
            far.has_told = True
            return
        if answer == "?":
            far.frame.runJavaScript(self._source, ISOLATED_WORLD.value)
            return
        for message in drained_from(answer):
            self._take(far, message)

    def _take(self, far: CrossOriginFrame, message: PageMessage) -> None:
        match message:
            case PageOpened(nodes=nodes):
                far.has_told = True
                far.nodes = list(far.adopt(nodes))
                self._tell_changes(far, [Change(far.home.id, (far.home,))])
            case PageChanged(changes):
                self._take_changes(far, changes)
            case NodesRenewed(nodes):
                renewed = far.adopt(nodes)
                far.renew(renewed)
                self.told.emit(NodesRenewed(renewed))
            case FocusMoved(focus):
                self._take_focus(far, focus)
            case Jumped(to):
                self.told.emit(Jumped(far.out(to)))
            case Retitled():
                pass  # A frame's title is said of nothing.
            case _:
                self.told.emit(message)

    def _take_changes(self, far: CrossOriginFrame, changes: Iterable[Change]) -> None:
        adopted = [Change(far.out(change.root), far.adopt(change.nodes)) for change in changes]
        for change in adopted:
            far.replace(change.root, change.nodes)
        self._tell_changes(far, adopted)

    def _tell_changes(self, far: CrossOriginFrame, changes: Iterable[Change]) -> None:
        self._meet(far.nodes, far.frame)
        self.told.emit(PageChanged(self._all_filled(changes)))

    def _take_focus(self, far: CrossOriginFrame, focus: Focus | None) -> None:
        # That a frame has the focus no longer is news only as long as nobody else has told that he has it.
        if focus is not None:
            self._with_focus = far
            self.told.emit(FocusMoved(far.adopt_focus(focus)))
        elif self._with_focus is far:
            self._with_focus = None
            self.told.emit(FocusMoved(None))

    # --- the reader's wishes ---

    def of(self, node: int) -> CrossOriginFrame | None:
        """The frame that a node is in; None for the page's own."""
        return self._frames.get(node // SPAN)

    def local(self, node: int) -> int:
        """A node's own number in its frame."""
        return node % SPAN

    def ask(self, far: CrossOriginFrame, source: str, then: Callable[[object], None]) -> None:
        """Give `then` what this comes to in a frame."""
        ask(self._page, source, then, self, frame=far.frame)

    def run(self, node: int, function: str, *more: object, then: Callable[[str], None] = lambda _: None) -> None:
        """Call the reader's side where this node is, with the node's number there and what else is given."""
        far = self.of(node)
        source = call(f"labReader.{function}", self.local(node), *more)

        def answered(answer: object) -> None:
            then(answer if isinstance(answer, str) else "")

        ask(self._page, source, answered, self, frame=far.frame if far else None)
        if far is not None:
            self._ask(far)

    def fresh(self, node: int, since: int, then: Callable[[int], None]) -> None:
        """Have all news told; `then` gets how many messages the page has sent by then. A frame's have been taken."""
        far = self.of(node)
        source = call("labReader.fresh", self.local(node), since)
        if far is None:
            ask(self._page, source, lambda sent: then(int(sent) if isinstance(sent, int | float) else 0), self)
        else:
            far.frame.runJavaScript(source, ISOLATED_WORLD.value)
            self._ask(far, lambda: then(0))

    def box(self, node: int, function: str, then: Callable[[Box | None], None]) -> None:
        """What `show` or `boxOf` gives, in the page's own pixels; None when it is nowhere."""
        far = self.of(node)
        if far is None:
            self.run(node, function, then=lambda answer: then(box_from(answer)))
            return

        def within(outer: Box | None) -> None:
            self.run(node, function, then=lambda answer: then(_inside(outer, box_from(answer))))

        self.box(far.home.id, function, within)

    def tab(self, node: int, step: int, hops: int = 8) -> None:
        """Focus the next or previous stop of the Tab key from here, into frames and out of them."""
        self.run(node, "tab", step, then=partial(self._tabbed, node, step, hops - 1))

    def _tabbed(self, node: int, step: int, hops: int, answer: str) -> None:
        if not answer or hops <= 0:
            return
        far = self.of(node)
        if answer == "out":
            if far is not None:
                self.tab(far.home.id, step, hops)
            return
        inner = int(answer) if far is None else far.out(int(answer))
        entered = self.at(inner)
        self.tab(entered.number * SPAN if entered else inner, step, hops)


def _inside(outer: Box | None, inner: Box | None) -> Box | None:
    if outer is None or inner is None:
        return None
    return inner._replace(x=outer.x + inner.x, y=outer.y + inner.y)
