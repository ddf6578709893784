"""The same form on paper: a clock that one key starts and stops, and the card to copy from."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from empathylab.domain.session import RunKind
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.run_screen import prompt_card
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar
from empathylab.ui.visit.screens.verdict import clock


class PaperScreen(Screen):
    """Enter starts the clock and stops it. `begun` is called at the start, `done` told at the end."""

    done = Signal()

    def __init__(self, plan: VisitPlan, begun: Callable[[], object], stuck: Callable[[], object]) -> None:
        super().__init__("On paper")
        self._begun = begun
        self._started_s: float | None = None
        self._clock = text("0:00", "number", wraps=False)
        self._clock.setAccessibleName("Clock")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self.first = self.start_stop = button("Start the clock", self._pressed, "main")
        content = column(
            headline("Now the same form on paper"),
            text(
                "Take a form and a pen, and put on the gloves or glasses that lie here. "
                "Press Enter, fill in the form, and press Enter again when you are done."
            ),
            self._clock,
            prompt_card(plan.card(RunKind.PAPER)),
            space=theme.fitted().gap(18),
        )
        actions = (self.start_stop, button(f"Leave this out   {theme.key_name('F9')}", stuck))
        self.build(content, actions, visit_bar(plan, Stage.PAPER))

    def _pressed(self) -> None:
        if self._started_s is None:
            self._started_s = time.monotonic()
            self._begun()
            self._tick.start()
            self.start_stop.setText("I am done")
            self.start_stop.setAccessibleName("I am done. Stops the clock")
            return
        self._tick.stop()
        self.start_stop.setEnabled(False)
        self.done.emit()

    def _show_time(self) -> None:
        if self._started_s is not None:
            self._clock.setText(clock(time.monotonic() - self._started_s))
