"""The screen after a service did not come, or led out of the lab."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

_NAME = "The service stopped here"


class ServiceEndedScreen(Screen):
    """A calm screen, on which nothing is asked of the visitor but to go on."""

    comes_unasked = True

    def __init__(self, plan: VisitPlan, stage: Stage, go_on: Callable[[], object]) -> None:
        super().__init__(_NAME)
        self.first = button("Go on", go_on, "main")
        content = column(
            headline(_NAME),
            text("This was not you, and it counts as the service's own doing. The team beside you knows why."),
            space=theme.fitted().gap(26),
        )
        self.build(content, (self.first,), visit_bar(plan, stage), is_in_middle=True)
