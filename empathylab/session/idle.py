"""Whether the visitor has walked away, by quiet seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IdleState(StrEnum):
    """Whether somebody is there, may be gone, or is gone."""

    ACTIVE = "active"
    WARNING = "warning"
    LEFT = "left"


@dataclass(slots=True)
class IdleWatch:
    """Tells when nobody is there any more.

    After `quiet_ms` without input comes a warning, after `warning_ms` more the visitor has left.

    Both in milliseconds of the injected clock; a slow form is not an absent person, so speech and
    page changes should count as activity too.
    """

    quiet_ms: int
    warning_ms: int
    last_activity_ms: int = 0

    def touch(self, now_ms: int) -> None:
        """Somebody did something."""
        self.last_activity_ms = max(self.last_activity_ms, now_ms)

    def hold(self, for_ms: int) -> None:
        """The clock stands still for so long: something is being read to somebody who may just listen."""
        self.last_activity_ms += for_ms

    def state(self, now_ms: int) -> IdleState:
        """Whether somebody is there at this moment of the clock."""
        quiet_for_ms = now_ms - self.last_activity_ms
        if quiet_for_ms < self.quiet_ms:
            return IdleState.ACTIVE
        return IdleState.WARNING if quiet_for_ms < self.quiet_ms + self.warning_ms else IdleState.LEFT

    def seconds_left(self, now_ms: int) -> int:
        """Whole seconds until the visitor counts as gone."""
        return max(0, -(-(self.last_activity_ms + self.quiet_ms + self.warning_ms - now_ms) // 1000))
