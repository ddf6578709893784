"""The screen of a visit without forms, where the lot says so: a talk with the team."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

_TITLE = "Talk with the team"


class TalkScreen(Screen):
    """No clock runs until the visitor goes on."""

    def __init__(self, plan: VisitPlan, go_on: Callable[[], object]) -> None:
        super().__init__(_TITLE)
        self.first = button("Go on", go_on, "main")
        look = theme.fitted()
        content = column(
            headline(_TITLE),
            text("The lot gave you a talk in place of a form. Turn to the team beside you: about five minutes."),
            text(f"What shuts people like {plan.name} out of forms? What has each of you seen at work?"),
            text("Afterwards, press Go on. A few questions follow.", "quiet"),
            Flow(self.first),
            space=look.gap(13 if look.is_large else 22),
        )
        self.build(content, (), visit_bar(plan, Stage.TALK), is_in_middle=True)
