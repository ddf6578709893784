"""Presses the Tab key in a page that nobody sees, and notes what it comes to: the engine decides what that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.reader.decoding import tabbed_from
from empathylab.reader.page_messages import Focus, Tabbed
from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_LOOK_EVERY_MS = 5
#: A page that keeps a key to itself for so long goes on to the next one.
_MOST_LOOKS = 200
#: A page has so long for what a key set off before it is as it will be for whoever stays there for a moment.
_MOST_SETTLING = 250
#: A date's parts and a player's controls are stops of one element; where Tab stays for longer it is held.
_MOST_IN_ONE = 30
#: Pressed at once: at first one, then twice as many each time, so that never more are pressed past the end than before.
_MOST_AT_ONCE = 64
#: No page has more stops than this that anybody would press through.
MOST_STOPS = 2_000


@dataclass(frozen=True, slots=True)
class TabOrder:
    """What Tab came to, and those of it that it goes round in without ever leaving the page.

    `is_moving`: the page itself has moved the focus from where a key had left it; `is_cut`: there are more stops than
    are pressed through.
    """

    stops: tuple[Focus, ...] = ()
    trap: tuple[Focus, ...] = ()
    is_moving: bool = False
    is_cut: bool = False


class TabKeys(QObject):
    """`run` presses until Tab comes round, leaves the page or stays where it is; `then` gets the way it took.

    `is_brief`: of each no more than which node it is, which takes a large page a tenth of the time. `frames`: those of
    another origin, where there are any; they are asked for the stops inside them, one by one. `is_unhurried`: what each
    press sets off is waited for, and a stop is where the focus rests then.
    """

    def __init__(
        self,
        view: QWebEngineView,
        then: Callable[[TabOrder], None],
        *,
        is_brief: bool = False,
        frames: CrossOriginFrames | None = None,
        is_unhurried: bool = False,
    ) -> None:
        super().__init__(view)  # Where that goes, no key is pressed any more.
        self._asked = call("labReader.tabbed", is_brief)
        self._view = view
        self._frames = frames
        self._then = then
        self._stops: list[Focus] = []
        #: The nodes in the order in which Tab came to them; 0 is outside the page.
        self._way: list[int] = []
        self._trap: list[int] = []
        self._above: list[Focus] | None = None
        self._last = self._times_here = 0
        self._waited_for = self._looks = 0
        self._is_unhurried = is_unhurried
        self._at_once, self._most_at_once = 1, 1 if frames or is_unhurried else _MOST_AT_ONCE
        self._left_at: Focus | None = None
        self._has_ended = self._is_cut = False

    def run(self) -> None:
        """From the top of the page on. The page takes itself for the one that a person is in, and tells its scripts."""
        QCoreApplication.postEvent(self._target, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
        self._ask(self._begin)

    def _begin(self, found: Tabbed) -> None:
        """Where the page has put the focus itself, what stands above that is come to after the page's end."""
        if found.focus is None:
            self._above = []
        else:
            # The end is come to in the middle, and nothing may be pressed past it.
            self._most_at_once = 1
            self._take(found.focus)
        self._press()

    def _ask(self, then: Callable[[Tabbed], None]) -> None:
        """A page that does not say where the focus is has it nowhere."""

        def answered(answer: object) -> None:
            found = tabbed_from(answer) if isinstance(answer, str) and answer else None
            self._ask_inside(found or Tabbed((), None), then)

        ask(self._view.page(), self._asked, answered, self)

    def _ask_inside(self, found: Tabbed, then: Callable[[Tabbed], None]) -> None:
        """A frame that has the focus knows what in it has, and which keys it has had."""
        frame = self._frames and found.focus and self._frames.at(found.focus.node.id)
        if not frame or not self._frames:
            then(found)
            return

        def answered(answer: object) -> None:
            inside = tabbed_from(answer) if isinstance(answer, str) and answer else None
            if inside is None or inside.focus is None:
                then(found)
                return
            came_to = (*found.came_to, *(stop and frame.adopt_focus(stop) for stop in inside.came_to))
            is_working = found.is_working or inside.is_working
            self._ask_inside(Tabbed(came_to, frame.adopt_focus(inside.focus), is_working), then)

        self._frames.ask(frame, self._asked, answered)

    @property
    def _target(self) -> QObject:
        return self._view.focusProxy() or self._view

    def _press(self) -> None:
        self._waited_for, self._looks = self._at_once, 0
        for _ in range(self._at_once):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.postEvent(self._target, QKeyEvent(kind, Qt.Key.Key_Tab, _NO_MODIFIER, "\t"))
        self._at_once = min(self._most_at_once, 2 * self._at_once)
        self._look()

    def _look(self) -> None:
        self._ask(self._looked)

    def _looked(self, found: Tabbed) -> None:
        self._looks += 1
        came_to = found.came_to if self._most_at_once > 1 else found.came_to[-1:]
        self._waited_for -= len(came_to)
        if self._is_unhurried:
            self._left_at = came_to[-1] if came_to else self._left_at
        else:
            self._take_each(came_to)
        if self._is_waiting(found):
            QTimer.singleShot(_LOOK_EVERY_MS, self, self._look)
            return
        if self._is_unhurried or self._waited_for > 0:
            self._take_each([found.focus or self._left_at])
        self._end() if self._has_ended else self._press()

    def _is_waiting(self, found: Tabbed) -> bool:
        """For keys that have not been let go, or for what they set off."""
        if self._waited_for > 0:
            return self._looks < _MOST_LOOKS
        return (self._is_unhurried or self._has_ended) and found.is_working and self._looks < _MOST_SETTLING

    def _end(self) -> None:
        def told(is_moving: object) -> None:
            stops = (*(self._above or ()), *self._stops)
            trap = tuple(stop for stop in stops if stop.node.id in self._trap)
            self._then(TabOrder(stops, trap, is_moving is True, self._is_cut))

        ask(self._view.page(), call("labReader.movesFocus"), told, self)

    def _take_each(self, stops: Iterable[Focus | None]) -> None:
        for stop in stops:
            if not self._has_ended:
                self._take(stop)

    def _take(self, stop: Focus | None) -> None:
        node = 0 if stop is None else stop.node.id
        self._times_here = self._times_here + 1 if node == self._last else 0
        is_round = node in self._way and (node != self._last or self._times_here > _MOST_IN_ONE)
        if is_round:
            ring = self._way[self._way.index(node) :]
            self._trap = ring if 0 not in ring else []
        if is_round or (stop is None and self._above is not None):
            self._has_ended = True
            return
        if node != self._last and len(self._stops) + len(self._above or ()) >= MOST_STOPS:
            self._has_ended = self._is_cut = True
            return
        if stop is None:
            self._above = []
        elif node != self._last:
            (self._stops if self._above is None else self._above).append(stop)
        if node != self._last:
            self._way.append(node)
        if stop is not None and stop.is_gone:
            self._way.clear()  # From where nothing is any more the engine may go back, and on from there.
        self._last = node
