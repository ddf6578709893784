"""Asked where a screen reader is simulated and another one is running: two voices at once help nobody."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

QUESTION = "Whose voice shall read the forms?"


class WhoseVoiceScreen(Screen):
    """One's own screen reader, or the lab's."""

    def __init__(self, plan: VisitPlan, own: Callable[[], object], lab: Callable[[], object]) -> None:
        super().__init__(QUESTION)
        self.first = button("My own screen reader", own, "main")
        self.build(
            column(
                headline(QUESTION),
                text("A screen reader is running on this computer, and two voices at once help nobody."),
                text("Your own: you use both forms as you use any page, with your own keys. The lab stays silent."),
                text(
                    "The lab's: it reads both forms to everybody in the same way, with a few keys to learn first. "
                    "Please silence your own meanwhile: in Orca and NVDA that is Insert and S."
                ),
                space=theme.fitted().gap(18),
            ),
            (self.first, button("The lab's screen reader", lab)),
            visit_bar(plan, Stage.TUTOR),
        )
