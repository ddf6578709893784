"""The change of runs: calm, and no longer than the visitor wants. The person stays; something else does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from empathylab.domain.feature import Group
from empathylab.domain.service import Service
from empathylab.domain.session import Condition, RunKind
from empathylab.features import FEATURES
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import stage_of
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import TextKind, button, column, text
from empathylab.ui.visit.screens.screen import Screen, visit_bar

_BUILT_WELL = "Now the form is built well."
_OTHER_VERSION = "The same service, built another way, and other made-up answers. What helps stays as it was."


class BetweenScreen(Screen):
    """Nothing is simulated and no clock runs until the visitor goes on to `run`."""

    def __init__(self, plan: VisitPlan, run: RunKind, go_on: Callable[[], object]) -> None:
        same, now = same_words(plan, run), now_words(plan, run)
        super().__init__(f"{same} {now}")
        look = theme.fitted()
        kind: TextKind = "title" if look.is_large else "hero"
        self.first = button("Go on", go_on, "main")
        content = column(
            text(f"{same}\n{now}", kind),
            *(text(words, "body" if look.is_large else "lead") for words in _explained(plan, run)),
            Flow(self.first),
            space=look.gap(26),
        )
        self.build(content, (), visit_bar(plan, stage_of(run)), is_in_middle=True)


def same_words(plan: VisitPlan, run: RunKind) -> str:
    """What is simulated as before, such as "Same hands."."""
    worn = FEATURES.groups(plan.conditions[run].simulations)
    same = [group.same for group in Group if group in worn and group.same]
    return f"Same {', same '.join(same)}." if same else "Same person."


def now_words(plan: VisitPlan, run: RunKind) -> str:
    """What is another from now on."""
    if not isinstance(plan.task, Service):
        return _BUILT_WELL
    after = plan.conditions[run]
    version = plan.task.version(after.version).name
    if _before(plan, run).help is after.help:
        return f"Now the other version: {version}."
    is_another = _before(plan, run).version != after.version
    return f"Now with what helps, and {version}." if is_another else "Now with what helps."


def _explained(plan: VisitPlan, run: RunKind) -> Iterator[str]:
    if isinstance(plan.task, Service) and _before(plan, run).help is plan.conditions[run].help:
        yield _OTHER_VERSION
    else:
        yield from (theme.with_keys(worn.explain) for worn in plan.worn_in(run))


def _before(plan: VisitPlan, run: RunKind) -> Condition:
    return plan.conditions[plan.runs[plan.runs.index(run) - 1]]
