"""What is simulated and what helps, with its figures, in words for whoever stands beside the station."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.explanation import tell
from empathylab.domain.persona import RunPlan
from empathylab.domain.session import Condition
from empathylab.domain.spec import Spec
from empathylab.files.specs import STATION_KINDS
from empathylab.motor import KINDS, PRESETS, describe, params_of
from empathylab.vision import SIMULATIONS, simulation

GAZE_WORDS = (
    "There is no eye tracker: the lens follows the text caret, else the field that has the focus, else the pointer."
)
_VISION = {kind.KIND for kind in SIMULATIONS}


def how_it_works(worn: Condition | RunPlan) -> tuple[str, ...]:
    """A few sentences for each simulation and each help; a preset of hands is followed by what it consists of."""
    return tuple(line for spec in (*worn.simulations, *worn.helps) for line in _lines(spec))


def sources(worn: Condition | RunPlan) -> tuple[str, ...]:
    """What the figures rest on, where a study or a proposal stands behind them."""
    return tuple(dict.fromkeys(source for spec in worn.simulations if (source := _source(spec))))


def follows_gaze(worn: Condition | RunPlan) -> bool:
    """Whether something in this run depends on where the visitor looks."""
    seen = [spec for spec in worn.simulations if spec.kind in _VISION]
    return any(simulation(spec).effect().follows_gaze for spec in seen)


def _lines(spec: Spec) -> Iterable[str]:
    if spec.kind == "hands":
        yield describe(spec)
        yield from map(describe, PRESETS[params_of(spec).preset].simulations)
    elif spec.kind in KINDS:
        yield describe(spec)
    elif spec.kind in _VISION:
        known = simulation(spec)
        yield tell(known.TOLD, known.model_dump())
    else:
        station = STATION_KINDS[spec.kind]
        yield f"{station.title}: {tell(station.told, {**station.usual, **spec.params})}"


def _source(spec: Spec) -> str:
    if spec.kind == "hands":
        return PRESETS[params_of(spec).preset].source
    return simulation(spec).SOURCE if spec.kind in _VISION else ""
