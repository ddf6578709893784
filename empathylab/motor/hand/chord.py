"""Chord failure (dropping): the modifier is let go before the key, so capitals and shortcuts fail.

What sticky keys are for: they let a person press the modifier and the key one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.domain.keys import MODIFIER_OF, KeyPress
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage, Stroke


class Chord(HandModel):
    """A modifier that is let go too soon: how often."""

    id: ClassVar[str] = "chord"
    title: ClassVar[str] = "Shift slips away"
    explanation: ClassVar[tuple[str, ...]] = (
        "In about {probability:percent} of capitals and shortcuts Shift, Control or Alt comes up too early.",
    )

    probability: float = limited(0.2, 0, 1, "", "Chance that the modifier is let go early, 0 to 1.")

    def stage(self, hand: Hand) -> KeyStage:
        return ChordStage(hand, self)


class ChordStage(KeyStage):
    """Releases held modifiers just before the key; they stay released until the person presses them anew."""

    def __init__(self, hand: Hand, params: Chord) -> None:
        super().__init__(hand, params.id)
        self._probability = params.probability
        self._held: dict[str, KeyPress] = {}
        self._dropped: set[str] = set()

    def handle_modifier(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        press = stroke.press
        if press.is_modifier and not press.is_repeat:
            self._dropped.discard(MODIFIER_OF[press.code])
            if press.is_down:
                self._held[press.code] = press
            else:
                self._held.pop(press.code, None)
        yield stroke

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        press = stroke.press
        is_chord = press.is_down and not press.is_repeat and bool(self._held)
        if is_chord and self.happens(self._probability, now_ms):
            yield from self._drop()
        kept = press.modifiers - self._dropped
        yield stroke.pressing(self.hand.layout.with_modifiers(press, kept))

    def reset(self) -> Iterator[Stroke]:
        self._held.clear()
        self._dropped.clear()
        yield from ()

    def _drop(self) -> Iterator[Stroke]:
        for code, press in self._held.items():
            self._dropped.add(MODIFIER_OF[code])
            yield Stroke.added(replace(press, is_down=False))
        self._held.clear()
