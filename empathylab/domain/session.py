"""A visit: one session of several runs, each under its exact condition, with answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from empathylab.domain.roles import HostThere
from empathylab.domain.spec import Spec


class RunKind(StrEnum):
    """Which of the runs of a session; FIRST to FOURTH are those at a service, in the order done."""

    BASELINE = "baseline"
    BARRIER = "barrier"
    HELPED = "helped"
    PAPER = "paper"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"


class Outcome(StrEnum):
    """How a run ended; ENDED_BY_SERVICE where a service did not come, or led out of the lab."""

    COMPLETED = "completed"
    GAVE_UP = "gave-up"
    STOPPED = "stopped"
    TIMED_OUT = "timed-out"
    INTERRUPTED = "interrupted"
    ENDED_BY_SERVICE = "ended-by-service"


class Ending(StrEnum):
    """How a session ended. OPEN is a session still under way (or cut off, until the next start)."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"
    LEFT = "left"
    INTERRUPTED = "interrupted"

    @property
    def of_open_run(self) -> Outcome:
        """How a run ended that nobody had ended by then."""
        return _RUN_LEFT_OPEN.get(self, Outcome.INTERRUPTED)


_RUN_LEFT_OPEN = {Ending.STOPPED: Outcome.STOPPED, Ending.LEFT: Outcome.TIMED_OUT, Ending.FINISHED: Outcome.STOPPED}


class Twin(StrEnum):
    """Which of a form's twins a run is at; a service of a team's own has none, and is what it is."""

    ACCESSIBLE = "accessible"
    BARRIER = "barrier"
    PAPER = "paper"
    SERVICE = "service"


class HelpState(StrEnum):
    """Whether a run at a service was without or with what helps."""

    WITHOUT = "without"
    WITH = "with"


class Mode(StrEnum):
    """What a visit is: a simulation, an audit, a talk or a follow-up.

    A way through simulations; the same forms with nothing worn; talk alone; or a minute of questions weeks later.
    """

    SIMULATION = "simulation"
    AUDIT = "audit"
    TALK = "talk"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Condition:
    """Exactly what a run was done under, enough to do it again.

    `content` is the parallel version of the prompt ("a" or "b"); `ppd` is physical pixels per degree, with
    `distance_cm` how far from the screen eyes are and `is_calibrated` telling whether a person measured it or the
    lab had to assume it; `text_px` is the size of the form's text in CSS pixels, each of which is `pixel_ratio`
    physical ones; `is_loudness_set` tells whether a person had set the volume by a voice. All figures are 0 on paper
    and in the warm-up, the sizes of text in records that do not tell them and of a service as well. `version` is the
    service's version by its id, `help` whether it was tried without or with what helps.
    """

    task: str
    twin: Twin
    content: str
    barriers: tuple[str, ...] = ()
    simulations: tuple[Spec, ...] = ()
    helps: tuple[Spec, ...] = ()
    seed: int = 0
    ppd: float = 0.0
    distance_cm: float = 0.0
    is_calibrated: bool = False
    text_px: float = 0.0
    pixel_ratio: float = 0.0
    is_loudness_set: bool = False
    version: str = ""
    help: HelpState | None = None

    @property
    def has_known_text(self) -> bool:
        """Is it known how large the text was to an eye?"""
        return self.ppd > 0 and self.text_px > 0 and self.pixel_ratio > 0


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at a task; `position` counts from 1 in the order done."""

    session_id: str
    position: int
    kind: RunKind
    condition: Condition


@dataclass(frozen=True, slots=True)
class Session:
    """A visit. `id` is a random UUID and nothing links it to a person; `personas` may be worn together.

    `station` is the id of what was offered, `station_name` what the facilitator calls the machine, `host` whether a
    host with lived experience was there. `is_assigned`: its mode was drawn by lot.
    """

    id: str
    event: str
    station: str
    personas: tuple[str, ...]
    started_at: datetime
    app_version: str
    seed: int
    station_name: str = ""
    host: HostThere = HostThere.NOT_TOLD
    mode: Mode = Mode.SIMULATION
    is_assigned: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question; `number` for scales, `text` for comments, no number or an empty text when skipped.

    `run` is the run the question was about, or None for questions about the visit.
    """

    session_id: str
    question: str
    run: RunKind | None
    number: int | None = None
    text: str | None = None

    @property
    def is_skipped(self) -> bool:
        """Whether nothing was given."""
        return self.number is None and not self.text
