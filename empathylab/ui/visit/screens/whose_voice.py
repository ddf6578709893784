"""The screen that asks whose voice shall read, where a screen reader is simulated and another one is running."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

QUESTION = "Whose voice shall read the forms?"


_WHY = "A screen reader is running on this computer, and two voices at once help nobody."
_OWN = "Your own: you use both forms as you use any page, with your own keys. The lab stays silent."
_LATE = (
    "Your own cannot read the forms just now, as it began after the lab. Whoever runs the lab can start it anew for "
    "you: then you have the choice."
)
_LABS = (
    "The lab's: it reads both forms to everybody in the same way, with a few keys to learn first. "
    "Please silence your own meanwhile: in Orca and NVDA that is Insert and S."
)


class WhoseVoiceScreen(Screen):
    """One's own screen reader, or the lab's; one that began after the lab finds nothing in a form (`is_late`)."""

    def __init__(
        self, plan: VisitPlan, own: Callable[[], object], lab: Callable[[], object], *, is_late: bool = False
    ) -> None:
        super().__init__(QUESTION)
        labs = button("The lab's screen reader", lab, "main" if is_late else "plain")
        answers = [labs] if is_late else [button("My own screen reader", own, "main"), labs]
        self.first = answers[0]
        words = map(text, (_WHY, _LATE if is_late else _OWN, _LABS))
        self.build(
            column(headline(QUESTION), *words, space=theme.fitted().gap(18)), answers, visit_bar(plan, Stage.TUTOR)
        )
