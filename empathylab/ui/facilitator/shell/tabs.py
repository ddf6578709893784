"""The facilitator's tabs: arrow keys go from one to the next, Tab goes into the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton

from empathylab.ui.kit import theme

_USUAL_PX = 22
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Tabs(QTabBar):
    """`go` is told the name of the tab that was chosen, or pressed again."""

    def __init__(self, names: Sequence[str], go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        self._font_px = theme.current().px(_USUAL_PX)
        self.setAccessibleName("Parts of the facilitator's side")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self._put_arrows_aside()
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for name in names:
            self.addTab(name)
        self.currentChanged.connect(self._open)
        self.tabBarClicked.connect(self._open_again)

    def _put_arrows_aside(self) -> None:
        """Qt's two arrows for scrolling are among the tabs to a screen reader, unused as they are: "1 of 7" of five.

        They have to stay, since Qt hides them again and again; what a stack does not show has no place in anything.
        """
        aside = QStackedWidget(self)
        aside.hide()
        for arrow in self.findChildren(QToolButton):
            arrow.setParent(aside)

    def mark(self, name: str) -> None:
        """Show which one is open."""
        with QSignalBlocker(self):
            self.setCurrentIndex(next(index for index in range(self.count()) if self.tabText(index) == name))

    def _open(self, index: int) -> None:
        self._go(self.tabText(index))

    def _open_again(self, index: int) -> None:
        """Pressed on a page that belongs to it: back to the tab's own."""
        if index == self.currentIndex():
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def fit(self, width: int) -> None:
        """All of them stay in sight: where large text has no room for that it is a little less large."""
        font_px = theme.current().px(_USUAL_PX)
        while font_px > _USUAL_PX and sum(map(partial(self._tab_width, font_px), range(self.count()))) > width:
            font_px -= 1
        if font_px != self._font_px:
            self._font_px = font_px
            self.setStyleSheet(f"font-size: {font_px}px")

    def _tab_width(self, font_px: int, index: int) -> int:
        """With room for its words when they turn bold, so that nothing moves or is cut off."""
        font = QFont(theme.FAMILY)
        font.setPixelSize(font_px)
        font.setBold(True)
        gap = 0 if index == self.count() - 1 else theme.TAB_GAP_PX
        return QFontMetrics(font).horizontalAdvance(self.tabText(index)) + 2 * theme.current().gap(16) + gap

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._tab_width(self._font_px, index), theme.current().px(52) + 4)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height()) if theme.current().is_large else self.sizeHint()

    def focused_part(self) -> QRect:
        """Where the keyboard is: a ring round all of them would not tell."""
        rect = self.tabRect(self.currentIndex())
        is_last = self.currentIndex() == self.count() - 1
        return rect if is_last else rect.adjusted(0, 0, -theme.TAB_GAP_PX, 0)
