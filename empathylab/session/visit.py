"""One visit: the stages in order, and everything written down before the next screen shows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Protocol

from empathylab import __version__
from empathylab.domain.events import InteractionEvent, LogEntry, RunEnded, RunStarted, StageEntered
from empathylab.domain.journal import Journal
from empathylab.domain.session import Answer, Ending, Outcome, Run, RunKind, Session
from empathylab.session.clock import Clock
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage, after


class Given(Protocol):
    """What was given to a question: a number, a text, or neither."""

    @property
    def number(self) -> int | None: ...

    @property
    def text(self) -> str | None: ...


#: Stages whose run begins as they do, and those in which it begins when the visitor does.
_RUN_OF = {Stage.BARRIER: RunKind.BARRIER, Stage.HELPED: RunKind.HELPED}
_LATER_RUN_OF = {Stage.WARM_UP: RunKind.BASELINE, Stage.PAPER: RunKind.PAPER}
#: The form that a stage is about, and the question after it.
_FORM_OF = {
    Stage.BARRIER: RunKind.BARRIER,
    Stage.BARRIER_QUESTION: RunKind.BARRIER,
    Stage.PAPER: RunKind.PAPER,
    Stage.PAPER_QUESTION: RunKind.PAPER,
    Stage.HELPED: RunKind.HELPED,
    Stage.HELPED_QUESTION: RunKind.HELPED,
}
#: Where people write in their own words. How long they took would tell who wrote much.
_UNTIMED = (Stage.FEEDBACK, Stage.THANKS)


class Visit:
    """The runner of one visit.

    Nothing is written down before the visitor has agreed. From then on each change of stage, each
    answer and each ending is durable in the journal when the method returns.
    """

    def __init__(self, plan: VisitPlan, journal: Journal, clock: Clock) -> None:
        self.plan = plan
        self.stage = Stage.STORY
        self.log: list[LogEntry] = []
        self.answers: dict[tuple[str, RunKind | None], Answer] = {}
        self.outcomes: dict[RunKind, Outcome] = {}
        self.session_id = str(uuid.uuid4())
        self.is_recorded = False
        self._journal = journal
        self._clock = clock
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

    def agree(self) -> None:
        """The visitor agreed: the record begins."""
        self._started_ms = self._clock.monotonic_ms()
        self._journal.begin_session(
            Session(
                id=self.session_id,
                event=self.plan.event,
                station=self.plan.station,
                personas=tuple(persona.id for persona in self.plan.personas),
                started_at=self._clock.now(),
                app_version=__version__,
                seed=self.plan.seed,
            )
        )
        self.is_recorded = True

    def advance(self) -> Stage:
        """Go to the next stage of this visit."""
        return self.go_to(after(self.stage, self.plan.way))

    def go_to(self, stage: Stage) -> Stage:
        """Go to a stage: ends a run that is still open as stopped, begins the stage's own run, commits."""
        if self._open_run is not None and _RUN_OF.get(stage) is not self._open_run:
            self.end_run(Outcome.STOPPED)
        self.stage = stage
        self.record(StageEntered(stage.value))
        if stage in _RUN_OF:
            self._begin_run(_RUN_OF[stage])
        self._commit()
        return stage

    def begin_run(self) -> None:
        """The visitor begins the run of this stage, the warm-up or the paper form; a second call does nothing."""
        kind = _LATER_RUN_OF.get(self.stage)
        if kind is not None and kind not in self._positions and self.is_recorded:
            self._begin_run(kind)
            self._commit()

    def record(self, event: InteractionEvent) -> None:
        """Write an event down; does nothing before the agreement and never waits for the disk."""
        if not self.is_recorded:
            return
        if self.stage not in _UNTIMED:
            self._last_ms = self._clock.monotonic_ms() - self._started_ms
        entry = LogEntry(len(self.log), self._last_ms, event)
        self.log.append(entry)
        self._journal.record(self.session_id, entry)

    def answer(self, question: str, run: RunKind | None, *, number: int | None = None, text: str | None = None) -> None:
        """Write an answer down; without a number or with an empty text the visitor skipped the question."""
        given = Answer(self.session_id, question, run, number, text)
        self.answers[question, run] = given
        self._journal.answer(given)

    def answer_all(self, run: RunKind | None, answers: Mapping[str, Given]) -> None:
        """Write down what one page of questions was given; durable when it returns."""
        for question, given in answers.items():
            self.answer(question, run, number=given.number, text=given.text)
        self._commit()

    def end_run(self, outcome: Outcome) -> None:
        """The run under way is over; a second call does nothing."""
        if self._open_run is None:
            return
        run, self._open_run = self._open_run, None
        self.outcomes[run] = outcome
        position = self._positions[run]
        self.record(RunEnded(run, position, outcome))
        self._journal.end_run(self.session_id, position, outcome)
        self._commit()

    def end(self, ending: Ending) -> None:
        """The visit is over; a run still open ends with it."""
        if not self.is_recorded:
            return
        if ending is Ending.STOPPED:
            self.end_run(Outcome.STOPPED)
        self.end_run(Outcome.TIMED_OUT if ending is Ending.LEFT else Outcome.INTERRUPTED)
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

    def _begin_run(self, kind: RunKind) -> None:
        position = len(self._positions) + 1
        self._positions[kind] = position
        self._open_run = kind
        condition = self.plan.conditions[kind]
        self._journal.begin_run(Run(self.session_id, position, kind, condition))
        self.record(
            RunStarted(
                kind,
                position,
                condition.task,
                condition.twin,
                condition.content,
                tuple(persona.id for persona in self.plan.personas),
            )
        )

    def _commit(self) -> None:
        if self.is_recorded:
            self._journal.commit()
