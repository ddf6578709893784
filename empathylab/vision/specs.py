"""From what a person wrote, `acuity:logmar=0.7`, to a simulation, or to everything that is wrong with it."""

from __future__ import annotations

from pydantic import ValidationError

from empathylab.domain.errors import Fault, InputError
from empathylab.domain.faults import faults_of
from empathylab.domain.spec import Spec, Value
from empathylab.domain.words import nearest
from empathylab.vision.simulations import SIMULATIONS
from empathylab.vision.simulations.base import Simulation


def parse(text: str) -> Simulation:
    """A simulation from `kind:name=value,name=value`; InputError names every fault and the nearest valid word."""
    kind, _, rest = text.strip().partition(":")
    params: dict[str, Value] = {}
    for part in filter(None, (piece.strip() for piece in rest.split(","))):
        name, equals, value = part.partition("=")
        if not equals:
            raise InputError(
                f"'{part}' in '{text}' is not a setting.", f"Write {kind}:name=value, separated by commas."
            )
        params[name.strip()] = _value(value.strip())
    return simulation(Spec(kind.strip(), params))


def simulation(spec: Spec) -> Simulation:
    """The simulation that a spec states; InputError with all faults when it cannot be built."""
    try:
        return _kind(spec.kind).model_validate(dict(spec.params))
    except ValidationError as error:
        told = (f"{fault.where} {fault.problem}".strip() for fault in faults_of(error, _kind(spec.kind)))
        raise InputError(f"{spec.kind}: " + "; ".join(told) + ".") from None


def check(spec: Spec) -> list[Fault]:
    """Everything wrong with a spec, each fault at the parameter it is about; empty when it can be used."""
    try:
        _kind(spec.kind).model_validate(dict(spec.params))
    except ValidationError as error:
        return [Fault(fault.where or "kind", fault.problem) for fault in faults_of(error, _kind(spec.kind))]
    except InputError as error:
        return [Fault("kind", error.what_happened.rstrip("."))]
    return []


def _kind(name: str) -> type[Simulation]:
    kinds = {kind.KIND: kind for kind in SIMULATIONS}
    if name not in kinds:
        raise InputError(f"There is no simulation '{name}'{nearest(name, kinds)}.", f"There are: {', '.join(kinds)}.")
    return kinds[name]


def _value(text: str) -> Value:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
