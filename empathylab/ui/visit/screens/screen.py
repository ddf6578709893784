"""What every screen shares: the bar above, content that scrolls, one row of actions below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from empathylab.domain.calibration import WINDOW_PX
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage, place_of, step_of
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import ENTER, button, row, scrolling, text
from empathylab.ui.visit.screens.bar import StopBar, VisitBar

#: Content is no wider, at scale 1 in a window of 1280 × 800, and keeps so far from its edges.
WIDEST_PX = WINDOW_PX[0]
_SIDE_PX, _LARGE_SIDE_PX = 56, 32
#: Keys that move the content while a button below it has the focus, in pages.
_SCROLLING = {Qt.Key.Key_Down: 0.2, Qt.Key.Key_Up: -0.2, Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}


def headline(words: str) -> QLabel:
    """The one large line of a screen; a little smaller where everything is large."""
    return text(words, "title" if theme.fitted().is_large else "display")


class Scrolled(QWidget):
    """What scrolls. Its least height is what its words need at the width there is, not Qt's guess of a narrow one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Screen(NamedGroup):
    """A calm page with one clear action. `first` gets the focus when the screen is shown; Esc presses `way_back`."""

    #: Whether it comes while somebody is doing something else, so that their next key is not meant for it.
    comes_unasked: ClassVar[bool] = False
    #: Somebody did something without a key or a pointer.
    acted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setObjectName("screen")
        self.setWindowTitle(name)
        self.first: QWidget | None = None
        self.way_back: QAbstractButton | None = None
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.setSpacing(0)

    def build(
        self,
        content: QLayout,
        actions: Sequence[QWidget],
        bar: QWidget | None = None,
        *,
        at_end: QWidget | None = None,
        is_in_middle: bool = False,
        beside: QWidget | None = None,
    ) -> None:
        """Lay the screen out; content may be longer than the window, and the actions take more rows when they must.

        `at_end` is the way past all this, at the far end of the actions; short content stands in the middle. What
        stands `beside` all of it reaches from the bar to the window's edges.
        """
        if bar is not None:
            self.page.addWidget(bar)
        self._top = bar
        # From the outside in: with each move into something larger all that is within would be dressed anew.
        across, whole = row(*filter(None, (beside,)), space=0, stretch_at_end=False), QVBoxLayout()
        across.addLayout(whole, 1)
        self.page.addLayout(across, 1)
        self._body, self._beside = Scrolled(), beside
        box = QVBoxLayout(self._body)
        self._area = scrolling(self._body, self)
        self._bar = self._area.verticalScrollBar()
        whole.addWidget(self._area, 1)
        box.addStretch(2 if is_in_middle else 0)
        box.addLayout(content)
        box.addStretch(3 if is_in_middle else 1)
        footer = self._footer(actions, at_end)
        self._inner, self._has_actions = (box, footer), bool(actions or at_end)
        whole.addLayout(footer)
        self._bar.rangeChanged.connect(self._tell_more)
        self._bar.valueChanged.connect(self._tell_more)
        self._tell_more()

    def _footer(self, actions: Sequence[QWidget], at_end: QWidget | None) -> QHBoxLayout:
        self._more = text("↓ more", "small", wraps=False)
        footer, look, last = QHBoxLayout(), theme.fitted(), [] if at_end is None else [at_end]
        footer.setSpacing(look.edge(18))
        in_flow = last if look.is_large else []
        self._actions = Flow(*actions, *in_flow, self._more, space=look.edge(18))
        self._actions.installEventFilter(self)
        footer.addWidget(self._actions, 1)
        if at_end is not None and not look.is_large:
            footer.addWidget(at_end, 0, Qt.AlignmentFlag.AlignBottom)
        for action in (*actions, *last):
            action.installEventFilter(self)
        return footer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide screen lines stay short enough to read, in the middle."""
        super().resizeEvent(event)
        look = theme.fitted()
        least = look.edge(_LARGE_SIDE_PX if look.is_large else _SIDE_PX)
        side = max(least, 0 if self._beside else (self.width() - look.px(WIDEST_PX)) // 2)
        box, footer = self._inner
        # Where nothing stands below, large text has the room of it.
        top, above, below = (26, 12, 24) if self._has_actions or not look.is_large else (12, 0, 4)
        box.setContentsMargins(side, look.gap(top), side, look.gap(10))
        footer.setContentsMargins(side, look.gap(above), side, look.gap(below))

    def folded(self, words: str, *parts: QLabel) -> QAbstractButton:
        """A button that unfolds `parts`, which not everybody wants to know; the focus goes on to the main control."""

        def unfold() -> None:
            for part in parts:
                part.show()
            announce(self, " ".join(part.accessibleName() for part in parts))
            self.take_focus()
            made.hide()
            self.scroll_to(parts[0])

        for part in parts:
            part.hide()
        made = button(words, unfold)
        return made

    def notice(self, words: str) -> None:
        """One sentence in the bar, where there is one."""
        if isinstance(self._top, VisitBar):
            self._top.tell(words)
            announce(self, words)

    def show_stop_progress(self, presses: int) -> None:
        """How often Shift was pressed, in the bar where there is something to be stopped."""
        if isinstance(self._top, StopBar):
            self._top.show_stop_progress(presses)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring the top of something in the content to where it is read."""

        def scroll() -> None:
            if self._body.isAncestorOf(widget):
                place = widget.mapTo(self._body, widget.rect().topLeft()).y()
                self._bar.setValue(place - theme.fitted().gap(16))

        # The layout first has to make room for what has just been put in.
        QTimer.singleShot(0, widget, scroll)

    def bring_in_sight(self, widget: QWidget) -> None:
        """Move no further than it takes to see something in the content that has just appeared."""
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget))

    def _tell_more(self) -> None:
        """Beside the actions: a row of its own would take from what there is more of."""
        box, _ = self._inner
        is_more = self._bar.maximum() - self._bar.value() > box.contentsMargins().bottom()
        self._more.setVisible(is_more and self._actions.has_room_for(self._more))

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far down the content is."""
        return self._bar

    def take_focus(self) -> None:
        """Put the focus on the screen's main control."""
        if self.first is None:
            return
        self.first.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._area.isAncestorOf(self.first):
            # Qt has given the focus to the content's first control before, and scrolled to it.
            self._bar.setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys on a button below move what is read above it, as they do on a page."""
        if watched is self._actions and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._tell_more()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        pages = _SCROLLING.get(Qt.Key(event.key()))
        if pages is None or not self._bar.maximum():
            return False
        self._bar.setValue(self._bar.value() + round(pages * self._bar.pageStep()))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, as people expect of a page, and Esc leads back.

        A key that has led on from a field of this page comes here too: on the next one it presses nothing.
        """
        focused = QApplication.focusWidget()
        is_pressing = event.key() in ENTER and not event.isAutoRepeat()
        if is_pressing and isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape and self.way_back is not None:
            self.way_back.click()
        else:
            super().keyPressEvent(event)


def visit_bar(plan: VisitPlan, stage: Stage, place: str = "") -> VisitBar:
    """The bar of a visit: portrait, name, where on the way."""
    return VisitBar(plan, place or place_of(stage), step_of(stage))


def stop_bar(plan: VisitPlan, stage: Stage, stop: Callable[[], object]) -> VisitBar:
    """The same with the Stop button, for what is measured without a form on the screen."""
    return StopBar(plan, place_of(stage), step_of(stage), stop)
