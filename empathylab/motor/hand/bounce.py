"""Bounce: one press makes contact twice, as when a stiff finger bounces on the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import EchoStage, Hand, KeyStage, Stroke

#: The first, broken contact.
CONTACT_MS = 15.0


class Bounce(HandModel):
    """A key that makes contact twice: how often, and how soon the second contact follows the first."""

    id: ClassVar[str] = "bounce"
    title: ClassVar[str] = "One press counts twice"
    explanation: ClassVar[tuple[str, ...]] = (
        "In about {probability:percent} of presses a stiff finger bounces and the key counts twice.",
    )

    probability: float = limited(0.05, 0, 1, "", "Chance that a press counts twice, 0 to 1.")
    gap_ms: float = limited(50, 1, 500, "ms", "From the first contact's end to the second.")

    def stage(self, hand: Hand) -> KeyStage:
        return BounceStage(hand, self)


class BounceStage(EchoStage):
    """Delivers down, up, down at the beginning of a press; the real release ends the second contact."""

    def __init__(self, hand: Hand, params: Bounce) -> None:
        super().__init__(hand, params.id)
        self._params = params

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        yield stroke
        is_press = stroke.press.is_down and not stroke.press.is_repeat
        if is_press and self.happens(self._params.probability, now_ms):
            self.send_later(now_ms + CONTACT_MS, Stroke.added(replace(stroke.press, is_down=False)))
            self.send_later(now_ms + CONTACT_MS + self._params.gap_ms, Stroke.added(stroke.press))
