"""Between the page and the reader: installs the page's side, and turns its messages into calls on the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.reader.decoding import message_from
from empathylab.reader.node import Node
from empathylab.reader.page_messages import (
    Box,
    CaretMoved,
    Change,
    Edited,
    Focus,
    FocusMoved,
    Jumped,
    LiveText,
    NodesRenewed,
    PageChanged,
    PageMessage,
    PageOpened,
    Retitled,
)
from empathylab.ui.page.channel import ISOLATED_WORLD, inject, publish, remove
from empathylab.ui.page.scripts import call
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames
from empathylab.ui.reader.reader_script import leave_internals, reader_script, take_internals_down

_BRIDGE = "labReaderBridge"
_SCRIPT_NAME = "lab-reader"
#: What a document sends before anything else.
_FIRST_KIND = "page"
#: A page whose own scripts leave it no time is said as it was.
_PATIENCE_MS = 1000


class _Bridge(QObject):
    received = Signal(str, str)

    @Slot(str, str)
    def receive(self, kind: str, data: str) -> None:
        self.received.emit(kind, data)


def _bridge_of(page: QWebEnginePage) -> _Bridge:
    """The page's one bridge. It outlives the readers: a document that is open knows no object published later."""
    present = page.findChild(_Bridge, _BRIDGE)
    if present is not None:
        return present
    bridge = _Bridge(page)
    bridge.setObjectName(_BRIDGE)
    publish(page, _BRIDGE, bridge)
    return bridge


class Messages(Protocol):
    """Who takes the page's messages: a reader."""

    def opened(self, page: PageOpened) -> None:
        """Another document is there: all that it holds."""

    def changed(self, changes: Sequence[Change]) -> None:
        """These parts of it hold something else now."""

    def renewed(self, nodes: Sequence[Node]) -> None:
        """These nodes are described otherwise now; what is in them is as it was."""

    def focused(self, focus: Focus | None) -> None:
        """Another element has the keyboard focus, or none."""

    def typed(self, edited: Edited) -> None:
        """The text of the focused field was changed by a key."""

    def caret_moved(self, moved: CaretMoved) -> None:
        """The caret of the focused field is elsewhere."""

    def live(self, said: LiveText) -> None:
        """A live region says something."""

    def retitled(self, title: str) -> None:
        """The document has another title."""

    def jumped(self, to: int) -> None:
        """A link led to this node of the same document."""


class ReaderTree(QObject):
    """The page as a reader's `ReaderPage`: messages come in through the channel, wishes go out as script calls.

    Make it before the page's first document loads, else that document cannot be read.
    """

    opened = Signal()
    cursor_moved = Signal(float, float, float, float)  # x, y, width, height in CSS pixels of the viewport

    def __init__(self, page: QWebEnginePage, parent: QObject | None = None, *, is_echoing: bool = True) -> None:
        super().__init__(parent)
        self._page = page
        self._is_echoing = is_echoing
        self._bridge = _bridge_of(page)
        self._bridge.received.connect(self._take)
        self._to: Messages | None = None
        self._to_show = 0
        self._ticket = 0
        self._when_fresh: Callable[[], None] | None = None
        #: How many messages the document in front has sent, once it has answered, and how many have been taken.
        self._sent: int | None = None
        self._taken = 0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._is_fresh)
        self._frames = CrossOriginFrames(page, self, source=reader_script(is_echoing=is_echoing))
        self._frames.told.connect(self._deliver)

    def attach(self, to: Messages) -> None:
        """From now on `to` gets the messages, of the open document too."""
        if self._to is not None:
            return
        self._to = to
        source = reader_script("reader-connect.js", is_echoing=self._is_echoing)
        take_internals_down(self._page)
        inject(self._page, _SCRIPT_NAME, source)
        if self._page.url().isValid() and not self._page.isLoading():
            self._page.runJavaScript(source, ISOLATED_WORLD.value)

    def detach(self) -> None:
        """No more messages; the open document is watched no longer."""
        self._to = None
        self._when_fresh = None
        remove(self._page, _SCRIPT_NAME)
        leave_internals(self._page)
        self._frames.stop()
        self._page.runJavaScript(call("labReader.stop"), ISOLATED_WORLD.value)

    def look_again(self) -> None:
        """A key is about to be handled: frames of another origin have to be asked."""
        self._frames.poll()

    def _take(self, kind: str, data: str) -> None:
        if self._to is None:
            return
        self._taken = 1 if kind == _FIRST_KIND else self._taken + 1
        self._take_message(message_from(kind, data))
        self._look_for_news()

    def _take_message(self, message: PageMessage | None) -> None:
        if isinstance(message, PageChanged):
            message = PageChanged(self._frames.changed(message.changes))
        elif isinstance(message, FocusMoved):
            self._frames.focus_is_elsewhere()
        if message is not None:
            self._deliver(message)

    def _deliver(self, message: PageMessage) -> None:
        if self._to is None:
            return
        match message:
            case PageOpened():
                self._opened(self._to, message)
            case PageChanged(changes):
                self._to.changed(changes)
            case NodesRenewed(nodes):
                self._to.renewed(nodes)
            case FocusMoved(focus):
                self._to.focused(focus)
            case Edited():
                self._to.typed(message)
            case CaretMoved():
                self._to.caret_moved(message)
            case LiveText():
                self._to.live(message)
            case Retitled(title):
                self._to.retitled(title)
            case Jumped(to):
                self._to.jumped(to)

    def _opened(self, to: Messages, page: PageOpened) -> None:
        to.opened(page)
        self.opened.emit()
        self._frames.opened(page.nodes)

    # --- the reader's Page ---

    def fresh(self, node: int, since: int, then: Callable[[], None]) -> None:
        """The answer may overtake the news that it is about: it says how much of that there is."""
        self._ticket += 1
        self._when_fresh, self._sent = then, None
        self._patience.start()
        near = self._frames.local(since) if self._frames.of(since) is self._frames.of(node) else 0
        self._frames.fresh(node, near, partial(self._answered, self._ticket))

    def _answered(self, ticket: int, sent: int) -> None:
        if ticket == self._ticket:
            self._sent = sent
            self._look_for_news()

    def _look_for_news(self) -> None:
        if self._sent is not None and self._taken >= self._sent:
            self._is_fresh()

    def _is_fresh(self) -> None:
        self._patience.stop()
        self._sent = None
        then, self._when_fresh = self._when_fresh, None
        if then is not None:
            then()

    def show(self, node: int) -> None:
        """After what is being done now: the phrase comes first, and of a flood of keys only the last place is shown."""
        if not self._to_show:
            QTimer.singleShot(0, self, self._show)
        self._to_show = node

    def _show(self) -> None:
        node, self._to_show = self._to_show, 0
        self._frames.box(node, "show", self._shown)

    def find_box(self, node: int, then: Callable[[Box | None], None]) -> None:
        """Give `then` where a node is now; None when it is nowhere."""
        self._frames.box(node, "boxOf", then)

    def _shown(self, box: Box | None) -> None:
        if box is not None:
            self.cursor_moved.emit(*box)

    def focus(self, node: int) -> None:
        self._frames.run(node, "focus")

    def press(self, node: int) -> None:
        self._frames.run(node, "press")

    def tab(self, node: int, step: int) -> None:
        self._frames.tab(node, step)
