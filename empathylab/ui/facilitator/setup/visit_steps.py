"""A visit in a line for each of its five steps, as a facilitator chooses it."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.session import RunKind
from empathylab.features import FEATURES
from empathylab.files.library import Library
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import STEP_NAMES


def visit_steps(plan: VisitPlan, library: Library) -> tuple[str, ...]:
    """Such as "4. Built well. The same kind of form. What helps: zoom."."""
    told = (
        f"{plan.name}, and the agreement.",
        f"A few keys on a tiny page.{' Then half a minute of copying.' if RunKind.BASELINE in plan.conditions else ''}",
        _with_barriers(plan, library),
        f"The same form with other answers. {_what_helps(plan)}",
        f"The {plan.questions} set of questions, and both forms side by side.",
    )
    return tuple(f"{place}. {STEP_NAMES[place - 1]}. {words}" for place, words in enumerate(told, 1))


def _with_barriers(plan: VisitPlan, library: Library) -> str:
    worn = [library.barriers[each] for each in plan.conditions[RunKind.BARRIER].barriers]
    told = f"“{plan.task.title}”. {_list('Hurdles', (each.met for each in worn if not each.is_wall))}"
    walls = _list("Walls", (each.met for each in worn if each.is_wall))
    on_paper = "Then the form on paper." if RunKind.PAPER in plan.conditions else ""
    return " ".join(filter(None, (told, walls, on_paper)))


def _what_helps(plan: VisitPlan) -> str:
    helps = plan.conditions[RunKind.HELPED].helps
    return _list("What helps", (FEATURES.of(spec.kind).title.lower() for spec in helps)) or "Nothing is switched on."


def _list(title: str, items: Iterable[str]) -> str:
    words = "; ".join(items)
    return f"{title}: {words}." if words else ""
