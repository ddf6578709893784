"""The plan of the next visit at a station: at a form of the lab's own, or at a team's service."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Required, TypedDict, Unpack

from empathylab.domain.calibration import Calibration
from empathylab.domain.persona import Persona
from empathylab.domain.service import Pairs, Service
from empathylab.domain.session import Mode
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier, Form
from empathylab.files.library import Library
from empathylab.session.modes import in_mode
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.randomisation import Order
from empathylab.session.service_plan import plan_service

#: The next order of a row, a new block of which would be drawn from the seed.
NextOrder = Callable[[str, int], Order]


class _OfVisit(TypedDict, total=False):
    event: Required[str]
    calibration: Required[Calibration]
    seed: Required[int]
    station_name: str
    next_order: NextOrder | None


def plan_at(station: Station, library: Library, personas: Sequence[Persona], **of_visit: Unpack[_OfVisit]) -> VisitPlan:
    """The visit that this station has for these personas.

    Which version of a service comes first is drawn by lot, for each service and each persona on its own; the visit
    takes up its place there (`order_row`) when it begins.
    """
    plan = replace(_plan(station, library, personas, **of_visit), topics=station.topics)
    if station.spotting:
        plan = replace(plan, spot_sets=tuple(random.Random(plan.seed).sample(("a", "b"), k=2)))
    return in_mode(plan, Mode.AUDIT) if station.visits == "audit" and isinstance(plan.task, Form) else plan


def _order_row(task: Service, personas: Sequence[Persona]) -> str:
    """Whose versions are put in order together; empty where there are none to put."""
    return "" if task.pairs is Pairs.WITHOUT_WITH else " ".join((task.id, *(each.id for each in personas)))


def _plan(station: Station, library: Library, personas: Sequence[Persona], **of_visit: Unpack[_OfVisit]) -> VisitPlan:
    task = library.task(station.task_of(personas[0].id))
    if isinstance(task, Service):
        return _plan_at_service(station, task, personas, **of_visit)
    return plan_visit(
        event=of_visit["event"],
        station=station.id,
        personas=personas,
        task=library.form(task.id),
        calibration=of_visit["calibration"],
        seed=of_visit["seed"],
        station_name=of_visit.get("station_name", ""),
        left_out=_left_out(station, library, personas, library.form(task.id)),
        has_warm_up=station.warm_up,
        has_paper=station.paper,
        questions=station.questions,
    )


def _left_out(station: Station, library: Library, personas: Sequence[Persona], task: Form) -> frozenset[str]:
    """Walls where the station has none, and what one of several people brings that another's barrier takes away."""
    left_out, worn = set() if station.walls else set(library.walls), list[Barrier]()
    for each in (name for persona in personas for name in persona.barrier.barriers):
        if each not in task.barriers or each in left_out:
            continue
        barrier = library.barriers[each]
        if any(other.id in barrier.excludes or each in other.excludes for other in worn):
            left_out.add(each)
        else:
            worn.append(barrier)
    return frozenset(left_out)


def _plan_at_service(
    station: Station, task: Service, personas: Sequence[Persona], **of_visit: Unpack[_OfVisit]
) -> VisitPlan:
    row, next_order = _order_row(task, personas), of_visit.get("next_order")
    plan = plan_service(
        event=of_visit["event"],
        station=station.id,
        personas=personas,
        task=task,
        calibration=of_visit["calibration"],
        seed=of_visit["seed"],
        is_turned=bool(row) and next_order is not None and next_order(row, of_visit["seed"]) is Order.TURNED,
        station_name=of_visit.get("station_name", ""),
        questions=station.questions,
    )
    return replace(plan, order_row=row)
