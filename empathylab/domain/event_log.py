"""The event log of a visit: its lines, and the protocol by which they are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from empathylab.domain.events import (
    AppFocusLost,
    BarrierMet,
    CommandSaid,
    CurtainLifted,
    ErrorShown,
    FieldFocused,
    FieldLeft,
    HelpTaken,
    IdleWarned,
    KeyHandled,
    LandmarkJumped,
    ModeChanged,
    MomentMarked,
    PageAsked,
    PageLost,
    PageRestored,
    PageShown,
    PointerBlocked,
    RunEnded,
    RunStarted,
    SpeechFinished,
    SpeechInterrupted,
    SpeechStarted,
    StageEntered,
    Stopped,
    Stuck,
    SubmitTried,
    Surprised,
    TextMeasured,
    VagueWordsSeen,
    ZoomChanged,
)

#: Whatever may happen at a station.
InteractionEvent = (
    StageEntered
    | RunStarted
    | RunEnded
    | TextMeasured
    | Stuck
    | MomentMarked
    | Stopped
    | IdleWarned
    | AppFocusLost
    | PageShown
    | PageLost
    | PageRestored
    | PageAsked
    | FieldFocused
    | FieldLeft
    | ErrorShown
    | SubmitTried
    | BarrierMet
    | Surprised
    | VagueWordsSeen
    | KeyHandled
    | PointerBlocked
    | ZoomChanged
    | HelpTaken
    | CommandSaid
    | SpeechStarted
    | SpeechFinished
    | SpeechInterrupted
    | LandmarkJumped
    | ModeChanged
    | CurtainLifted
)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of an event log. `at_ms` is monotonic since the session's start; `seq` counts from 0 without gaps."""

    seq: int
    at_ms: int
    event: InteractionEvent


class Recorder(Protocol):
    """Takes interaction events from whoever sees them happen, for the visit under way."""

    def record(self, event: InteractionEvent) -> None:
        """Take an event; never waits for the disk and never raises."""


class NoRecord:
    """A recorder where there is no visit to record: in measurements, and of pages that are only looked at."""

    def record(self, event: InteractionEvent) -> None:
        """Forget it."""
