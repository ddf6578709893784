"""Values of the facilitator's live view: how each station is doing, and the lines of the ready list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class StationStatus:
    """One station now. Both times are seconds of the monotonic clock (`time.monotonic()`).

    `stage` and `run` are short words for the screen ("Filling in the form", "With barriers"); `run` is empty between
    runs. `note` is one more sentence, such as "Not calibrated: screen"; `can_end`: something is there to be ended.
    """

    station: str
    station_name: str
    personas: tuple[str, ...]
    stage: str
    run: str
    stage_seconds_at: float
    last_activity: float
    is_stuck: bool = False
    note: str = ""
    can_end: bool = True


class CheckLevel(StrEnum):
    """How a line of the ready list came out."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the ready list: what was looked at and how it is.

    `what_to_do` names the way there; `page` is the page of set-up that leads there at once, where there is one.
    """

    name: str
    level: CheckLevel
    sentence: str
    what_to_do: str = ""
    page: str = ""

    @property
    def whole(self) -> str:
        """The line in one sentence, for who reads it elsewhere than in set-up."""
        return f"{self.sentence} {self.what_to_do}".strip()
