"""Takes down what a page's price rests on, in a page that nobody sees: where things stand, what Tab comes to, whether
it shows, which lists send the page away, and all of it once more in a window a quarter as wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.cost.figures import figures
from empathylab.cost.page import (
    CostPage,
    MediaItem,
    VisiblePage,
    ids_from,
    kept_back_from,
    magnified_from,
    sounds_from,
    visible_page_from,
)
from empathylab.reader.keystroke_cost import is_form_field
from empathylab.reader.node import Node
from empathylab.reader.page_messages import PageOpened
from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames
from empathylab.ui.reader.read_page import ReadPage
from empathylab.ui.reader.tab_keys import TabKeys, TabOrder

_POLL_MS, _MOST_POLLS = 20, 200
#: After a window has another size, for what a page's own scripts make of it.
_SETTLE_MS = 120
#: A page that a key sends away has said so by then, also on a busy computer.
_LEAVING_MS = 400
_PARTS = ("controls", "contrast", "pressed", "focus", "sound", "sending", "look")
_SCRIPTS = ("page-cost.js", *(f"page-cost-{part}.js" for part in _PARTS))
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
#: Taller than this no picture is taken.
MOST_TALL_PX = 12_000


class CostCapture(QObject):
    """Takes down a page for pricing: `then` gets it, None where it does not answer.

    `picture`: the whole page; `way` is what Tab came to. `frames`: those of another origin, where there are any.
    """

    def __init__(
        self,
        view: QWebEngineView,
        page: ReadPage,
        opened: PageOpened,
        then: Callable[[CostPage | None], None],
        *,
        frames: CrossOriginFrames | None = None,
        is_pictured: bool = False,
        is_unhurried: bool = False,
    ) -> None:
        super().__init__(view)
        self._frames = frames
        self._view, self._page, self._opened, self._then = view, page, opened, then
        self._is_pictured, self._is_unhurried = is_pictured, is_unhurried
        self._size = view.size()
        self._ids = [node.id for node in opened.nodes]
        self._sight: VisiblePage | None = None
        self._stops: tuple[int, ...] = ()
        self._unseen: frozenset[int] = frozenset()
        self._leaving: set[int] = set()
        self._sounds: tuple[MediaItem, ...] = ()
        self._polls = self._tries = 0
        self.picture = QImage()
        self.way = TabOrder()

    def run(self) -> None:
        """A page that answers with something else than costs gives none."""
        self._page.held = self._stay
        self._page.runJavaScript(script(*_SCRIPTS), ISOLATED_WORLD.value)
        nodes = self._opened.nodes
        controls = [node.id for node in nodes if node.is_focusable]
        fields = [node.id for node in nodes if is_form_field(node)]
        self._ask("look", self._looked, self._ids, controls, fields)

    def _ask(self, what: str, then: Callable[[str], None], *given: object) -> None:
        def answered(answer: object) -> None:
            then(answer if isinstance(answer, str) else "")

        ask(self._page, call(f"labCost.{what}", *given), answered, self)

    def _looked(self, answer: str) -> None:
        self._sight = visible_page_from(answer) if answer else None  # A page that is let go meanwhile answers nothing.
        if self._sight is None:
            self._then(None)
        elif self._is_pictured:
            self._take_picture(self._sight)
        else:
            self._press_tab()

    # --- the whole page as a picture, before any key changes it ---

    def _take_picture(self, sight: VisiblePage) -> None:
        self._view.resize(self._size.width(), int(min(MOST_TALL_PX, max(sight.height, self._size.height()))))
        QTimer.singleShot(5 * _SETTLE_MS, self, self._pictured)

    def _pictured(self) -> None:
        self.picture = self._view.grab().toImage()
        self._view.resize(self._size)
        QTimer.singleShot(_SETTLE_MS, self, self._press_tab)

    # --- Tab, and what it does not show ---

    def _press_tab(self) -> None:
        """Nobody listens to what the page says meanwhile."""
        self._page.runJavaScript(call("labReader.stop"), ISOLATED_WORLD.value)
        self._tab_keys = TabKeys(
            self._view,
            self._tabbed,
            is_brief=True,
            frames=self._frames,
            is_unhurried=self._is_unhurried,
        )
        self._tab_keys.run()

    def _stay(self) -> None:
        """Wherever the page wants to go: it is looked at as it is."""

    def _tabbed(self, way: TabOrder) -> None:
        self.way = way
        self._stops = tuple(dict.fromkeys(stop.node.id for stop in way.stops))
        self._ask("unseenStops", self._unseen_told)

    def _unseen_told(self, answer: str) -> None:
        self._unseen = frozenset(ids_from(answer or "[]"))
        self._ask("leavingStops", self._leaving_told)

    def _leaving_told(self, answer: str) -> None:
        self._leaving.update(ids_from(answer or "[]"))
        self._try_lists([one.id for one in self._lists() if one.id in self._stops])

    # --- lists that send the page away at the first key; it is held where it is ---

    def _lists(self) -> list[Node]:
        assert self._sight is not None
        told = {one.id for one in self._sight.controls if one.is_list}
        return [node for node in self._opened.nodes if node.id in told]

    def _try_lists(self, left: Sequence[int]) -> None:
        self._page.held = self._stay
        if not left:
            self._polls = 0
            self._ask_sounds()
            return
        self._page.held = partial(self._leaving.add, left[0])
        ask(self._page, call("labReader.focus", left[0]), partial(self._at_list, left), self)

    def _at_list(self, left: Sequence[int], _answer: object) -> None:
        """The focus is there: keys take another way into the page, and would come to where it was before."""
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = self._view.focusProxy() or self._view
                QCoreApplication.postEvent(target, QKeyEvent(kind, key, _NO_MODIFIER))
        self._tries += 1
        self._polls = 0
        self._ask_tried(left[1:])

    def _ask_tried(self, left: Sequence[int]) -> None:
        self._polls += 1
        self._ask("tried", partial(self._tried, left))

    def _tried(self, left: Sequence[int], answer: str) -> None:
        """The keys have arrived; where they led to is asked for a little later."""
        if answer.isdecimal() and int(answer) < self._tries and self._polls < _MOST_POLLS:
            QTimer.singleShot(_POLL_MS, self, partial(self._ask_tried, left))
        else:
            QTimer.singleShot(_LEAVING_MS, self, partial(self._try_lists, left))

    def _is_early(self, answer: str, ask_again: Callable[[], None]) -> bool:
        """Whether the page has no answer yet, and is asked again in a little while."""
        is_early = not answer and self._polls < _MOST_POLLS
        if is_early:
            QTimer.singleShot(_POLL_MS, self, ask_again)
        return is_early

    # --- films and sounds, once it is known how long they last ---

    def _ask_sounds(self) -> None:
        self._polls += 1
        self._ask("sounds", self._sounds_told)

    def _sounds_told(self, answer: str) -> None:
        if self._is_early(answer, self._ask_sounds):
            return
        self._sounds = sounds_from(answer or "[]")
        self._narrow()

    # --- a quarter as wide ---

    def _narrow(self) -> None:
        times = int(figures().magnification)
        self._polls = 0
        self._view.resize(self._size.width() // times, self._size.height() // times)
        QTimer.singleShot(_SETTLE_MS, self, self._ask_narrow)

    def _ask_narrow(self) -> None:
        self._polls += 1
        self._ask("narrow", self._narrowed, self._ids, self._view.width())

    def _narrowed(self, answer: str) -> None:
        if self._is_early(answer, self._ask_narrow):
            return
        self._magnified = magnified_from(answer or "{}")
        self._polls = 0
        self._ask_kept_back()

    # --- whether the form can be sent at all; last, since what can be chosen in it is chosen for that ---

    def _ask_kept_back(self) -> None:
        self._polls += 1
        self._ask("keptBack", self._kept_back_told)

    def _kept_back_told(self, answer: str) -> None:
        if self._is_early(answer, self._ask_kept_back):
            return
        assert self._sight is not None
        self._then(
            CostPage(
                self._opened,
                self._sight,
                self._stops,
                self._unseen,
                frozenset(self._leaving),
                self._magnified,
                self._sounds,
                self._size.width(),
                self._size.height(),
                kept_back_from(answer or "[]"),
            )
        )
