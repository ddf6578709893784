"""Drop (a missing key): the press is made, but not firmly enough to register, and the fingertip does not feel it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage, Stroke


class Drop(HandModel):
    """A press that is not felt: how often it is lost."""

    id: ClassVar[str] = "drop"
    title: ClassVar[str] = "Presses are not felt"
    explanation: ClassVar[tuple[str, ...]] = ("About {probability:percent} of presses do nothing.",)

    probability: float = limited(0.05, 0, 1, "", "Chance that a press does not register, 0 to 1.")

    def stage(self, hand: Hand) -> KeyStage:
        return DropStage(hand, self)


class DropStage(KeyStage):
    """Loses presses at random. Their releases and repeats find nothing pressed at the end of the chain."""

    def __init__(self, hand: Hand, params: Drop) -> None:
        super().__init__(hand, params.id)
        self._probability = params.probability

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        is_press = stroke.press.is_down and not stroke.press.is_repeat
        yield stroke.lost() if is_press and self.happens(self._probability, now_ms) else stroke
