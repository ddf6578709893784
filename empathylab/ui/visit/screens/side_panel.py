"""The panel beside a form, never under a simulation; what has no room there is one key away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import TextKind, VisitCard, scrolling, text, unfocused_button
from empathylab.ui.visit.screens.screen import Scrolled

SIDE_WIDTH_PX = 404
#: Shows what is not in sight, and unfolds what is simulated, with figures.
HOW_KEY = "F1"
_HOW = "How it works"


def _width_px(look: theme.Theme) -> int:
    """Wider for larger text; in a narrow window less so, since the form needs its room."""
    share = 0.35 if look.is_narrow else 0.5
    return round(look.edge(SIDE_WIDTH_PX) * (1 + (look.scale - 1) * share))


class SidePanel(QFrame):
    """Cards that scroll, a notice above them, and below them a button that always stays in sight.

    Nothing here takes the focus: Tab belongs to the form that is judged, and the mouse may be off.
    """

    def __init__(self, *children: QWidget, foot: QPushButton | None = None) -> None:
        super().__init__()
        look = theme.fitted()
        self.setProperty("kind", "side")
        self.setFixedWidth(_width_px(look))
        self._notice = text("", "subtitle")
        self._notice.hide()
        self._details = VisitCard(space=6)
        self._details.hide()
        self._small_print: list[str] = []
        inside = Scrolled()
        self._area = scrolling(inside, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        # Only now: what is within a place that is not in the window yet would be dressed twice.
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(*map(look.edge, (16, 10, 16, 10)))
        self._inside.setSpacing(look.edge(10))
        self._stack = (self._notice, *children, self._details)
        for child in self._stack:
            self._inside.addWidget(child)
        self._inside.addStretch(1)
        self.more = foot or unfocused_button("", self.turn_page, theme.key_name(HOW_KEY))
        self._add_foot(outer, has_details=foot is None)

    def _add_foot(self, outer: QVBoxLayout, *, has_details: bool) -> None:
        foot = QVBoxLayout()
        foot.setContentsMargins(*map(theme.fitted().edge, (16, 6, 16, 10)))
        foot.addWidget(self.more)
        outer.addLayout(foot)
        if has_details:
            bar = self._area.verticalScrollBar()
            bar.valueChanged.connect(self._name_key)
            bar.rangeChanged.connect(self._name_key)
            self._name_key()

    def set_details(self, lines: Sequence[str]) -> None:
        """Small print for whoever wants to know exactly."""
        self._details.box.addWidget(text(_HOW, "subtitle"))
        self._small_print = [f"{_HOW}.", *lines]
        for line in lines:
            self._details.box.addWidget(text(line, "small"))

    @property
    def is_unfolded(self) -> bool:
        """Whether the small print is there to be read."""
        return not self._details.isHidden()

    def turn_page(self) -> None:
        """Unfold the small print and show what was not in sight, a page at a time; after the last, all is as before."""
        if self.is_unfolded and self._is_at_end:
            self._details.hide()
            self._area.verticalScrollBar().setValue(0)
        else:
            if not self.is_unfolded:
                self._details.show()
                announce(self._details, " ".join(self._small_print))
            # The layout first has to make room.
            QTimer.singleShot(0, self._details, self._show_next)
        self._name_key()

    @property
    def _is_at_end(self) -> bool:
        bar = self._area.verticalScrollBar()
        return bar.value() == bar.maximum()

    def _show_next(self) -> None:
        """From the first card on that was not seen as a whole; what is taller than the panel goes by in pages."""
        bar, tall = self._area.verticalScrollBar(), self._area.viewport().height()
        cards = [each for each in self._cards() if each.geometry().bottom() >= bar.value() + tall]
        if not cards:
            return
        top = cards[0].y() - self._inside.spacing()
        is_worth_it = top > bar.value() + tall // 4
        bar.setValue(top if is_worth_it else bar.value() + round(tall * 0.85))

    def _cards(self) -> list[QWidget]:
        return [card for card in self._stack if not card.isHidden()]

    def _name_key(self) -> None:
        """What the key does next. At large text the visitor's keys have no room beside what to enter."""
        if self.is_unfolded:
            words = "Back" if self._is_at_end else "Read on"
        else:
            words = "Keys and more" if theme.fitted().is_large else _HOW
        self.more.setText(f"{words}   {theme.key_name(HOW_KEY)}")
        self.more.setAccessibleName(words)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Tab stays with the form, so what belongs to it comes by itself."""
        self._area.ensureWidgetVisible(widget, 0, theme.fitted().px(40))

    def show_notice(self, words: str, kind: TextKind = "subtitle") -> None:
        """One kind sentence, such as why the mouse does nothing; empty takes it away."""
        mark(self._notice, "kind", kind)
        self._notice.setText(words)
        self._notice.setVisible(bool(words))
        if words:  # it stands above the cards, and the side may have been scrolled down to the small print
            QTimer.singleShot(0, self._notice, lambda: self._area.verticalScrollBar().setValue(0))

    def take_notice_away(self, *words: str) -> None:
        """Where this is what the notice says: it has been read and done, and takes room."""
        if self._notice.text() in words:
            self.show_notice("")
