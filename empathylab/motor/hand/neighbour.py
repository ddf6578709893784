"""Neighbour (additional key): a key beside the intended one is brushed as well, overlapping in time.

The brush is short. It mostly comes after the intended key; the share that comes before it is set so that a filter
that keeps the first of two overlapping keys is right for the 80 % that Trewin measured with OverlapKeys (2002).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.domain.keys import KeyPress
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import EchoStage, Hand, KeyStage, Stroke

#: How long the brushed key stays down; illustrative, well under a deliberate press.
BRUSH_MS = 40.0


class Neighbour(HandModel):
    """A key that is brushed as well: how often, how close together, and which of the two comes first."""

    id: ClassVar[str] = "neighbour"
    title: ClassVar[str] = "Two keys at once"
    explanation: ClassVar[tuple[str, ...]] = (
        "In about {probability:percent} of presses the finger brushes the key beside it as well.",
    )

    probability: float = limited(0.05, 0, 1, "", "Chance that a neighbour is struck along, 0 to 1.")
    overlap_ms: float = limited(30, 1, 200, "ms", "Time between the two keys going down.")
    before: float = limited(0.2, 0, 1, "", "Share of brushes before the intended key, 0 to 1.")

    def stage(self, hand: Hand) -> KeyStage:
        return NeighbourStage(hand, self)


class NeighbourStage(EchoStage):
    """Brushes a touching key just after, or just before, the intended one."""

    def __init__(self, hand: Hand, params: Neighbour) -> None:
        super().__init__(hand, params.id)
        self._params = params

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        press = stroke.press
        is_press = press.is_down and not press.is_repeat and not press.is_shortcut
        choices = self.hand.layout.neighbours(press.code)
        if not (is_press and self.happens(self._params.probability, now_ms) and choices):
            yield stroke
            return
        brush = self.hand.layout.strike(self.pick(choices), press)
        is_before = self._dice.random() < self._params.before
        brush = replace(brush, at_ms=now_ms if is_before else now_ms + self._params.overlap_ms)
        yield Stroke.added(brush) if is_before else stroke
        self._send_rest(brush, stroke if is_before else Stroke.added(brush), now_ms)

    def _send_rest(self, brush: KeyPress, second: Stroke, now_ms: float) -> None:
        second_ms = now_ms + self._params.overlap_ms
        self.send_later(second_ms, second)
        self.send_later(second_ms + BRUSH_MS, Stroke.added(replace(brush, is_down=False)))
