"""Slip (substitution, remote): another key goes down instead of the intended one, mostly one that touches it.

Shortcuts are left alone: a slip there would not feel like a stiff finger but like a broken program.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.domain.keys import KeyPress
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage, Stroke


class Slip(HandModel):
    """A finger that lands elsewhere: how often, and how far."""

    id: ClassVar[str] = "slip"
    title: ClassVar[str] = "The wrong key"
    explanation: ClassVar[tuple[str, ...]] = (
        "In about {probability:percent} of presses the finger lands on another key: mostly the one beside it, in "
        "{remote:percent} of those one further away.",
    )

    probability: float = limited(0.02, 0, 1, "", "Chance that another key is struck, 0 to 1.")
    remote: float = limited(0.1, 0, 1, "", "Share of slips that strike a far key, 0 to 1.")

    def stage(self, hand: Hand) -> KeyStage:
        return SlipStage(hand, self)


class SlipStage(KeyStage):
    """Strikes a neighbour, or a far key, in place of the intended key, and lets go of that key again."""

    def __init__(self, hand: Hand, params: Slip) -> None:
        super().__init__(hand, params.id)
        self._params = params
        self._struck: dict[str, str] = {}

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        press = stroke.press
        if press.is_down and not press.is_repeat:
            self._struck[press.code] = self._choose(press, now_ms)
        struck = self._struck.get(press.code, press.code)
        if not press.is_down:
            self._struck.pop(press.code, None)
        yield stroke if struck == press.code else stroke.pressing(self.hand.layout.strike(struck, press))

    def reset(self) -> Iterator[Stroke]:
        self._struck.clear()
        yield from ()

    def _choose(self, press: KeyPress, now_ms: float) -> str:
        if press.is_shortcut or not self.happens(self._params.probability, now_ms):
            return press.code
        is_remote = self._dice.random() < self._params.remote
        layout = self.hand.layout
        choices = layout.far_keys(press.code) if is_remote else layout.neighbours(press.code)
        return self.pick(choices) if choices else press.code
