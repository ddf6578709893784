"""A catalogue of features: found by kind, made from what a person wrote, checked with every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from empathylab.domain.errors import Fault, InputError
from empathylab.domain.feature import AnyFeature, Group
from empathylab.domain.spec import Spec, Value
from empathylab.domain.words import nearest


@dataclass(frozen=True, slots=True)
class Catalogue(Generic[AnyFeature]):
    """Classes of features in the order in which they are listed and act; `what` is what one of them is called."""

    features: tuple[type[AnyFeature], ...]
    what: str = "simulation"

    def __iter__(self) -> Iterator[type[AnyFeature]]:
        return iter(self.features)

    def __len__(self) -> int:
        return len(self.features)

    def __contains__(self, kind: object) -> bool:
        return any(feature.id == kind for feature in self.features)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The id of each."""
        return tuple(feature.id for feature in self.features)

    def of(self, kind: str) -> type[AnyFeature]:
        """The feature with this id; InputError names the nearest one."""
        for feature in self.features:
            if feature.id == kind:
                return feature
        known = ", ".join(self.kinds)
        raise InputError(f"There is no {self.what} '{kind}'{nearest(kind, self.kinds)}.", f"There are: {known}.")

    def make(self, spec: Spec) -> AnyFeature:
        """The feature that a spec states; InputError with all faults when it cannot be built."""
        return self.of(spec.kind).make(spec.params)

    def worn(self, specs: Iterable[Spec]) -> list[AnyFeature]:
        """Those of these specs that are in this catalogue, made; others are passed over."""
        return [self.make(spec) for spec in specs if spec.kind in self]

    def groups(self, specs: Iterable[Spec]) -> frozenset[Group]:
        """Which senses and sides these specs belong to."""
        return frozenset(self.of(spec.kind).group for spec in specs if spec.kind in self)

    def check(self, spec: Spec, where: str = "") -> list[Fault]:
        """Everything wrong with a spec, each fault at the parameter it is about; empty when it can be used."""
        if spec.kind not in self:
            return [Fault(_dotted(where, "kind"), f"'{spec.kind}' is not known{nearest(spec.kind, self.kinds)}")]
        return [Fault(_dotted(where, fault.where), fault.problem) for fault in self.of(spec.kind).check(spec.params)]

    def expand(self, specs: Iterable[Spec]) -> tuple[Spec, ...]:
        """The specs with every preset written out, as it is to be recorded with a run's condition."""
        expanded: list[Spec] = []
        for spec in specs:
            parts = self.make(spec).parts if spec.kind in self else ()
            expanded.extend(parts or (spec,))
        return tuple(expanded)

    def parse(self, text: str) -> AnyFeature:
        """A feature from `kind:name=value,name=value`; InputError names every fault and the nearest valid word."""
        kind, _, rest = text.strip().partition(":")
        params: dict[str, Value] = {}
        for part in filter(None, (piece.strip() for piece in rest.split(","))):
            name, equals, value = part.partition("=")
            if not equals:
                raise InputError(
                    f"'{part}' in '{text}' is not a setting.", f"Write {kind}:name=value, separated by commas."
                )
            params[name.strip()] = _value(value.strip())
        return self.make(Spec(kind.strip(), params))


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _value(text: str) -> Value:
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text
