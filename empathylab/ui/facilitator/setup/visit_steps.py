"""A visit in a line for each of its five steps, as a facilitator chooses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from empathylab.domain.service import Service
from empathylab.domain.session import Mode, RunKind
from empathylab.features import FEATURES
from empathylab.files.library import Library
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import STEP_NAMES
from empathylab.ui.visit.screens.run_words import run_name


def visit_steps(plan: VisitPlan, library: Library) -> tuple[str, ...]:
    """Such as "4. Built well. The same kind of form. What helps: zoom."."""
    if isinstance(plan.task, Service):
        return tuple(f"{place}. {words}" for place, words in enumerate(_at_service(plan), 1))
    told = (
        f"{plan.name}, and the agreement.",
        _learning(plan),
        _with_barriers(plan, library),
        f"The same form with other answers. {_what_helps(plan)}",
        f"The {plan.questions} set of questions, and both forms side by side.{_more_asked(plan)}",
    )
    return tuple(f"{place}. {STEP_NAMES[place - 1]}. {words}" for place, words in enumerate(told, 1))


def _learning(plan: VisitPlan) -> str:
    if plan.mode is Mode.AUDIT:
        return "Nothing to learn, for nothing is worn."
    return (
        f"A few keys on a tiny page.{' Then half a minute of copying.' if RunKind.BASELINE in plan.conditions else ''}"
    )


def _more_asked(plan: VisitPlan) -> str:
    return " Three questions about contact as well." if plan.topics else ""


def _at_service(plan: VisitPlan) -> Iterator[str]:
    yield f"{STEP_NAMES[0]}. {plan.name}, and the agreement."
    yield f"{STEP_NAMES[1]}. A few keys on a tiny page."
    for run in plan.runs:
        yield f"{run_name(plan, run)}. “{plan.task.title}”. {_what_helps(plan, run)}"
    yield f"{STEP_NAMES[-1]}. The {plan.questions} set of questions, and the runs side by side."


def _with_barriers(plan: VisitPlan, library: Library) -> str:
    worn = [library.barriers[each] for each in plan.conditions[RunKind.BARRIER].barriers]
    told = f"“{plan.task.title}”. {_list('Hurdles', (each.met for each in worn if not each.is_wall))}"
    walls = _list("Walls", (each.met for each in worn if each.is_wall))
    on_paper = "Then the form on paper." if RunKind.PAPER in plan.conditions else ""
    return " ".join(filter(None, (told, walls, on_paper)))


def _what_helps(plan: VisitPlan, run: RunKind = RunKind.HELPED) -> str:
    helps = plan.conditions[run].helps
    return _list("What helps", (FEATURES.of(spec.kind).title.lower() for spec in helps)) or "Nothing is switched on."


def _list(title: str, items: Iterable[str]) -> str:
    words = "; ".join(items)
    return f"{title}: {words}." if words else ""
