"""The one clock of tests."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtGui import QInputEvent


class SetClock:
    """Stands still until a test moves it: a visit's clock, that of a window's keys, and that of what moves.

    `step_ms` is what passes between one look at a visit's clock and the next.
    """

    def __init__(
        self, ms: float = 10_000, *, day: datetime = datetime(2026, 5, 3, 10, tzinfo=UTC), step_ms: float = 0
    ) -> None:
        self.ms, self.day, self.step_ms = ms, day, step_ms

    def wait(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)

    def now(self) -> datetime:
        return self.day

    def monotonic_ms(self) -> int:
        self.ms += self.step_ms
        return round(self.ms)

    def now_ms(self) -> float:
        return self.ms

    def now_s(self) -> float:
        return self.ms / 1000

    def at_ms(self, event: QInputEvent) -> float:
        return self.ms
