"""A named thing with parameters, as a data file or a `--sim` option states it: `acuity:logmar=0.7`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = float | int | str | bool


@dataclass(frozen=True, slots=True)
class Spec:
    """One simulation or help: its kind and its parameters, with units in the parameters' names."""

    kind: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.params:
            return self.kind
        return f"{self.kind}:" + ",".join(f"{name}={value}" for name, value in self.params.items())

    def __hash__(self) -> int:
        return hash(str(self))
