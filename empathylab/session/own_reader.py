"""A visit in which the visitor's own screen reader reads the forms, in place of the one that would be simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from empathylab.domain.feature import wears
from empathylab.domain.persona import Persona, RunPlan
from empathylab.domain.spec import Spec
from empathylab.reader.screen_reader import ScreenReader
from empathylab.session.plan import VisitPlan

HEADING = "Your own screen reader"
EXPLAIN = "Your own screen reader reads this form to you, with the keys that you know. The screen is not dark."


def wears_reader(plan: VisitPlan) -> bool:
    """Whether the lab's reader would speak in one of the runs."""
    return any(wears(condition.simulations, ScreenReader) for condition in plan.conditions.values())


def with_own_reader(plan: VisitPlan) -> VisitPlan:
    """The same visit without the lab's reader; the record says so, as its conditions are what is worn."""
    conditions = {
        run: replace(condition, simulations=_without_reader(condition.simulations))
        for run, condition in plan.conditions.items()
    }
    return replace(plan, conditions=conditions, personas=tuple(map(_told_so, plan.personas)))


def _without_reader(worn: Sequence[Spec]) -> tuple[Spec, ...]:
    return tuple(spec for spec in worn if spec.kind != ScreenReader.id)


def _told_so(persona: Persona) -> Persona:
    """What stands beside the form speaks of the lab's reader and of its keys."""
    if not any(wears(run.simulations, ScreenReader) for run in (persona.barrier, persona.helped)):
        return persona
    changes = {"barrier": _words(persona.barrier), "helped": _words(persona.helped)}
    return persona.model_copy(update={**changes, "tutor": persona.tutor.model_copy(update={"steps": ()})})


def _words(run: RunPlan) -> RunPlan:
    worn = _without_reader(run.simulations)
    return run.model_copy(update={"heading": HEADING, "explain": EXPLAIN, "simulations": worn})
