"""Checks the simulations and helps that a data file names, against whoever knows them."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab import motor, vision
from empathylab.domain.errors import Fault
from empathylab.domain.spec import Spec, Value
from empathylab.domain.words import nearest

#: What the station itself switches, with each parameter's type and limits (low, high; None: no number).
STATION_KINDS: dict[str, dict[str, tuple[float, float] | None]] = {
    "screen-reader": {"rate_wpm": (80, 500), "curtain": None, "verbosity": None},
    "zoom": {},
    "invert": {},
    "high-contrast": {},
    "large-pointer": {},
    "magnifier": {"factor": (1.5, 8)},
    "focus-ring": {},
    "autocomplete": {},
    "access-keys": {},
    "no-timeout": {},
    "headings": {},
    "skip-link": {},
    "labels": {},
}

_VISION_KINDS = tuple(kind.KIND for kind in vision.SIMULATIONS)


def spec_faults(where: str, spec: Spec) -> Iterable[Fault]:
    """Faults of one simulation or help: an unknown kind or parameter, a value out of range."""
    if spec.kind in STATION_KINDS:
        yield from _station_faults(where, spec)
    elif spec.kind in _VISION_KINDS:
        yield from (Fault(f"{where}.{fault.where}", fault.problem) for fault in vision.check(spec))
    elif spec.kind in motor.KINDS:
        yield from (Fault(f"{where}.{fault.where}", fault.problem) for fault in motor.check(spec))
    else:
        known = [*STATION_KINDS, *_VISION_KINDS, *motor.KINDS]
        yield Fault(f"{where}.kind", f"'{spec.kind}' is not known{nearest(spec.kind, known)}")


def _station_faults(where: str, spec: Spec) -> Iterable[Fault]:
    known = STATION_KINDS[spec.kind]
    for name, value in spec.params.items():
        if name not in known:
            yield Fault(f"{where}.{name}", f"is not a parameter of '{spec.kind}'{nearest(name, known)}")
        else:
            yield from _range_fault(f"{where}.{name}", value, known[name])


def _range_fault(where: str, value: Value, limits: tuple[float, float] | None) -> Iterable[Fault]:
    if limits is None:
        return
    low, high = limits
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        yield Fault(where, f"must be a number from {low:g} to {high:g}")
