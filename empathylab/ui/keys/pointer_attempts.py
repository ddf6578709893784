"""Which of a pointer's events is another attempt to use it."""

from __future__ import annotations

_SAME_ATTEMPT_MS = 600
#: One turn of a wheel is many events but one attempt, and so is one drag.
_MANY_EVENTS = frozenset({"wheel", "drag"})


class PointerAttempts:
    """Counts a press, a touch or a pen each time; a wheel and a drag once, until they have been still for a while."""

    def __init__(self) -> None:
        self._last = ("", float("-inf"))

    def is_another(self, device: str, at_ms: float) -> bool:
        """Is this event of a device ("mouse", "wheel", "touch", "pen", "drag") a new attempt?"""
        (last_device, last_ms), self._last = self._last, (device, at_ms)
        return not (device in _MANY_EVENTS and device == last_device and at_ms - last_ms < _SAME_ATTEMPT_MS)
