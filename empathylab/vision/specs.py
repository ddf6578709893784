"""From what a person wrote, `acuity:logmar=0.7`, to a simulation, or to everything that is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from empathylab.domain.errors import Fault, InputError
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
        faults = _faults(error, spec)
        raise InputError(f"{spec.kind}: " + "; ".join(fault.problem for fault in faults) + ".") from None


def check(spec: Spec) -> list[Fault]:
    """Everything wrong with a spec, each fault at the parameter it is about; empty when it can be used."""
    try:
        _kind(spec.kind).model_validate(dict(spec.params))
    except ValidationError as error:
        return _faults(error, spec)
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


def _faults(error: ValidationError, spec: Spec) -> list[Fault]:
    kind = _kind(spec.kind)
    return [Fault(_where(item), _problem(kind, item, spec)) for item in error.errors(include_url=False)]


def _where(item: Any) -> str:
    return ".".join(str(part) for part in item["loc"]) or "kind"


def _problem(kind: type[Simulation], item: Any, spec: Spec) -> str:
    """One fault in plain words: what was given, what is possible and why."""
    name = str(item["loc"][0]) if item["loc"] else ""
    given = spec.params.get(name)
    if item["type"] == "extra_forbidden":
        return f"there is no setting '{name}'{nearest(name, kind.model_fields)}"
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    if item["type"] in {"literal_error", "enum"}:
        choices = [word.strip().strip("'") for word in item["ctx"]["expected"].replace(" or ", ",").split(",")]
        return f"{name} '{given}' is not one of {', '.join(choices)}{nearest(str(given), choices)}"
    return f"{name} {given} {_refusal(kind, name)}"


def _refusal(kind: type[Simulation], name: str) -> str:
    """Why a number is refused: not a number from the range, and why the range ends there."""
    field = next((info for key, info in kind.model_fields.items() if name in (key, info.alias)), None)
    if field is None:
        return "cannot be used"
    bounds = {key: value for item in field.metadata for key, value in _bound(item).items()}
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    unit = f" {extra['unit']}" if extra.get("unit") else ""
    return f"is not a number from {bounds['ge']:g} to {bounds['le']:g}{unit}: {extra['reason']}"


def _bound(item: Any) -> dict[str, float]:
    return {key: getattr(item, key) for key in ("ge", "le") if hasattr(item, key)}
