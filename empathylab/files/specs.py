"""Checks the simulations and helps that a data file names, against whoever knows them."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab import motor, vision
from empathylab.domain.errors import Fault
from empathylab.domain.spec import Spec, Value
from empathylab.files.toml import nearest
from empathylab.reader.settings import Echo, Verbosity

#: What a parameter may be: a number within limits, one of some words, or `bool`.
Allowed = tuple[float, float] | tuple[str, ...] | type[bool]

#: What the station itself switches, with each parameter's values.
STATION_KINDS: dict[str, dict[str, Allowed]] = {
    "screen-reader": {
        "rate_wpm": (80, 500),
        "pitch": (0.5, 2),
        "curtain": bool,
        "verbosity": tuple(Verbosity),
        "echo": tuple(Echo),
        "file_names": bool,
    },
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
            problem = _problem(value, known[name])
            if problem:
                yield Fault(f"{where}.{name}", problem)


def _problem(value: Value, allowed: Allowed) -> str:
    if isinstance(allowed, type):
        return "" if isinstance(value, bool) else "must be true or false"
    words = [str(word) for word in allowed if isinstance(word, str)]
    if words:
        hint = nearest(str(value), words) if isinstance(value, str) else ""
        return "" if value in words else f"must be one of {', '.join(words)}{hint}"
    low, high = (float(limit) for limit in allowed)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if is_number and low <= float(value) <= high else f"must be a number from {low:g} to {high:g}"
