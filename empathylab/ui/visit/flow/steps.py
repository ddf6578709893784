"""Shows the stages of a visit, each written down before it is seen, and goes on when one is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from empathylab.domain.events import TextMeasured
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.session.own_reader import wears_reader, with_own_reader
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage, after
from empathylab.session.visit import Visit
from empathylab.ui.kit import other_screen_reader as other_reader
from empathylab.ui.visit.screens.asking import Given, QuestionPage, QuestionScreen, feedback_pages, run_pages
from empathylab.ui.visit.screens.closing import StoppedScreen, ThanksScreen
from empathylab.ui.visit.screens.closing_words import PAGE_NAME, keep_page, take_away, take_away_page
from empathylab.ui.visit.screens.debrief import show_findings
from empathylab.ui.visit.screens.form_stage import FormStage
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from empathylab.ui.visit.screens.looking_back import LookingBack, look_back
from empathylab.ui.visit.screens.paper_run import PaperScreen
from empathylab.ui.visit.screens.screen import visit_bar
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.warm_up import WarmUpScreen
from empathylab.ui.visit.screens.whose_voice import WhoseVoiceScreen


class Steps(QObject):
    """One visit at a time. `entered` follows each change of stage; what leads out of the visit is only told."""

    entered = Signal()
    stuck = Signal()
    stopped = Signal()
    finished = Signal(Ending)
    deleted = Signal()

    def __init__(self, window: StationWindow, services: StationServices, form: FormStage) -> None:
        super().__init__(window)
        self._window, self._services, self._form = window, services, form
        self._visit: Visit | None = None
        self._shows: dict[Stage, Callable[[], None]] = {
            Stage.TUTOR: self._show_tutor,
            Stage.WARM_UP: self._show_warm_up,
            Stage.BARRIER: lambda: self._open_run(RunKind.BARRIER),
            Stage.BARRIER_QUESTION: lambda: self._ask_after(RunKind.BARRIER),
            Stage.PAPER: self._show_paper,
            Stage.PAPER_QUESTION: lambda: self._ask_after(RunKind.PAPER),
            Stage.HELPED: lambda: self._open_run(RunKind.HELPED),
            Stage.HELPED_QUESTION: lambda: self._ask_after(RunKind.HELPED),
            Stage.DEBRIEF: self._show_debrief,
            Stage.FEEDBACK: lambda: self._ask(
                feedback_pages(self._services.questions, only_short=self._is_short), None
            ),
            Stage.THANKS: self._show_thanks,
        }

    def use(self, services: StationServices) -> None:
        """Other settings of the station."""
        self._services = services

    def begin(self, visit: Visit) -> None:
        """From here on the stages are this visit's."""
        self._visit = visit

    def enter(self, stage: Stage) -> None:
        """Write the stage down, then show it."""
        if stage in (Stage.BARRIER, Stage.HELPED):
            # The window may stand on another screen than when the visitor arrived.
            run = RunKind.BARRIER if stage is Stage.BARRIER else RunKind.HELPED
            self.visit.plan = self._plan.seen_on(self._services.calibration(), run)
        self._services.guarded(lambda: self.visit.go_to(stage))
        self.entered.emit()
        self._shows[stage]()

    def advance(self) -> None:
        self.enter(after(self.visit.stage, self._plan.way))

    def show_stopped(self) -> None:
        """After Stop: the visitor says what comes next; a run that was not yet done can still be."""
        is_over = RunKind.HELPED in self.visit.outcomes
        self._window.show_screen(
            StoppedScreen(
                self._plan,
                built_well=None if is_over else lambda: self.enter(Stage.HELPED),
                what_happened=lambda: self.enter(Stage.DEBRIEF),
                finish=lambda: self.finished.emit(Ending.STOPPED),
                delete=self.deleted.emit,
            )
        )

    def end_own_run(self, outcome: Outcome) -> None:
        """The warm-up or the paper form is done with, begun or not."""
        self._services.guarded(lambda: self.visit.end_run(outcome))
        self.advance()

    # --- forms -------------------------------------------------------------

    def _show_tutor(self) -> None:
        """Where two readers would speak at once, the visitor says first which one shall."""
        if wears_reader(self._plan) and other_reader.is_running():
            self._window.show_screen(WhoseVoiceScreen(self._plan, self._use_own_reader, self._open_tutor))
        else:
            self._open_tutor()

    def _open_tutor(self) -> None:
        self._form.open_tutor(self._plan, self._form.leave, self.stopped.emit)

    def _use_own_reader(self) -> None:
        """Its keys are known: there is nothing to learn first."""
        self.visit.plan = with_own_reader(self._plan)
        self.advance()

    def _open_run(self, run: RunKind) -> None:
        services = self._services
        self._form.open_run(
            self._plan,
            run,
            has_sound=services.has_sound,
            shows_caption=services.station.has_caption,
            stuck=self.stuck.emit,
            stop=self.stopped.emit,
        )

    def _show_warm_up(self) -> None:
        screen = WarmUpScreen(self._plan, self._begin_own_run, self.stuck.emit)
        screen.done.connect(self._warmed_up)
        self._window.show_screen(screen)

    def _warmed_up(self, measured: TextMeasured) -> None:
        self._services.guarded(lambda: self.visit.record(measured))
        self.end_own_run(Outcome.COMPLETED)

    def _show_paper(self) -> None:
        screen = PaperScreen(self._plan, self._begin_own_run, self.stuck.emit)
        screen.done.connect(lambda: self.end_own_run(Outcome.COMPLETED))
        self._window.show_screen(screen)

    def _begin_own_run(self) -> None:
        self._services.guarded(self.visit.begin_run)

    # --- questions ---------------------------------------------------------

    @property
    def _is_short(self) -> bool:
        return self._services.station.questions == "short"

    def _ask_after(self, run: RunKind) -> None:
        was_done = run in self.visit.outcomes
        self._ask(run_pages(self._services.questions, run, only_short=self._is_short) if was_done else (), run)

    def _ask(self, pages: tuple[QuestionPage, ...], run: RunKind | None) -> None:
        """One page of questions after the other, then the next stage."""
        if not pages:
            self.advance()
            return

        def answered(answers: dict[str, Given]) -> None:
            self._services.guarded(lambda: self.visit.answer_all(run, answers))
            self._ask(pages[1:], run)

        self._window.show_screen(QuestionScreen(self._plan, self.visit.stage, pages[0], answered))

    # --- looking back ------------------------------------------------------

    def _show_debrief(self) -> None:
        show_findings(self._window.show_screen, self._plan, self._found(), self.advance)

    def _show_thanks(self, message: str = "") -> None:
        screen = ThanksScreen(
            self._plan,
            take_away(self._found().met),
            finish=lambda: self.finished.emit(Ending.FINISHED),
            keep=self._ask_where_to_keep,
            delete=self.deleted.emit,
            message=message,
        )
        self._window.show_screen(screen)

    def _ask_where_to_keep(self) -> None:
        page = take_away_page(self._plan, self._found())
        screen = KeepScreen(
            "Where shall your page go?",
            f"It is one file, {PAGE_NAME}: your two runs and what mends each barrier. It does not say who you are.",
            visit_bar(self._plan, Stage.THANKS),
            keep=lambda folder: self._show_thanks(keep_page(page, folder)),
            look_again=self._ask_where_to_keep,
            back=self._show_thanks,
        )
        self._window.show_screen(screen)

    def _found(self) -> LookingBack:
        return look_back(self.visit, self._services.library, self._form.said, self._form.prices)

    # --- small things --------------------------------------------------------

    @property
    def visit(self) -> Visit:
        assert self._visit is not None
        return self._visit

    @property
    def _plan(self) -> VisitPlan:
        return self.visit.plan
