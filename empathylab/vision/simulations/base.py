"""What every simulation of sight is: a feature that says what it does to an eye."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from empathylab.domain.explanation import tell
from empathylab.domain.feature import FeatureModel, Group
from empathylab.vision.effect import Effect


class SightSimulation(FeatureModel, ABC):
    """One kind of simulation with its parameters."""

    group: ClassVar[Group] = Group.SIGHT
    needs_lens: ClassVar[bool] = True

    @abstractmethod
    def effect(self) -> Effect:
        """What it does to an eye, in units of the eye."""

    def explain(self) -> str:
        """Its sentences alone: they begin with what is seen."""
        return tell(self.explanation, self.figures())
