"""The change of runs: calm, and no longer than the visitor wants. The person stays the same; the form does not."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.feature import Group
from empathylab.domain.session import RunKind
from empathylab.features import FEATURES
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import TextKind, button, column, text
from empathylab.ui.visit.screens.screen import Screen, visit_bar

_SAME = {Group.HANDS: "hands", Group.SIGHT: "eyes", Group.READER: "dark screen"}
_NOW = "Now the form is built well."


class BetweenScreen(Screen):
    """Nothing is simulated and no clock runs until the visitor goes on."""

    def __init__(self, plan: VisitPlan, go_on: Callable[[], object]) -> None:
        super().__init__(_NOW)
        look = theme.fitted()
        kind: TextKind = "title" if look.is_large else "hero"
        self.first = button("Go on", go_on, "main")
        content = column(
            text(f"{same_words(plan)}\n{_NOW}", kind),
            *(text(persona.helped.explain, "body" if look.is_large else "lead") for persona in plan.personas),
            Flow(self.first),
            space=look.gap(26),
        )
        self.build(content, (), visit_bar(plan, Stage.BETWEEN), is_in_middle=True)


def same_words(plan: VisitPlan) -> str:
    """What is simulated in both runs, such as "Same hands."."""
    worn = FEATURES.groups(plan.conditions[RunKind.HELPED].simulations)
    same = [words for group, words in _SAME.items() if group in worn]
    return f"Same {', same '.join(same)}." if same else "Same person."
