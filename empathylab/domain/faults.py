"""pydantic's list of errors as faults in plain words, each with the nearest word that would have been right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from empathylab.domain.errors import Fault
from empathylab.domain.persona import COLOUR_PATTERN, ID_PATTERN, PICTURE_PATTERN, PLACE_PATTERN
from empathylab.domain.words import nearest

#: What is said for pydantic's kinds of error; anything else keeps pydantic's own sentence.
_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list in square brackets",
    "too_short": "needs at least one entry",
}
#: The same for text that must look in a certain way.
_LOOKS = {
    ID_PATTERN: "must be up to 48 small letters, digits and hyphens, a letter first",
    COLOUR_PATTERN: "must be a colour such as #6a2470",
    PLACE_PATTERN: "must be an id in the page, without # and spaces",
    PICTURE_PATTERN: "must be the name of an SVG file, such as claudia.svg",
}
_CHOICES = {"literal_error", "enum"}


def faults_of(error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """Every error of pydantic's as a fault at its dotted field; what is about the value as a whole has no field."""
    return [_fault(item, model) for item in error.errors(include_url=False)]


def _fault(item: Mapping[str, Any], model: type[BaseModel]) -> Fault:
    where = tuple(item["loc"])
    dotted = ".".join(str(part) for part in where)
    fields = _fields_at(model, where[:-1])
    name = str(where[-1]) if where else ""
    if item["type"] == "extra_forbidden":
        return Fault(dotted, f"is not known here{nearest(name, fields)}")
    field = next((info for key, info in fields.items() if name in (key, info.alias)), None)
    return Fault(dotted, _refused_number(item, field) or _sentence(item))


def _sentence(item: Mapping[str, Any]) -> str:
    context = item.get("ctx", {})
    if item["type"] == "value_error":
        return str(context["error"])
    if item["type"] in _CHOICES:
        choices = re.findall(r"'([^']*)'", context["expected"])
        given = item["input"]
        return f"{given!r} is not one of {', '.join(choices)}{nearest(str(given), choices)}"
    if context.get("pattern") in _LOOKS:
        return _LOOKS[context["pattern"]]
    said: str = _SENTENCES.get(item["type"], item["msg"])
    return said[:1].lower() + said[1:]


def _refused_number(item: Mapping[str, Any], field: FieldInfo | None) -> str:
    """What was given is not a number of the range, and why it ends there; empty where no range is known."""
    limits = None if field is None else limits_of(field)
    if field is None or limits is None or item["type"] in ("missing", "int_type", "value_error"):
        return ""
    why = _extra(field, "reason") or (field.description or "").rstrip(".")
    said = f"{item['input']} is not a number from {limits[0]:g} to {limits[1]:g} {unit_of(field)}".rstrip()
    return f"{said}: {why}" if why else said


def limits_of(field: FieldInfo) -> tuple[float, float] | None:
    """The lower and upper limit of a number; None where it is not limited on both sides."""
    bounds = {key: getattr(limit, key) for limit in field.metadata for key in ("ge", "le") if hasattr(limit, key)}
    return (float(bounds["ge"]), float(bounds["le"])) if set(bounds) == {"ge", "le"} else None


def unit_of(field: FieldInfo) -> str:
    """The unit of a number, empty where it has none."""
    return _extra(field, "unit")


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """The words that a field may hold; none where it is not one word out of several."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and isinstance(named := extra.get("choices"), list):
        return tuple(map(str, named))
    if isinstance(field.annotation, type) and issubclass(field.annotation, StrEnum):
        return tuple(field.annotation)
    return tuple(map(str, get_args(field.annotation))) if get_origin(field.annotation) is Literal else ()


def _extra(field: FieldInfo, name: str) -> str:
    return str(field.json_schema_extra.get(name, "")) if isinstance(field.json_schema_extra, dict) else ""


def _fields_at(model: type[BaseModel], where: tuple[Any, ...]) -> Mapping[str, FieldInfo]:
    """The fields of the model nested at `where`."""
    current: Any = model
    for part in where:
        if isinstance(part, str) and part in getattr(current, "model_fields", {}):
            current = _model_in(current.model_fields[part].annotation)
    found: Mapping[str, FieldInfo] = getattr(current, "model_fields", {})
    return found


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as `tuple[Model, ...]`."""
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None
