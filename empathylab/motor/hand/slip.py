"""Slip (substitution, remote): another key goes down instead of the intended one, mostly one that touches it.

Shortcuts are left alone: a slip there would not feel like a stiff finger but like a broken program.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from empathylab.domain.keys import KeyPress
from empathylab.domain.persona import DataModel
from empathylab.motor.stage import Hand, Stage, Stroke


class SlipParams(DataModel):
    """How often, and how far."""

    probability: float = Field(default=0.02, ge=0, le=1, description="Chance that another key is struck, 0 to 1.")
    remote: float = Field(default=0.1, ge=0, le=1, description="Share of slips that strike a far key, 0 to 1.")


class Slip(Stage):
    """Strikes a neighbour, or a far key, in place of the intended key, and lets go of that key again."""

    def __init__(self, hand: Hand, params: SlipParams) -> None:
        super().__init__(hand, "slip")
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
