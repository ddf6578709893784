"""The same visit in another mode: the same forms with nothing worn, or no forms at all."""

from __future__ import annotations

from dataclasses import replace

from empathylab.domain.persona import Persona
from empathylab.domain.session import Mode, RunKind
from empathylab.session.plan import VisitPlan

_LOOKED_AT = (RunKind.BARRIER, RunKind.HELPED)
_HEADING = "Nothing is worn"
_BARRIER = "Look at this form, and at how it works by keyboard. What in it would shut {name} out?"
_HELPED = "The same kind of form, built well. What is different?"
#: In place of what a few minutes under a simulation do not show.
_CAVEAT = "Looking at a form for a few minutes is not the same as having to use it."


def in_mode(plan: VisitPlan, mode: Mode, *, is_assigned: bool = False) -> VisitPlan:
    """The visit as one of this mode; the record says so, as its conditions are what is worn."""
    drawn = replace(plan, mode=mode, is_assigned=is_assigned)
    if mode is Mode.SIMULATION:
        return drawn
    looked_at = _LOOKED_AT if mode is Mode.AUDIT else ()
    conditions = {
        run: replace(condition, simulations=(), helps=())
        for run, condition in plan.conditions.items()
        if run in looked_at
    }
    return replace(
        drawn, conditions=conditions, personas=tuple(_with_nothing_worn(persona, mode) for persona in plan.personas)
    )


def _with_nothing_worn(persona: Persona, mode: Mode) -> Persona:
    """What stands beside the form speaks of no simulation and of no keys to learn, and nothing of a form unseen."""
    bare = {"heading": _HEADING, "simulations": (), "helps": ()}
    barrier = persona.barrier.model_copy(update={**bare, "explain": _BARRIER.format(name=persona.name)})
    helped = persona.helped.model_copy(update={**bare, "explain": _HELPED})
    tutor = persona.tutor.model_copy(update={"steps": (), "simulations": (), "helps": ()})
    is_worn = persona.barrier.simulations or persona.helped.simulations
    caveat = _CAVEAT if is_worn and mode is Mode.AUDIT else persona.caveat
    return persona.model_copy(update={"barrier": barrier, "helped": helped, "tutor": tutor, "caveat": caveat})
