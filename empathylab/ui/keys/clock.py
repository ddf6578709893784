"""The clock of input: a key is timed by the system's time stamp of the event, not by when the lab comes to it."""

from __future__ import annotations

import time
from collections import deque
from typing import Protocol

from PySide6.QtGui import QInputEvent

#: Two clocks drift apart, so what was seen of them counts for so long; a stamp that is further off than a held-up
#: computer explains is of another clock.
_WINDOW_MS, _OTHER_CLOCK_MS = 30_000, 10_000


class InputClock(Protocol):
    """Milliseconds of one monotonic clock."""

    def now_ms(self) -> float:
        """Milliseconds since some moment of this clock."""

    def at_ms(self, event: QInputEvent) -> float:
        """When this event happened; never later than now."""
        ...


class StampTranslator:
    """From the time stamps of events, whose zero nobody knows, to the lab's clock.

    An event arrives at the earliest when it happens, so the least distance that was seen between the two clocks lately
    is their distance; what is more than that was a hold-up.
    """

    def __init__(self) -> None:
        self._distances: deque[tuple[float, float]] = deque()

    def at_ms(self, stamp_ms: int, now_ms: float) -> float:
        """Milliseconds on the lab's clock; now for an event without a stamp."""
        if stamp_ms <= 0:
            return now_ms
        distance = now_ms - stamp_ms
        while self._distances and now_ms - self._distances[0][0] > _WINDOW_MS:
            self._distances.popleft()
        if self._distances and distance - self._distances[0][1] > _OTHER_CLOCK_MS:
            self._distances.clear()
        # Kept in rising order: a distance that is longer than a later one can be the least no more.
        while self._distances and self._distances[-1][1] >= distance:
            self._distances.pop()
        self._distances.append((now_ms, distance))
        return min(now_ms, stamp_ms + self._distances[0][1])


class SystemInputClock:
    """The clock of the computer's own input."""

    def __init__(self) -> None:
        self._translator = StampTranslator()

    def now_ms(self) -> float:
        return time.monotonic() * 1000

    def at_ms(self, event: QInputEvent) -> float:
        return self._translator.at_ms(event.timestamp(), self.now_ms())
