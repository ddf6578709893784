"""Bounce: one press makes contact twice, as when a finger trembles on the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from empathylab.domain.persona import DataModel
from empathylab.motor.stage import EchoStage, Hand, Stroke

#: The first, broken contact.
CONTACT_MS = 15.0


class BounceParams(DataModel):
    """How often, and how soon the second contact follows the first."""

    probability: float = Field(default=0.05, ge=0, le=1, description="Chance that a press counts twice, 0 to 1.")
    gap_ms: float = Field(
        default=50, ge=1, le=500, description="Milliseconds from the first contact's end to the second."
    )


class Bounce(EchoStage):
    """Delivers down, up, down at the beginning of a press; the real release ends the second contact."""

    def __init__(self, hand: Hand, params: BounceParams) -> None:
        super().__init__(hand, "bounce")
        self._params = params

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        yield stroke
        is_press = stroke.press.is_down and not stroke.press.is_repeat
        if is_press and self.happens(self._params.probability, now_ms):
            self.send_later(now_ms + CONTACT_MS, Stroke.added(replace(stroke.press, is_down=False)))
            self.send_later(now_ms + CONTACT_MS + self._params.gap_ms, Stroke.added(stroke.press))
