"""What is simulated in a run and with which figures, for whoever wants to know exactly."""

from __future__ import annotations

from empathylab.domain.session import Condition
from empathylab.domain.spec import Spec
from empathylab.motor import KINDS, describe
from empathylab.vision import SIMULATIONS, simulation

GAZE_WORDS = (
    "There is no eye tracker: the lens follows the text caret, else the field that has the focus, else the pointer."
)
_VISION = {kind.KIND for kind in SIMULATIONS}
_OTHERS = {
    "screen-reader": "Screen reader: the page is read aloud from the names and roles that the browser gives.",
    "zoom": "Zoom: Ctrl with + and - changes the size of everything on the page; its lines fold to the window.",
    "focus-ring": "Focus ring: a strong ring around what the keyboard acts on.",
}


def how_it_works(condition: Condition) -> tuple[str, ...]:
    """One line for each simulation and each help: what happens, its figures with units, its source."""
    return tuple(_line(spec) for spec in (*condition.simulations, *condition.helps))


def follows_gaze(condition: Condition) -> bool:
    """Whether something in this run depends on where the visitor looks."""
    seen = [spec for spec in condition.simulations if spec.kind in _VISION]
    return any(simulation(spec).effect().follows_gaze for spec in seen)


def _line(spec: Spec) -> str:
    if spec.kind in KINDS:
        return describe(spec)
    if spec.kind in _VISION:
        return _vision_line(spec)
    figures = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in spec.params.items())
    words = _OTHERS.get(spec.kind, f"{spec.kind.replace('-', ' ').capitalize()}.")
    return f"{words} ({figures})" if figures else words


def _vision_line(spec: Spec) -> str:
    known = simulation(spec)
    figures = []
    for name, value in known.spec.params.items():
        extra = type(known).model_fields[name].json_schema_extra
        unit = extra.get("unit", "") if isinstance(extra, dict) else ""
        figures.append(f"{name.replace('_', ' ')} {value} {unit}".strip())
    return f"{spec.kind.replace('-', ' ').capitalize()}: {known.HELP} ({', '.join(figures)}) Source: {known.SOURCE}."
