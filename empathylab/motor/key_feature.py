"""What every model of hands and every help of the keyboard is: a feature that may have a stage in the chain."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import FeatureModel, Group
from empathylab.motor.stage import Hand, KeyStage


class MotorFeature(FeatureModel):
    """One model or help with its parameters."""

    def stage(self, hand: Hand) -> KeyStage | None:
        """What it does to keys; None when it shapes other models, or is no matter of keys."""
        return None

    @property
    def shortest_press_ms(self) -> float:
        """How long a key must be held to count."""
        return 0.0


class HandModel(MotorFeature):
    """What hands do to keys."""

    group: ClassVar[Group] = Group.HANDS


class KeyHelp(MotorFeature):
    """What the operating system does for them."""

    group: ClassVar[Group] = Group.KEY_HELP
    answers: ClassVar[frozenset[Group]] = frozenset({Group.HANDS})
