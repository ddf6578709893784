"""The rows that the records hand out, the same from SQLite and from PostgreSQL, and the protocol of their source."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.pairing import LastingCount
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Ending, Mode, Outcome, RunKind
from empathylab.domain.spotting import SpotCount
from empathylab.domain.standard import BoardMark
from empathylab.domain.summary import Counts, FieldTime, Summary, WornCount
from empathylab.domain.workshop import EventSettings

#: What every board of comments begins with, and the order in which a report tells them.
FIRST_THEMES = ("going well", "not going well", "ideas")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of an ended session: the columns of runs.csv in their order, then how it was scored.

    Counts and seconds are None where the events did not tell; scales are None where the question was skipped.
    """

    session_id: str
    event: str
    station: str
    persona: str
    run: RunKind
    position: int
    task: str
    form: str
    outcome: Outcome
    seconds: float | None
    keys: int | None
    keys_lost: int | None
    corrections: int | None
    pointer_blocked: int | None
    keys_to_first_field: int | None
    errors_met: int | None
    zoom: float | None
    ease: int | None
    effort: int | None
    frustration: int | None
    started_on: date
    station_name: str = ""
    zoom_longest: float | None = None
    condition: str = "{}"
    score: str = "{}"
    host: HostThere = HostThere.NOT_TOLD
    mode: Mode = Mode.SIMULATION
    is_assigned: bool = False

    @property
    def version(self) -> str:
        """The service's version by its id; empty at a form of the lab's own."""
        return self._of_condition("version")

    @property
    def help(self) -> str:
        """Whether a service was tried "without" or "with" what helps; empty at a form of the lab's own."""
        return self._of_condition("help")

    @property
    def surprises(self) -> int | None:
        """What came unannounced; None where no page was metered."""
        return self._of_score("surprises")

    @property
    def vague_phrases(self) -> int | None:
        """Phrases of the pages seen that tell nobody what is asked; None where no page was metered."""
        return self._of_score("vague_phrases")

    def _of_score(self, name: str) -> int | None:
        count = json.loads(self.score).get(name) if f'"{name}"' in self.score else None
        return count if isinstance(count, int) else None

    def _of_condition(self, name: str) -> str:
        # Few runs are at a service: the others need not be read.
        return str(json.loads(self.condition).get(name, "")) if f'"{name}"' in self.condition else ""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One ended session; `number` counts upwards in the order recorded here, whatever the clock says."""

    number: int
    id: str
    event: str
    station: str
    persona: str
    started_on: date
    app_version: str
    ending: Ending
    station_name: str = ""


#: One event of a stream as stored: seq, at_ms, kind, field, data (JSON text).
StreamRow = tuple[int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class SessionStream:
    """Every event of one ended session, in order."""

    session_id: str
    rows: tuple[StreamRow, ...]


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer of an ended session; free text is not here but among the comments, cut off from its session."""

    session_id: str
    question: str
    run: RunKind | None
    number: int | None
    is_skipped: bool


class ReviewState(StrEnum):
    """How far the review of a comment is. Only a RELEASED one leaves the lab."""

    WAITING = "waiting"
    RELEASED = "released"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """One free text. It knows its event and station, never its session, persona or time."""

    id: str
    event: str
    station: str
    question: str
    text: str
    redacted_text: str
    state: ReviewState
    theme: str = ""
    tags: tuple[str, ...] = ()

    @property
    def public_text(self) -> str:
        """What may leave the lab: the reviewed wording."""
        return self.redacted_text or self.text


class PromiseState(StrEnum):
    """What became of a promise, in the words of board and report."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not kept yet"


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """Something the team promised to do after an event.

    `owner` is a role or a team; `asked_on` the day on which it was last asked whether the promise was kept.
    """

    id: str
    event: str
    text: str
    owner: str = ""
    is_done: bool = False
    due_on: date | None = None
    asked_on: date | None = None

    @property
    def state(self) -> PromiseState:
        """Whether the promise was kept, as far as anybody was asked."""
        if self.is_done:
            return PromiseState.KEPT
        return PromiseState.NOT_KEPT if self.asked_on else PromiseState.OPEN


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a purge: what was deleted and when, and nothing of it.

    `files` names what had been set aside as damaged and went with it.
    """

    event: str
    purged_on: date
    sessions: int
    runs: int
    facts: int
    comments: int
    files: tuple[str, ...] = ()


class RecordsSource(Protocol):
    """The reading side of the records. Only ended sessions are handed out: an open one can still be deleted."""

    def events(self) -> tuple[EventSettings, ...]:
        """All workshop events, oldest first."""

    def counts(self, event: str | None = None) -> Counts:
        """How many visits, runs and comments there are; of all events where none is named."""

    def sessions(self, event: str | None = None) -> Iterator[SessionRecord]:
        """Ended visits in the order in which they began."""

    def runs(self, event: str | None = None) -> Iterator[RunRecord]:
        """Runs of ended visits with their scores, in the order of the visits."""

    def event_stream(self, event: str | None = None) -> Iterator[SessionStream]:
        """The event log of each ended visit."""

    def answers(self, event: str | None = None) -> Iterator[AnswerRecord]:
        """Answers to questions with a scale or a choice, without words that a visitor wrote."""

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        """What visitors wrote, tied to no visit; only those in this state of review where one is named."""

    def actions(self, event: str | None = None) -> Iterator[ActionRecord]:
        """What somebody promised to change."""

    def board(self, event: str | None = None) -> Iterator[BoardMark]:
        """What assessors wrote on the board, point by point in the order in which it was written."""

    def visits_digest(self, event: str | None = None) -> str:
        """The same as long as these are the visits, and known to nobody who has not the id of each."""

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        """The numbers of the results screen and the report."""

    def worn(self, event: str | None = None) -> tuple[WornCount, ...]:
        """What was simulated with barriers, and in first runs at services, by persona, what most people wore first."""

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        """How long people were in each field of the forms, with barriers and built well."""

    def stations(self, event: str | None = None) -> tuple[str, ...]:
        """The names of the machines that visits were at; empty where a visit tells none."""

    def summary_at(self, station_name: str, event: str) -> Summary:
        """The summary of the visits at one machine."""

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        """How those who came back with their words answered at their visit to the event and weeks later."""

    def spotted(self, event: str | None = None) -> tuple[SpotCount, ...]:
        """What people said of pictures and clips, before and after."""

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        """How many of those who answered these questions after a run were right."""

    def left_out(self) -> tuple[str, ...]:
        """What is damaged and so was not handed out up to now; a sentence for each kind."""

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        """Summaries that add up to `summary`, each of which may be told of by itself.

        Of each event and folder, and of each machine with a host there and without, its mode drawn by lot or not.
        """
