"""What happens while a visitor is at a station: an append-only stream of small facts.

No event ever holds what was typed: keys are recorded by class, fields by their id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as value_field
from enum import StrEnum
from typing import Any

Data = Mapping[str, Any]


class EventKind(StrEnum):
    """The kinds of event. `field` and `data` of each are described in the data dictionary."""

    STAGE_ENTERED = "stage.entered"
    RUN_STARTED = "run.started"
    RUN_ENDED = "run.ended"
    PAGE_SHOWN = "page.shown"
    PAGE_LOST = "page.lost"
    PAGE_RESTORED = "page.restored"
    FIELD_FOCUSED = "field.focused"
    FIELD_LEFT = "field.left"
    KEY = "key"
    POINTER_BLOCKED = "pointer.blocked"
    ZOOM_CHANGED = "zoom.changed"
    HELP_TAKEN = "help.taken"
    SPEECH_STARTED = "speech.started"
    SPEECH_FINISHED = "speech.finished"
    SPEECH_INTERRUPTED = "speech.interrupted"
    LANDMARK_JUMPED = "landmark.jumped"
    MODE_CHANGED = "mode.changed"
    CURTAIN_LIFTED = "curtain.lifted"
    ERROR_SHOWN = "error.shown"
    SUBMIT_TRIED = "submit.tried"
    BARRIER_MET = "barrier.met"
    STUCK = "stuck"
    APP_FOCUS_LOST = "app.focus_lost"
    IDLE_WARNED = "idle.warned"
    STOPPED = "stopped"
    TEXT_MEASURED = "text.measured"


class KeyClass(StrEnum):
    """What sort of key was pressed; never which one."""

    CHARACTER = "character"
    EDIT = "edit"
    NAVIGATION = "navigation"
    MODIFIER = "modifier"
    COMMAND = "command"


class Delivery(StrEnum):
    """What the key models did with a press."""

    DELIVERED = "delivered"
    DROPPED = "dropped"
    DELAYED = "delayed"
    REPEATED = "repeated"
    SLIPPED = "slipped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact. `at_ms` is monotonic since the session's start; `seq` counts from 0 without gaps."""

    seq: int
    at_ms: int
    kind: EventKind
    field: str = ""
    data: Data = value_field(default_factory=dict)
