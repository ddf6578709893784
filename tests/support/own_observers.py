"""Somebody with known eyes and hands, who measures a profile of their own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor import UK, KeyFilter

_CODES = {legends[0]: code for code, legends in UK.prints.items()}


def observer(threshold: float, spread: float, seed: int) -> Callable[[float], bool]:
    """Right as a logistic curve has it, else by a guess of four; a slip of the finger in fifty."""
    dice = random.Random(seed)

    def is_right(size: float) -> bool:
        known = 0.98 / (1 + 10 ** ((threshold - size) / spread / 2.303))
        return dice.random() < known + (1 - known) * 0.25

    return is_right


class Hands:
    """Copies lines without correcting, with hands that wear these models; gives what the keyboard sends."""

    def __init__(self, worn: Sequence[Spec], seed: int) -> None:
        self._keys = KeyFilter(worn, seed=seed)
        self._dice = random.Random(f"{seed}:hands")
        self._now_ms = 0.0

    def copy(self, line: str) -> list[KeyPress]:
        planned = sorted(self._plan(line), key=lambda press: press.at_ms)
        sent = [each.press for press in planned for each in self._keys.feed(press)]
        while (due_ms := self._keys.next_due_ms) is not None:
            sent += [each.press for each in self._keys.tick(due_ms)]
            self._now_ms = max(self._now_ms, due_ms)
        return sent

    def _plan(self, line: str) -> Iterator[KeyPress]:
        for character in line:
            self._now_ms += max(130, self._dice.gauss(239, 60))
            held_ms = max(30, self._dice.gauss(116, 24))
            yield KeyPress(_CODES[character], True, self._now_ms, character)
            yield KeyPress(_CODES[character], False, self._now_ms + held_ms, character)
        self._now_ms += 2000
