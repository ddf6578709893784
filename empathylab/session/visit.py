"""One visit: led through its states by what is done, everything written down before the next screen shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from empathylab import __version__
from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError, RecordsError
from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import RunEnded, RunStarted, StageEntered, Stopped, Stuck
from empathylab.domain.journal import Journal
from empathylab.domain.pairing import Pairing
from empathylab.domain.session import Answer, Ending, Mode, Outcome, Run, RunKind, Session
from empathylab.session.clock import Clock
from empathylab.session.flow import Input, Move, move
from empathylab.session.modes import in_mode
from empathylab.session.own_reader import with_own_reader
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import ASKED_OF, RUN_OF, Stage, recorded_as


class GivenAnswer(Protocol):
    """What was given to a question: a number, a text, or neither."""

    @property
    def number(self) -> int | None:
        """A place on a scale, None without one."""

    @property
    def text(self) -> str | None:
        """A choice or words, None without any."""


#: Stages in which a run begins when the visitor does.
_LATER_RUN_OF = {Stage.WARM_UP: RunKind.BASELINE, Stage.PAPER: RunKind.PAPER}
#: The form that a stage is about, and the question after it.
_FORM_OF = {**RUN_OF, **ASKED_OF, Stage.PAPER: RunKind.PAPER, Stage.BETWEEN: RunKind.BARRIER}
#: Where everybody may write in their own words.
_UNTIMED = (Stage.FEEDBACK, Stage.THANKS)
#: States that are no stage of the record.
_UNWRITTEN = (Stage.ATTRACT, Stage.STOPPED, Stage.DELETED, Stage.NOT_DELETED)


class Visit:
    """The runner of one visit.

    Nothing is written down before the visitor has agreed. From then on each change of stage, each
    answer and each ending is durable in the journal when the method returns. Where the records do not work the visit
    goes on calmly, and `report` is told. `calibration` gives the screen as a run on it begins, which may be another.
    `draw` draws the visit's mode by lot, None where nobody does; `take_place` takes up what the plan was drawn from.
    """

    def __init__(
        self,
        plan: VisitPlan,
        journal: Journal,
        clock: Clock,
        report: Callable[[LabError], None],
        calibration: Callable[[], Calibration] | None = None,
        draw: Callable[[], Mode] | None = None,
        take_place: Callable[[], object] | None = None,
    ) -> None:
        self.plan = plan
        self.stage = Stage.ATTRACT
        self.log: list[LogEntry] = []
        self.answers: dict[tuple[str, RunKind | None], Answer] = {}
        self.outcomes: dict[RunKind, Outcome] = {}
        #: How it came to be stopped: by the visitor, the facilitator, or the lab by itself.
        self.stopped_by = Input.STOP
        self.session_id = str(uuid.uuid4())
        self.is_recorded = False
        #: Those to come back with, until the visit is over: only a hash of them is kept.
        self.words: tuple[str, ...] = ()
        #: How often the disk has refused to delete the record.
        self.refusals = 0
        self._journal, self._clock = journal, clock
        self._report, self._calibration, self._draw = report, calibration, draw
        self._take_place = take_place
        self._started_ms = 0
        self._last_ms = 0
        self._positions: dict[RunKind, int] = {}
        self._open_run: RunKind | None = None

    @property
    def run(self) -> RunKind | None:
        """The run under way."""
        return self._open_run

    @property
    def is_stuck(self) -> bool:
        """Did the visitor give up this form? Until the next one is open."""
        form = _FORM_OF.get(self.stage)
        return form is not None and self.outcomes.get(form) is Outcome.GAVE_UP

    def move(self, given: Input) -> Move | None:
        """Where an input leads now; None where it means nothing."""
        return move(self.stage, given, self.plan.way, self.outcomes)

    def take(self, given: Input) -> Move | None:
        """Follow an input, where it means something now: write down what happened, then be in the state it leads to."""
        if self.move(given) is None:
            return None
        self._write_down(given)
        found = self.move(self._as_planned(given))
        assert found is not None
        if found.outcome is not None:
            self.end_run(found.outcome)
        if found.ending is not None:
            self.end(found.ending)
        if found.if_refused is not None and not self._is_deleted():
            self.stage = found.if_refused
        elif found.to is not None and not found.stays:
            self.go_to(found.to)
        return found

    def _as_planned(self, given: Input) -> Input:
        """Where the lot has nothing worn, nobody is asked whose voice shall read."""
        is_beside = given is Input.AGREED_BESIDE_READER and Stage.TUTOR in self.plan.way
        return Input.AGREED if given is Input.AGREED_BESIDE_READER and not is_beside else given

    def _write_down(self, given: Input) -> None:
        match given:
            case Input.AGREED | Input.AGREED_BESIDE_READER:
                self.agree()
            case Input.NOTHING_WORN:
                self.plan = in_mode(self.plan, Mode.AUDIT)
            case Input.CAME_BACK:
                self.plan, self._draw = in_mode(self.plan, Mode.FOLLOW_UP), None
            case Input.OWN_READER:
                self.plan = with_own_reader(self.plan)
            case Input.BEGUN:
                self.begin_run()
            case Input.STUCK if self.run is not None:
                self.record(Stuck())
            case Input.STOP | Input.ENDED | Input.FAILED:
                self.stopped_by = given
                self.record(Stopped(recorded_as(self.stage).value))

    def agree(self) -> None:
        """The visitor agreed: the lot is drawn where there is one, unforeseen until now, and the record begins."""
        if self._draw is not None:
            self.plan = in_mode(self.plan, self._draw(), is_assigned=True)
        if self._take_place is not None:
            self._take_place()
        self._started_ms = self._clock.monotonic_ms()
        with self._calm():
            self._journal.begin_session(
                Session(
                    id=self.session_id,
                    event=self.plan.event,
                    station=self.plan.station,
                    personas=tuple(persona.id for persona in self.plan.personas),
                    started_at=self._clock.now(),
                    app_version=__version__,
                    seed=self.plan.seed,
                    station_name=self.plan.station_name,
                    host=self.plan.host,
                    mode=self.plan.mode,
                    is_assigned=self.plan.is_assigned,
                )
            )
            self.is_recorded = True

    def go_to(self, stage: Stage) -> None:
        """Be in this state: ends a run that is still open as stopped, begins the stage's own run, commits."""
        if self._open_run is not None and RUN_OF.get(stage) is not self._open_run:
            self.end_run(Outcome.STOPPED)
        is_new_in_record = stage not in _UNWRITTEN and recorded_as(stage) is not recorded_as(self.stage)
        self.stage = stage
        if is_new_in_record:
            self.record(StageEntered(recorded_as(stage).value))
        if stage in RUN_OF:
            self._see(RUN_OF[stage])
            self._begin_run(RUN_OF[stage])
        self._commit()

    def begin_run(self) -> None:
        """The visitor begins the run of this stage, the warm-up or the paper form; a second call does nothing."""
        kind = _LATER_RUN_OF.get(self.stage)
        if kind is not None and kind not in self._positions and self.is_recorded:
            self._begin_run(kind)
            self._commit()

    def _see(self, kind: RunKind) -> None:
        if self._calibration is not None:
            self.plan = self.plan.seen_on(self._calibration(), kind)

    def record(self, event: InteractionEvent) -> None:
        """Write an event down; does nothing before the agreement and never waits for the disk."""
        if not self.is_recorded:
            return
        if self.stage not in _UNTIMED:
            self._last_ms = self._clock.monotonic_ms() - self._started_ms
        entry = LogEntry(len(self.log), self._last_ms, event)
        self.log.append(entry)
        with self._calm():
            self._journal.record(self.session_id, entry)

    def answer(self, question: str, run: RunKind | None, *, number: int | None = None, text: str | None = None) -> None:
        """Write an answer down; without a number or with an empty text the visitor skipped the question.

        How long somebody took who was asked for words would tell who wrote much: that time is not counted.
        """
        if text is not None:
            self._started_ms = self._clock.monotonic_ms() - self._last_ms
        given = Answer(self.session_id, question, run, number, text)
        self.answers[question, run] = given
        with self._calm():
            self._journal.answer(given)

    def answer_all(self, run: RunKind | None, answers: Mapping[str, GivenAnswer]) -> None:
        """Write down what one page of questions was given; durable when it returns."""
        for question, given in answers.items():
            self.answer(question, run, number=given.number, text=given.text)
        self._commit()

    def pair(self, pairing: Pairing) -> None:
        """Keep what is kept of the visitor's three words; durable when it returns."""
        with self._calm():
            self._journal.pair(self.session_id, pairing)
        self._commit()

    def end_run(self, outcome: Outcome) -> None:
        """The run under way is over; a second call does nothing."""
        if self._open_run is None:
            return
        run, self._open_run = self._open_run, None
        self.outcomes[run] = outcome
        position = self._positions[run]
        self.record(RunEnded(run, position, outcome))
        with self._calm():
            self._journal.end_run(self.session_id, position, outcome)
        self._commit()

    def end(self, ending: Ending) -> None:
        """The visit is over; a run still open ends with it."""
        if not self.is_recorded:
            return
        self.end_run(ending.of_open_run)
        with self._calm():
            self._journal.end_session(self.session_id, ending)
        self._commit()
        self.is_recorded = False

    def forget(self) -> None:
        """Delete everything of this visit, as if it had not been.

        Raises RecordsError when that is not on the disk yet. The journal goes on trying; another call asks how it went.
        """
        if self.is_recorded:
            self.is_recorded = False
            self._open_run = None
            self._journal.forget_session(self.session_id)
        self._journal.commit()

    def _is_deleted(self) -> bool:
        """Delete the record. What the disk refuses is tried again by itself, and the facilitator is told."""
        try:
            self.forget()
        except LabError as error:
            self.refusals += 1
            self._report(_not_deleted(error))
            return False
        return True

    def _begin_run(self, kind: RunKind) -> None:
        position = len(self._positions) + 1
        self._positions[kind] = position
        self._open_run = kind
        condition = self.plan.conditions[kind]
        with self._calm():
            self._journal.begin_run(Run(self.session_id, position, kind, condition))
        people = tuple(persona.id for persona in self.plan.personas)
        self.record(RunStarted(kind, position, condition.task, condition.twin, condition.content, people))

    def _commit(self) -> None:
        if self.is_recorded:
            with self._calm():
                self._journal.commit()

    @contextmanager
    def _calm(self) -> Iterator[None]:
        """The visit goes on when the records do not work; the facilitator is told."""
        try:
            yield
        except LabError as error:
            self._report(error)


def _not_deleted(error: LabError) -> RecordsError:
    return RecordsError(
        f"A record that a visitor deleted could not be deleted yet. {error}",
        "The lab goes on trying: do not end it before the disk works again.",
    )
