"""The same form on paper: a clock that one key starts and stops, and the card to copy from."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from empathylab.domain.feature import Group
from empathylab.domain.session import RunKind
from empathylab.features import FEATURES
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.run_screen import prompt_card
from empathylab.ui.visit.screens.screen import Screen, headline, stop_bar
from empathylab.ui.visit.screens.verdict import clock

_START, _DONE = "Start the clock", "I am done"
#: What stands in for a simulation at a desk with paper.
_WORN = {Group.HANDS: "the gloves", Group.SIGHT: "the glasses"}


class PaperScreen(Screen):
    """Enter starts the clock and stops it. `begun` is called at the start, `done` told at the end."""

    done = Signal()

    def __init__(
        self, plan: VisitPlan, begun: Callable[[], object], stuck: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        super().__init__("On paper")
        self._begun = begun
        self._started_s: float | None = None
        self._clock = text("0:00", "number", wraps=False)
        self._clock.setAccessibleName("Clock")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self.first = self.start_stop = button(_START, self._pressed, "main")
        content = column(
            headline("Now the same form on paper"),
            text(f"{_to_take(plan)} Press “{_START}”, fill in the form, then press “{_DONE}”."),
            self._clock,
            prompt_card(plan, RunKind.PAPER),
            space=theme.fitted().gap(18),
        )
        actions = (self.start_stop, button(f"Leave this out   {theme.key_name('F9')}", stuck))
        self.build(content, actions, stop_bar(plan, Stage.PAPER, stop))

    def _pressed(self) -> None:
        if self._started_s is None:
            self._started_s = time.monotonic()
            self._begun()
            self._tick.start()
            self.start_stop.setText(_DONE)
            self.start_stop.setAccessibleName(f"{_DONE}. Stops the clock")
            return
        self._tick.stop()
        self.start_stop.setEnabled(False)
        self.done.emit()

    def _show_time(self) -> None:
        if self._started_s is not None:
            self._clock.setText(clock(time.monotonic() - self._started_s))


def _to_take(plan: VisitPlan) -> str:
    """Gloves for hands that are simulated, glasses for eyes."""
    groups = FEATURES.groups(plan.conditions[RunKind.BARRIER].simulations)
    worn = " and ".join(what for group, what in _WORN.items() if group in groups)
    return f"Take a form and a pen, and put on {worn}." if worn else "Take a form and a pen."
