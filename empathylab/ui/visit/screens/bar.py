"""The bar over every step of a visit: who, where on the way, and in a run the two ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import STEP_NAMES
from empathylab.ui.keys.stop_keys import PRESSES_TO_STOP, PRESSES_TO_STOP_BESIDE_PAGE
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Portrait, StepDots, column, holding, row, text, unfocused_button

_SIDE_PX = 28
_TIMES = {PRESSES_TO_STOP: "three", PRESSES_TO_STOP_BESIDE_PAGE: "five"}


class VisitBar(QFrame):
    """Portrait, name, the step in words and as dots (none for step 0); controls at the right, or below in a narrow bar.

    It is never squeezed: where a window is low, what lies under it gets less room.
    """

    def __init__(self, plan: VisitPlan, place: str, step: int) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._who_row = _who(plan, place, step)
        self._who = holding(self._who_row)
        look = theme.fitted()
        self._side_px = look.edge(_SIDE_PX)
        self._buttons = row(space=look.edge(20), stretch_at_end=False)
        self._controls: QWidget | None = None
        self._told = set[str]()
        self._page = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._page.setContentsMargins(self._side_px, look.edge(8), self._side_px, look.edge(8))
        self._page.setSpacing(look.edge(8))
        self._page.addWidget(self._who, 1)

    def tell(self, words: str) -> None:
        """What holds from now on, after the step; once."""
        if words in self._told:
            return
        self._told.add(words)
        label = text(words, "subtitle", wraps=False)
        self._who_row.addWidget(label)
        self._rearrange(label)

    def add(self, control: QPushButton, *, is_first: bool = False) -> None:
        self._buttons.insertWidget(0 if is_first else -1, control)
        if self._controls is None:
            self._controls = holding(self._buttons)
            self._page.addWidget(self._controls)
        self._rearrange(self._controls)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.fitted().px(72)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _rearrange(self, news: QWidget) -> None:
        """Before the bar is seen Qt shows it all with it; told to at once it would be dressed now, and anew later."""
        if self.isVisible():
            news.show()
        self._arrange()

    def _arrange(self) -> None:
        """One row where it has room, else the controls below."""
        wide = (each.sizeHint().width() for each in (self._who, self._controls) if each is not None)
        wanted = sum(wide) + 3 * self._side_px
        directions = QBoxLayout.Direction
        self._page.setDirection(directions.LeftToRight if wanted <= self.width() else directions.TopToBottom)


def _who(plan: VisitPlan, place: str, step: int) -> QBoxLayout:
    look, worn = theme.fitted(), [each.look for each in plan.personas]
    who = row(space=look.edge(20))
    if not look.is_large or len(worn) == 1:
        portraits = (Portrait(each.portrait, look.px(48), tint=each.tint, is_round=True) for each in worn)
        who.insertLayout(0, row(*portraits, space=look.edge(8), stretch_at_end=False))
    who.insertWidget(who.count() - 1, text(plan.name, "subtitle", wraps=False))
    where = column(None, text(place, wraps=False), space=4)
    if step:
        where.addWidget(StepDots(step, len(STEP_NAMES)))
    where.addStretch(1)
    who.insertLayout(who.count() - 1, where)
    return who


class StopBar(VisitBar):
    """The bar of what can be stopped. The button takes no focus: it is Shift three times."""

    def __init__(self, plan: VisitPlan, place: str, step: int, stop: Callable[[], object]) -> None:
        super().__init__(plan, place, step)
        self._presses_to_stop, self._presses = PRESSES_TO_STOP, 0
        self.stop_button = unfocused_button("", stop, "Shift three times")
        self.show_stop_progress(0)
        self.add(self.stop_button)

    def show_stop_progress(self, presses: int) -> None:
        """Dots while Shift is being pressed."""
        self._presses = presses
        wanted = self._presses_to_stop
        dots = f"{'●' * presses}{'○' * (wanted - presses)}" if presses else f"Shift × {wanted}"
        self.stop_button.setText(f"Stop   {dots}")
        self.stop_button.setAccessibleName("Stop")


class RunBar(StopBar):
    """The bar of a run, with both ways out; neither takes the focus, so that Tab stays with the form that is judged."""

    def __init__(
        self, plan: VisitPlan, place: str, step: int, stuck: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        super().__init__(plan, place, step, stop)
        self.stuck_button = unfocused_button(f"I'm stuck   {theme.key_name('F9')}", stuck, theme.key_name("F9"))
        self.add(self.stuck_button, is_first=True)

    def name_way_on(self, words: str) -> None:
        """What F9 does here, where nobody can be stuck."""
        self.stuck_button.setText(f"{words}   {theme.key_name('F9')}")
        self.stuck_button.setAccessibleName(words)

    def offer_marks(self, key: str, mark: Callable[[], object]) -> None:
        """A button for marking a moment that hurts; Stop stays where it is in every run."""
        words = f"That hurts   {theme.key_name(key)}"
        self.add(unfocused_button(words, mark, theme.key_name(key)), is_first=True)

    def ask_to_stop(self, presses: int) -> None:
        """How often Shift has to be pressed from now on."""
        self._presses_to_stop = presses
        self.stop_button.setAccessibleDescription(f"Press Shift {_TIMES[presses]} times")
        self.show_stop_progress(self._presses)
