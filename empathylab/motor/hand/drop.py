"""Drop (a missing key): the press is made, but not firmly enough to register, and the fingertip does not feel it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from empathylab.domain.persona import DataModel
from empathylab.motor.stage import Hand, Stage, Stroke


class DropParams(DataModel):
    """How often a press is lost."""

    probability: float = Field(default=0.05, ge=0, le=1, description="Chance that a press does not register, 0 to 1.")


class Drop(Stage):
    """Loses presses at random. Their releases and repeats find nothing pressed at the end of the chain."""

    def __init__(self, hand: Hand, params: DropParams) -> None:
        super().__init__(hand, "drop")
        self._probability = params.probability

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        is_press = stroke.press.is_down and not stroke.press.is_repeat
        yield stroke.lost() if is_press and self.happens(self._probability, now_ms) else stroke
