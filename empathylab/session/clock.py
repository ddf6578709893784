"""Time, injected: tests and replays bring their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """A clock: monotonic milliseconds for everything that is measured, and the wall clock once per session."""

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment; they never go back."""

    def now(self) -> datetime:
        """The date and time of day, with their zone."""


class SystemClock:
    """The computer's clocks."""

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def now(self) -> datetime:
        return datetime.now(UTC)
