"""Presses the Tab key in a page that nobody sees, and notes what it comes to: the engine decides what that is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.reader.decoding import tabbed_from
from empathylab.reader.page_messages import Focus, Tabbed
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_LOOK_EVERY_MS = 5
#: A page that keeps a key to itself for so long goes on to the next one.
_MOST_LOOKS = 200
#: A date's parts and a player's controls are stops of one element; where Tab stays for longer it is held.
_MOST_IN_ONE = 30
#: No page has more stops than this that anybody would press through.
MOST_STOPS = 2_000
_ASK = call("labReader.tabbed")


class TabKeys(QObject):
    """`run` presses until Tab comes round, leaves the page or stays where it is; `then` gets what it came to."""

    def __init__(self, view: QWebEngineView, then: Callable[[list[Focus]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._then = then
        self._stops: list[Focus] = []
        self._seen: set[int] = set()
        self._above: list[Focus] | None = None
        self._last = self._times_here = 0
        self._presses = self._looks = 0

    def run(self) -> None:
        """From the top of the page on. The page takes itself for the one that a person is in, and tells its scripts."""
        QCoreApplication.postEvent(self._target, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
        self._view.page().runJavaScript(_ASK, ISOLATED_WORLD.value, self._begin)

    def _begin(self, answer: object) -> None:
        """Where the page has put the focus itself, what stands above that is come to after the page's end."""
        focus = self._tabbed(answer).focus
        if focus is None:
            self._above = []
            self._press()
        else:
            self._take(focus)

    def _tabbed(self, answer: object) -> Tabbed:
        """A page that does not say where the focus is has it nowhere."""
        found = tabbed_from(answer) if isinstance(answer, str) and answer else None
        return found or Tabbed(self._presses)

    @property
    def _target(self) -> QObject:
        return self._view.focusProxy() or self._view

    def _press(self) -> None:
        self._presses += 1
        self._looks = 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(self._target, QKeyEvent(kind, Qt.Key.Key_Tab, _NO_MODIFIER, "\t"))
        self._look()

    def _look(self) -> None:
        self._view.page().runJavaScript(_ASK, ISOLATED_WORLD.value, self._looked)

    def _looked(self, answer: object) -> None:
        found = self._tabbed(answer)
        self._looks += 1
        if found.keys < self._presses and self._looks < _MOST_LOOKS:
            QTimer.singleShot(_LOOK_EVERY_MS, self, self._look)
        else:
            self._take(found.focus)

    def _take(self, stop: Focus | None) -> None:
        node = 0 if stop is None else stop.node.id
        self._times_here = self._times_here + 1 if node == self._last else 0
        is_round = node != self._last and node in self._seen
        is_end = is_round or self._times_here > _MOST_IN_ONE or self._presses >= MOST_STOPS
        if is_end or (stop is None and self._above is not None):
            self._then([*(self._above or ()), *self._stops])
            return
        if stop is None:
            self._above = []
        elif node != self._last:
            (self._stops if self._above is None else self._above).append(stop)
        self._seen.add(node)
        self._last = node
        self._press()
