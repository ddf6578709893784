"""Which order comes next, by permuted blocks: after each block as many people had one order as the other."""

from __future__ import annotations

import random
from collections.abc import Hashable

#: People of a block; within one nobody can foretell the order, but for its last.
BLOCK = 4


class Blocks:
    """Draws of one station, a row for each `key`, such as a service and who is worn. A row begins with the lab."""

    def __init__(self) -> None:
        self._left: dict[Hashable, list[bool]] = {}

    def is_turned(self, key: Hashable, seed: int) -> bool:
        """Whether the next one takes them in the other order; `seed` is what a new block is drawn from."""
        left = self._left.get(key)
        if not left:
            left = [False, True] * (BLOCK // 2)
            random.Random(seed).shuffle(left)
            self._left[key] = left
        return left.pop()
