"""Leads a visitor through the stages: one screen after the other, the form in between, and every way out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.errors import LabError
from empathylab.domain.events import EventKind
from empathylab.domain.persona import Persona
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.session.idle import IdleState, IdleWatch
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.stages import Stage, after
from empathylab.session.visit import Visit
from empathylab.ui.participant.agreement import AgreementScreen
from empathylab.ui.participant.asking import Given, QuestionPage, QuestionScreen, feedback_pages, run_pages
from empathylab.ui.participant.attract import AttractScreen
from empathylab.ui.participant.closing import THANKS_SECONDS, StoppedScreen, ThanksScreen
from empathylab.ui.participant.closing_words import take_away, thanks_buttons
from empathylab.ui.participant.comfort import comfort_buttons
from empathylab.ui.participant.debrief import DebriefScreen
from empathylab.ui.participant.form_stage import FormStage
from empathylab.ui.participant.looking_back import look_back
from empathylab.ui.participant.overlay import CalmOverlay
from empathylab.ui.participant.preview import PreviewScreen
from empathylab.ui.participant.screen import Screen
from empathylab.ui.participant.services import StationServices
from empathylab.ui.participant.story import StoryScreen
from empathylab.ui.participant.window import StationWindow
from empathylab.ui.stop_keys import PRESSES_TO_STOP, StopKeys
from empathylab.ui.widgets import button


class Director(QObject):
    """`changed` tells the facilitator's side that something about the station is different."""

    changed = Signal()

    def __init__(self, window: StationWindow, services: StationServices) -> None:
        super().__init__(window)
        self.window, self.services = window, services
        self.form = FormStage(window)
        self.visit: Visit | None = None
        self.is_stuck = False
        self.stage_entered_s = self.last_activity_s = time.monotonic()
        self._idle = IdleWatch(services.station.idle_seconds * 1000, services.station.idle_warning_seconds * 1000)
        self._idle_timer = QTimer(self)
        self._idle_timer.setInterval(1000)
        self._idle_timer.timeout.connect(self._watch_idle)
        self.form.sent.connect(self._form_sent)
        self.form.left.connect(self._form_left)
        window.view.occurred.connect(self._record)
        window.view.activity.connect(self._touch)
        window.keys.activity.connect(self._touch)
        window.shown.connect(self._take_stop_keys)

    def _take_stop_keys(self) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        keys = StopKeys.of(handle)
        keys.stop_pressed.connect(self._shift_tapped)
        keys.stuck_pressed.connect(self.stuck)

    # --- before the visit -------------------------------------------------

    def show_attract(self) -> None:
        """Ready for the next visitor; the web engine is warmed while nobody waits for it."""
        self.visit = None
        self.is_stuck = False
        self._idle_timer.stop()
        self.window.lay_over(None)
        self.form.close()
        personas = self._offered(self.services.station.personas)
        together = [self._offered(group) for group in self.services.station.together]
        preview = button("What happens here?", lambda: self._show(PreviewScreen(self.show_attract)), "small")
        self._show(AttractScreen(personas, together, self.choose, comfort_buttons(self.show_attract), preview))
        self.changed.emit()
        QTimer.singleShot(0, self.window.view.preload)

    def _offered(self, persona_ids: tuple[str, ...]) -> tuple[Persona, ...]:
        return tuple(self.services.library.personas[each] for each in persona_ids)

    def choose(self, personas: tuple[Persona, ...]) -> None:
        """A persona was chosen, or two to be worn together."""
        services = self.services
        plan = plan_visit(
            event=services.event_name(),
            station=services.station.id,
            personas=personas,
            task=services.library.task(services.station.task),
            calibration=services.calibration(),
            seed=services.next_seed(),
        )
        self.visit = Visit(plan, services.journal, services.clock)
        self._touch()
        self._idle_timer.start()
        self._show(StoryScreen(plan, self._show_agreement, self.show_attract, self._hear_sample(plan)))
        self.changed.emit()

    def _hear_sample(self, plan: VisitPlan) -> Callable[[], object] | None:
        reading = next((each.story for each in plan.personas if each.story.listens_at_wpm), None)
        if reading is None or not self.services.has_sound():
            return None
        return lambda: self.services.hear_sample(reading.person, reading.listens_at_wpm)

    def _show_agreement(self) -> None:
        self._show(AgreementScreen(self._plan, self.services.agreement(), self._agreed, self.show_attract))

    def _agreed(self) -> None:
        self._guarded(self._visit.agree)
        self._enter(Stage.TUTOR)

    # --- stages -----------------------------------------------------------

    def _enter(self, stage: Stage) -> None:
        """Write the stage down, then show it."""
        self._guarded(lambda: self._visit.go_to(stage))
        self.is_stuck = False
        self.stage_entered_s = time.monotonic()
        self._touch()
        only_short = self.services.station.questions == "short"
        shows: dict[Stage, Callable[[], None]] = {
            Stage.TUTOR: lambda: self.form.open_tutor(self._plan, self.form.leave, self.stop),
            Stage.BARRIER: lambda: self._open_run(RunKind.BARRIER),
            Stage.BARRIER_QUESTION: lambda: self._ask_after(RunKind.BARRIER, only_short),
            Stage.HELPED: lambda: self._open_run(RunKind.HELPED),
            Stage.HELPED_QUESTION: lambda: self._ask_after(RunKind.HELPED, only_short),
            Stage.DEBRIEF: self._show_debrief,
            Stage.FEEDBACK: lambda: self._ask(feedback_pages(self.services.questions, only_short=only_short), None),
            Stage.THANKS: self._show_thanks,
        }
        shows[stage]()
        self.changed.emit()

    def _advance(self) -> None:
        self._enter(after(self._visit.stage))

    def _open_run(self, run: RunKind) -> None:
        services = self.services
        self.form.open_run(
            self._plan,
            run,
            services.calibration(),
            has_sound=services.has_sound(),
            shows_caption=services.station.has_caption,
            stuck=self.stuck,
            stop=self.stop,
        )

    def _ask_after(self, run: RunKind, only_short: bool) -> None:
        self._ask(run_pages(self.services.questions, run, only_short=only_short), run)

    def _ask(self, pages: tuple[QuestionPage, ...], run: RunKind | None) -> None:
        """One page of questions after the other, then the next stage."""
        if not pages:
            self._advance()
            return

        def answered(answers: dict[str, Given]) -> None:
            self._guarded(lambda: self._visit.answer_all(run, answers))
            self._ask(pages[1:], run)

        self._show(QuestionScreen(self._plan, self._visit.stage, pages[0], answered))

    def _show_debrief(self) -> None:
        found = look_back(self._visit, self.services.library)
        self._show(DebriefScreen(self._plan, found, self._advance))

    def _show_thanks(self) -> None:
        found = look_back(self._visit, self.services.library)
        buttons = thanks_buttons(self._plan, found, self._delete_record, lambda words: screen.message.setText(words))
        screen = ThanksScreen(self._plan, take_away(found.met), lambda: self._close(Ending.FINISHED), buttons)
        self._show(screen)

    # --- while a form is open ----------------------------------------------

    def _record(self, kind: str, field: str, data: dict[str, Any]) -> None:
        if self.visit is not None and self.visit.run is not None:
            self._guarded(lambda: self._visit.record(EventKind(kind), field, data))

    def _form_sent(self) -> None:
        """The confirmation page is there: the clock stops, the page stays for a moment."""
        self._guarded(lambda: self._visit.end_run(Outcome.COMPLETED))

    def _form_left(self) -> None:
        if self.visit is not None:
            self._advance()

    def stuck(self) -> None:
        """A respectable outcome, recorded as such, and on to the next stage. In the tutor it just goes on."""
        if self.visit is None or not self.form.is_open:
            return
        if self.visit.run is not None:
            self._guarded(lambda: self._visit.record(EventKind.STUCK))
            self._guarded(lambda: self._visit.end_run(Outcome.GAVE_UP))
        self.form.leave()

    def _shift_tapped(self, taps: int) -> None:
        self.form.show_stop_progress(taps % PRESSES_TO_STOP)
        if taps == PRESSES_TO_STOP:
            self.stop()

    def stop(self) -> None:
        """Everything is normal at once; then the visitor says what comes next."""
        self.form.close()
        if self.visit is None:
            return
        if not self.visit.is_recorded:
            self.show_attract()
            return
        stage = self.visit.stage
        self._guarded(lambda: self._visit.record(EventKind.STOPPED, stage.value))
        self._guarded(lambda: self._visit.end_run(Outcome.STOPPED))
        is_over = RunKind.HELPED in self.visit.outcomes
        self._show(
            StoppedScreen(
                self._plan,
                built_well=None if is_over else lambda: self._enter(Stage.HELPED),
                what_happened=lambda: self._enter(Stage.DEBRIEF),
                finish=lambda: self._close(Ending.STOPPED),
                delete=self._delete_record,
            )
        )
        self.changed.emit()

    # --- endings -----------------------------------------------------------

    def _delete_record(self) -> None:
        self._guarded(self._visit.forget)
        self.show_attract()

    def _close(self, ending: Ending) -> None:
        if self.visit is not None:
            self._guarded(lambda: self._visit.end(ending))
        self.show_attract()

    def shut(self) -> None:
        """The lab is being closed: an open visit ends as interrupted, the page is wiped."""
        self._idle_timer.stop()
        self.form.close()
        if self.visit is not None:
            self._guarded(lambda: self._visit.end(Ending.INTERRUPTED))
            self.visit = None

    def command(self, order: str) -> None:
        """The facilitator offers help, resets the station or ends the simulation."""
        if self.visit is None:
            return
        if order == "help":
            self._record(EventKind.HELP_TAKEN.value, "facilitator", {})
            self.form.notice("Somebody is coming to help you.")
        elif order == "end":
            self.stop()
        else:
            self._close(Ending.INTERRUPTED)

    # --- walking away --------------------------------------------------------

    def _touch(self) -> None:
        self._idle.touch(self.services.clock.monotonic_ms())
        self.last_activity_s = time.monotonic()
        self.window.lay_over(None)

    def _watch_idle(self) -> None:
        now_ms = self.services.clock.monotonic_ms()
        if self.visit is not None and self.visit.stage is Stage.THANKS:
            if now_ms - self._idle.last_activity_ms > THANKS_SECONDS * 1000:
                self._close(Ending.FINISHED)
            return
        state = self._idle.state(now_ms)
        if state is IdleState.LEFT:
            self._close(Ending.LEFT)
        elif state is IdleState.WARNING:
            self._warn(self._idle.seconds_left(now_ms))

    def _warn(self, seconds: int) -> None:
        words = f"Press any key to go on. In {seconds} seconds the lab starts again for the next person."
        if self.window.overlay is None:
            self._record(EventKind.IDLE_WARNED.value, "", {})
            self.window.lay_over(CalmOverlay(self.window, "Are you still there?", words))
        elif isinstance(self.window.overlay, CalmOverlay):
            self.window.overlay.words.setText(words)

    # --- small things ----------------------------------------------------------

    @property
    def _visit(self) -> Visit:
        assert self.visit is not None
        return self.visit

    @property
    def _plan(self) -> VisitPlan:
        return self._visit.plan

    def _show(self, screen: Screen) -> None:
        self.window.show_screen(screen)

    def _guarded(self, work: Callable[[], object]) -> None:
        """The visitor's screen stays calm when the records do not work; the facilitator is told."""
        try:
            work()
        except LabError as error:
            self.services.report_problem(error)
