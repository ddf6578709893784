"""What every simulation is: parameters with units and limits, a source, and what it does to an eye."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from empathylab.domain.spec import Spec
from empathylab.vision.effect import Effect


class Simulation(BaseModel, ABC):
    """One kind of simulation with its parameters; immutable, and refuses what it cannot do honestly."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)

    KIND: ClassVar[str]
    #: How it works, for whoever stands beside it: sentences with the figures in force, see `domain.told`.
    TOLD: ClassVar[tuple[str, ...]]
    SOURCE: ClassVar[str]

    @abstractmethod
    def effect(self) -> Effect:
        """What it does to an eye, in units of the eye."""

    @property
    def spec(self) -> Spec:
        """The simulation as a data file states it."""
        return Spec(self.KIND, self.model_dump(exclude_none=True))

    def __str__(self) -> str:
        return str(self.spec)


def limited(default: Any, low: float, high: float, unit: str, what: str, reason: str) -> Any:
    """A number from low to high; `reason` says why there is nothing beyond, for whoever is refused."""
    return Field(default, ge=low, le=high, description=what, json_schema_extra={"unit": unit, "reason": reason})
