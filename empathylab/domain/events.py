"""Interaction events: what happens while a visitor is at a station. All of one visit are its event log.

No event ever holds what was typed: keys are recorded by class, fields by their id. How each is stored is told by
`domain.stored_events`; what an older record does not tell is what a field has by default here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.session import Outcome, RunKind, Twin


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


class CommandKind(StrEnum):
    """The class of something said to voice control; never the words."""

    CLICK = "click"
    NUMBER = "number"
    PRESS = "press"
    SHOW_NUMBERS = "show-numbers"
    HIDE_NUMBERS = "hide-numbers"
    STOP_LISTENING = "stop-listening"


class SaidFate(StrEnum):
    """What became of something that was said to voice control; never what it was."""

    DONE = "done"
    NO_SUCH_CONTROL = "no-such-control"
    SEVERAL = "several"
    NOT_UNDERSTOOD = "not-understood"


# --- the visit ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StageEntered:
    """The visit came to a stage of its way, by the stage's name."""

    stage: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run began; `position` counts from 1 in the order done."""

    kind: RunKind = RunKind.BARRIER
    position: int | None = None
    task: str = ""
    twin: Twin | None = None
    content: str = ""
    personas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run was over, and how."""

    run: RunKind | None = None
    position: int | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class TextMeasured:
    """How a line was copied, in numbers alone: words a minute, keys a character, shares of errors, characters.

    `line` is the id of what was copied; speeds are None where too little was typed.
    """

    line: str
    wpm: float | None = None
    kspc: float | None = None
    uncorrected: float = 0.0
    corrected: float = 0.0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Stuck:
    """The visitor said "I'm stuck"."""


@dataclass(frozen=True, slots=True)
class MomentMarked:
    """The visitor marked that something hurts here; where that is, the field focused last says."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The visit was stopped in the stage of this name."""

    stage: str


@dataclass(frozen=True, slots=True)
class IdleWarned:
    """Nobody had done anything for so long that the lab asked whether somebody is there."""


@dataclass(frozen=True, slots=True)
class AppFocusLost:
    """Another program took the keyboard."""


# --- the page -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page of the form came, by its name."""

    page: str = ""


@dataclass(frozen=True, slots=True)
class PageLost:
    """The page's process ended or hung."""


@dataclass(frozen=True, slots=True)
class PageRestored:
    """The page is back where it was."""


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A service's page asked for what is no page: "print", "download", "made-up-file", "window" and so on."""

    what: str = ""


@dataclass(frozen=True, slots=True)
class FieldFocused:
    """The focus came to a field or link of this id; `is_form_field` tells whether it can be filled in."""

    field: str
    is_form_field: bool = False


@dataclass(frozen=True, slots=True)
class FieldLeft:
    """The focus left the field of this id."""

    field: str


@dataclass(frozen=True, slots=True)
class ErrorShown:
    """The page showed so many errors at once."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class SubmitTried:
    """The visitor sent the page, whether it was accepted or not."""


@dataclass(frozen=True, slots=True)
class BarrierMet:
    """The visitor came upon the barrier of this id."""

    barrier: str


@dataclass(frozen=True, slots=True)
class Surprised:
    """Something came that nobody had announced: "page", "moved", "renamed", "timer", "sound" or "movement"."""

    what: str = ""


@dataclass(frozen=True, slots=True)
class VagueWordsSeen:
    """The page that came has so many vague phrases; 0 is told, too."""

    count: int = 0


# --- hands, eyes and ears -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeyHandled:
    """A key was pressed, or made by a model or by key repeat on top of a press. Releases are no events."""

    key_class: KeyClass
    delivery: Delivery = Delivery.DELIVERED


@dataclass(frozen=True, slots=True)
class PointerBlocked:
    """An attempt to use a pointer that is off: "mouse", "wheel", "touch", "pen" or "drag"."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class ZoomChanged:
    """The visitor made the page so many times as large as at first."""

    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class HelpTaken:
    """The visitor used a help of this kind for the first time in the run; "facilitator" is a person."""

    help: str


@dataclass(frozen=True, slots=True)
class CommandSaid:
    """Something was said to voice control: the class of command, None where it was none, and what became of it."""

    command: CommandKind | None = None
    fate: SaidFate = SaidFate.DONE


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The reader began an utterance of so many words; `is_again` when the same is said anew at the person's wish."""

    utterance: int = 0
    words: int = 0
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class SpeechFinished:
    """The reader said an utterance to its end."""

    utterance: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class SpeechInterrupted:
    """A key, or something newer, cut an utterance off."""

    utterance: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class LandmarkJumped:
    """The reader jumped; `by` is the kind of thing jumped to, or "elements list"."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """The reader is in another mode: "browse", "focus" or "elements"."""

    mode: str = ""


@dataclass(frozen=True, slots=True)
class CurtainLifted:
    """The visitor looked behind the curtain."""
