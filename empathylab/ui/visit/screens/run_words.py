"""What each run is called on the screens of a visit."""

from __future__ import annotations

from empathylab.domain.service import Pairs, Service
from empathylab.domain.session import HelpState, RunKind
from empathylab.session.plan import VisitPlan

WITH_BARRIERS, BUILT_WELL = "With barriers", "Built well"
_HELP = {HelpState.WITHOUT: "Without help", HelpState.WITH: "With help"}


def run_name(plan: VisitPlan, run: RunKind) -> str:
    """Such as "Built well" of a form, "With help" or the version's name of a service."""
    if not isinstance(plan.task, Service):
        return WITH_BARRIERS if run is RunKind.BARRIER else BUILT_WELL
    condition = plan.conditions[run]
    version = plan.task.version(condition.version).name
    help_words = _HELP[condition.help or HelpState.WITH]
    if plan.task.pairs is Pairs.WITHOUT_WITH:
        return help_words
    return version if plan.task.pairs is Pairs.VERSIONS else f"{version}, {help_words.lower()}"
