"""What a visitor is asked: after each run, about before, at the end, and where a barrier is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.domain.spotting import spot_question
from empathylab.domain.voice import DEFAULT_WPM
from empathylab.files.spotting import Kind, spotting_sets
from empathylab.measures.pages_seen import pages_seen
from empathylab.measures.scores import score_runs
from empathylab.session.flow import Input
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import SPOT_STAGES, Stage
from empathylab.session.visit import Visit
from empathylab.ui.visit.screens.question_pages import (
    QuestionPage,
    feedback_pages,
    follow_up_pages,
    run_pages,
    then_pages,
)
from empathylab.ui.visit.screens.question_screen import QuestionScreen, VisitorAnswer
from empathylab.ui.visit.screens.spot_screen import SpotScreen
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow


class QuestionScreens:
    """Shows the questions of the visit's state, a screen after the other; `take` hears when all are answered."""

    def __init__(
        self,
        window: StationWindow,
        services: Callable[[], StationServices],
        visit: Callable[[], Visit],
        take: Callable[[Input], None],
    ) -> None:
        self._window, self._services, self._visit, self._take = window, services, visit, take

    @property
    def _plan(self) -> VisitPlan:
        return self._visit().plan

    @property
    def _is_short(self) -> bool:
        """What helps, which the full set asks about too, is worn in a simulation alone."""
        return self._plan.questions == "short" or self._plan.mode is not Mode.SIMULATION

    def ask_after(self, run: RunKind) -> None:
        """What this run was like, where it was one."""
        was_done = self._visit().outcomes.get(run) not in (None, Outcome.ENDED_BY_SERVICE)
        log = self._visit().log
        scores = [score for score in score_runs(log) if score.kind is run]
        barriers = {barrier for score in scores for barrier in score.barriers_met}
        pages = run_pages(
            self._services().questions,
            run,
            self._plan.personas,
            form=self._plan.task.id,
            met=barriers.union(pages_seen(log).get(run, ())),
            only_short=self._is_short,
            has_marks=any(score.marked for score in scores),
        )
        self._ask(pages if was_done else (), run)

    def _ask(self, pages: tuple[QuestionPage, ...], run: RunKind | None) -> None:
        """One page of questions after the other, then the next stage."""
        if not pages:
            self._take(Input.DONE)
            return

        def answered(answers: dict[str, VisitorAnswer]) -> None:
            self._visit().answer_all(run, answers)
            self._ask(pages[1:], run)

        self._window.show_screen(QuestionScreen(self._plan, self._visit().stage, pages[0], answered))

    def ask_about_before(self) -> None:
        """Once: who stopped and looks at what happened again knows more than before."""
        asked, who, topics = self._services().questions, self._plan.personas, self._plan.topics
        pages = then_pages(asked, who, only_short=self._is_short, topics=topics)
        given = {question for question, _run in self._visit().answers}
        self._ask(tuple(page for page in pages if page.questions[0].id not in given), None)

    def ask_for_feedback(self) -> None:
        """What the visitor thinks now, and last their own words."""
        asked, who, topics = self._services().questions, self._plan.personas, self._plan.topics
        if self._plan.mode is Mode.FOLLOW_UP:
            self._ask(follow_up_pages(asked, who, topics=topics), None)
            return
        self._ask(feedback_pages(asked, who, only_short=self._is_short, topics=topics), None)

    def spot(self, stage: Stage, place: int = 0) -> None:
        """Where is a barrier? One item after the other; who skips the rest is not counted."""
        sets = {spot_set.id: spot_set.items for spot_set in spotting_sets()}
        items = sets[self._plan.spot_sets[list(SPOT_STAGES).index(stage)]]
        if place == len(items):
            self._take(Input.DONE)
            return
        item, services = items[place], self._services()

        def answered(is_barrier: bool) -> None:
            services.sample.stop()
            self._visit().answer(spot_question(SPOT_STAGES[stage], item.id), None, number=int(is_barrier))
            self.spot(stage, place + 1)

        is_heard = item.kind is Kind.SPOKEN and services.has_sound()
        hear = partial(services.sample.play, ". ".join(item.phrases), DEFAULT_WPM) if is_heard else None
        skip = partial(self._take, Input.DONE)
        shown = (place + 1, len(items))
        self._window.show_screen(SpotScreen(self._plan, stage, item, shown, answered, skip, hear))
