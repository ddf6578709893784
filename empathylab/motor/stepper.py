"""A scripted person who moves through a form by keyboard: step by step with Tab, or straight there by one chord.

They look after every press, as the scripted typist does, and go on until they are where they wanted to be. A finger
that comes up late on Tab goes past the button; then they come back with Shift and Tab.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from empathylab.domain.keys import KeyPress
from empathylab.motor.filter import KeyFilter
from empathylab.motor.press import Delivered
from empathylab.motor.typist import Typist

#: After so many presses for each step that is wanted, somebody gives up.
_PATIENCE = 8
#: A chord's first key goes down this long before its second, and comes up this long after it.
_LEAD_MS, _TRAIL_MS = 70.0, 20.0


@dataclass(frozen=True, slots=True)
class StepsTaken:
    """How many keys were pressed, the modifiers too, how long it took, and whether they arrived."""

    presses: int
    seconds: float
    has_arrived: bool


class Stepper:
    """One person at one keyboard; time goes on from walk to walk."""

    def __init__(self, keys: KeyFilter, typist: Typist, seed: int = 0) -> None:
        self._keys = keys
        self._typist = typist
        self._dice = random.Random(f"{seed}:stepper")
        self._now_ms = 0.0

    def walk(self, steps: int) -> StepsTaken:
        """So many stops of the focus further, with Tab, and back with Shift and Tab when it went too far."""
        place = 0

        def see(delivered: Delivered) -> None:
            nonlocal place
            if delivered.press.is_down and delivered.press.code == "Tab":
                place += -1 if "Shift" in delivered.press.modifiers else 1

        def press() -> int:
            return self._press("Tab", "Shift" if place > steps else "", see)

        return self._until(lambda: place == steps, press, steps)

    def repeat(self, code: str, times: int = 1) -> StepsTaken:
        """Press one key until the page got it so often."""
        got = 0

        def see(delivered: Delivered) -> None:
            nonlocal got
            got += delivered.press.is_down and delivered.press.code == code

        return self._until(lambda: got >= times, lambda: self._press(code, "", see), times)

    def jump(self, code: str) -> StepsTaken:
        """Alt and a letter, until the page got both."""
        has_jumped = False

        def see(delivered: Delivered) -> None:
            nonlocal has_jumped
            press = delivered.press
            has_jumped |= press.is_down and press.code == code and "Alt" in press.modifiers

        return self._until(lambda: has_jumped, lambda: self._press(code, "Alt", see), 2)

    def _until(self, is_there: Callable[[], bool], press: Callable[[], int], wanted: int) -> StepsTaken:
        started_ms, presses = self._now_ms, 0
        while not is_there() and presses < _PATIENCE * wanted:
            presses += press()
        return StepsTaken(presses, (self._now_ms - started_ms) / 1000, is_there())

    def _press(self, code: str, modifier: str, see: Callable[[Delivered], None]) -> int:
        """One key, with a modifier held around it or not; then wait until the screen stands still."""
        down_ms = self._now_ms + (_LEAD_MS if modifier else 0)
        up_ms = down_ms + max(30.0, self._dice.gauss(self._typist.press_ms, self._typist.press_spread_ms))
        held = frozenset({modifier}) if modifier else frozenset[str]()
        events = [KeyPress(code, True, down_ms, modifiers=held), KeyPress(code, False, up_ms, modifiers=held)]
        if modifier:
            events.insert(0, KeyPress(f"{modifier}Left", True, self._now_ms))
            events.append(KeyPress(f"{modifier}Left", False, up_ms + _TRAIL_MS))
        for event in events:
            for delivered in self._keys.feed(event):
                see(delivered)
        gap_ms = max(40.0, self._dice.gauss(self._typist.between_keys_ms, self._typist.between_keys_spread_ms))
        self._now_ms = max(self._now_ms + gap_ms, up_ms + _TRAIL_MS)
        while (due_ms := self._keys.next_due_ms) is not None:
            self._now_ms = max(self._now_ms, due_ms)
            for delivered in self._keys.tick(self._now_ms):
                see(delivered)
        return 2 if modifier else 1
