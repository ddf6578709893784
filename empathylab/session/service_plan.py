"""The plan of a visit to a service: which version in which run, without or with what helps."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from empathylab.domain.calibration import Calibration
from empathylab.domain.persona import Persona, RunPlan
from empathylab.domain.service import Pairs, Service
from empathylab.domain.session import HelpState, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.station import Questions
from empathylab.features import FEATURES
from empathylab.helps import PageHelp
from empathylab.session.plan import VisitPlan, condition_of

#: The runs at a service, in the order done.
SERVICE_RUNS = (RunKind.FIRST, RunKind.SECOND, RunKind.THIRD, RunKind.FOURTH)
_AS_HARD = "All that was hard before is as hard now."


@dataclass(frozen=True, slots=True)
class Try:
    """One run: which version, and whether with what helps."""

    version: str
    help: HelpState


def plan_service(
    *,
    event: str,
    station: str,
    personas: Sequence[Persona],
    task: Service,
    calibration: Calibration,
    seed: int,
    is_turned: bool = False,
    station_name: str = "",
    questions: Questions = "short",
) -> VisitPlan:
    """Decide a visit. With `is_turned` the second version comes first; the last run is always with what helps.

    Whoever is helped by nothing that works on a page of others has no run without it: both would be the same.
    """
    who = tuple(map(_at_service, personas))
    contents = _contents(task, seed)
    planned = zip(SERVICE_RUNS, tries(task, who, is_turned=is_turned), strict=False)
    conditions = {}
    for place, (run, tried) in enumerate(planned):
        worn = [run_plan(each, tried.help) for each in who]
        content = contents[place % len(contents)]
        condition = condition_of(worn, task.id, Twin.SERVICE, content, calibration, seed + place)
        conditions[run] = replace(condition, version=tried.version, help=tried.help, text_px=0.0)
    return VisitPlan(event, station, who, task, conditions, seed, station_name, questions)


def tries(task: Service, personas: Iterable[Persona], *, is_turned: bool) -> tuple[Try, ...]:
    """What is tried, in order."""
    versions = [version.id for version in task.versions]
    if task.pairs is Pairs.WITHOUT_WITH:
        versions = versions[:1]
    if is_turned:
        versions.reverse()
    has_without = task.pairs is not Pairs.VERSIONS and any(persona.helped.helps for persona in personas)
    states = (HelpState.WITHOUT, HelpState.WITH) if has_without else (HelpState.WITH,)
    return tuple(Try(version, state) for state in states for version in versions)


def run_plan(persona: Persona, state: HelpState) -> RunPlan:
    """The run plan of a persona at a service, and the words beside the page."""
    return persona.helped if state is HelpState.WITH else persona.barrier


def acting_anywhere(helps: Iterable[Spec]) -> tuple[Spec, ...]:
    """The specs without those that only a form of the lab's own can give."""
    return tuple(spec for spec in helps if not _needs_form(spec))


def _needs_form(spec: Spec) -> bool:
    feature = FEATURES.of(spec.kind)
    return issubclass(feature, PageHelp) and feature.needs_form


def _at_service(persona: Persona) -> Persona:
    """With what helps on any page, and words that say nothing of a form that is built well."""
    helps = acting_anywhere(persona.helped.helps)
    titles = ", ".join(FEATURES.of(spec.kind).title.lower() for spec in helps)
    explain = f"{_AS_HARD} This is switched on: {titles}." if titles else persona.barrier.explain
    barrier = persona.barrier.model_copy(update={"barriers": (), "helps": ()})
    helped = persona.helped.model_copy(update={"helps": helps, "explain": explain})
    return persona.model_copy(update={"barrier": barrier, "helped": helped})


def _contents(task: Service, seed: int) -> list[str]:
    """The cards in the order used: both first ones are drawn, a third and a fourth run take up what is left."""
    first = random.Random(seed).choice((["a", "b"], ["b", "a"]))
    return [*first, *(content for content in ("c", "d") if content in task.cards)]
