"""Leads visitors in and out: from the first screen into a visit, and by every way out of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from empathylab.domain.errors import InputError, LabError, MachineError, RecordsError
from empathylab.domain.events import HelpTaken, IdleWarned, Stopped, Stuck
from empathylab.domain.persona import Persona
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.domain.station import Station
from empathylab.files.library import Library
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.ui.keys.stop_keys import StopKeys
from empathylab.ui.kit import memory
from empathylab.ui.kit.widgets import button
from empathylab.ui.own_page.own_page_trial import OwnPageStage, own_condition
from empathylab.ui.own_page.own_page_wish import OwnPage
from empathylab.ui.visit.flow.idle_guard import IdleGuard
from empathylab.ui.visit.flow.steps import Steps
from empathylab.ui.visit.screens.agreement import AgreementScreen
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.closing import DeletedScreen, StoppedScreen
from empathylab.ui.visit.screens.comfort import comfort_buttons
from empathylab.ui.visit.screens.form_stage import FormStage
from empathylab.ui.visit.screens.preview import PreviewScreen
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.story import StoryScreen

#: Stages without a form in which "I'm stuck" means that the visitor leaves them out.
_OWN_RUNS = (Stage.WARM_UP, Stage.PAPER)


class Director(QObject):
    """`changed` tells the facilitator's side that something about the station is different."""

    changed = Signal()
    #: A person has gone, after a visit or from the first screen, which is about to be shown to the next one.
    visitor_gone = Signal()

    def __init__(self, window: StationWindow, services: StationServices) -> None:
        super().__init__(window)
        self.window, self.services = window, services
        self.form = FormStage(window)
        self.idle = IdleGuard(window, services.clock, services.station)
        self.steps = Steps(window, services, self.form)
        self.own_page = OwnPageStage(window, self.form, lambda: self.services.clock.now())
        self.stage_entered_s = time.monotonic()
        self._connect()

    def _connect(self) -> None:
        self.form.sent.connect(self._form_sent)
        self.form.left.connect(self._form_left)
        self.own_page.left.connect(self.show_attract)
        self.steps.entered.connect(self._stage_entered)
        self.steps.stuck.connect(self.stuck)
        self.steps.stopped.connect(self.stop)
        self.steps.finished.connect(self._close)
        self.steps.deleted.connect(self._delete_record)
        self.idle.warned.connect(lambda: self.services.recorder.record(IdleWarned()))
        self.idle.left.connect(self._walked_away)
        self.window.view.filter_failed.connect(self._filter_failed)
        self.window.view.form_fault.connect(self._form_fault)
        self.window.shown.connect(self._take_stop_keys)

    def _take_stop_keys(self) -> None:
        keys = self._stop_keys()
        keys.stop_pressed.connect(self._shift_tapped)
        keys.stuck_pressed.connect(self.stuck)

    def _stop_keys(self) -> StopKeys:
        handle = self.window.windowHandle()
        assert handle is not None
        return StopKeys.of(handle)

    @property
    def visit(self) -> Visit | None:
        """The visit under way."""
        return self.services.recorder.visit

    @property
    def is_free(self) -> bool:
        """Whether nobody is in a visit, and no team at its own page."""
        return self.visit is None and not self.own_page.is_open

    @property
    def last_activity_s(self) -> float:
        """When somebody last did something, on the monotonic clock."""
        return self.idle.last_activity_s

    def _filter_failed(self, what: str) -> None:
        """Nobody waits before a covered page: the run stops calmly, and the facilitator is told."""
        if self.form.is_open:
            self.services.report_problem(
                MachineError(f"The picture could not be filtered ({what}).", "Run `empathylab check` on this machine.")
            )
            self.stop()

    def _form_fault(self, what: str, is_fatal: bool) -> None:
        """The facilitator is told; the visitor is only taken out of a form that cannot go on."""
        if self.form.is_open and self.visit is not None:
            self.services.report_problem(InputError(what, f"Mend the form '{self.visit.plan.task.id}'."))
            if is_fatal:
                self.stop()

    def change_station(self, station: Station, library: Library | None = None) -> None:
        """Other settings from the next visitor on, and other words of the personas where a library is given."""
        self.services = replace(self.services, station=station, library=library or self.services.library)
        self.steps.use(self.services)
        self.idle.use(station)

    # --- into a visit -------------------------------------------------------

    def show_attract(self) -> None:
        """Ready for the next visitor; the web engine is warmed and memory given back while nobody waits for it."""
        self.services.recorder.visit = None
        self.idle.rest()
        self.services.sample.stop()
        self.form.close()
        self.form.forget()
        self.own_page.end()
        personas = self._offered(self.services.station.personas)
        together = [self._offered(group) for group in self.services.station.together]
        preview = button("What happens here?", self._show_preview, "small")
        screen = AttractScreen(personas, together, self.choose, comfort_buttons(self._show_attract_anew), preview)
        self.window.show_screen(screen)
        self.changed.emit()
        QTimer.singleShot(0, self.window.view, self.window.view.preload)
        QTimer.singleShot(0, self.window, memory.give_back)

    def _show_attract_anew(self, pressed: int) -> None:
        """In its new look; the focus stays on the button that was pressed, which may well be pressed again."""
        self.show_attract()
        screen = self.window.current()
        if isinstance(screen, AttractScreen):
            screen.comfort[pressed].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_preview(self) -> None:
        self.window.show_screen(PreviewScreen(self.show_attract))

    def _offered(self, persona_ids: tuple[str, ...]) -> tuple[Persona, ...]:
        """The personas of these ids that could be loaded; a broken file costs one persona, not the station."""
        return tuple(self.services.library.personas[each] for each in persona_ids)

    def choose(self, personas: tuple[Persona, ...]) -> None:
        """A persona was chosen, or two to be worn together."""
        plan = self._plan_for(personas)
        visit = Visit(plan, self.services.journal, self.services.clock)
        self.services.recorder.visit = visit
        self.steps.begin(visit)
        self.idle.enter(Stage.STORY)
        self.window.show_screen(StoryScreen(plan, self._show_agreement, self.show_attract, self._hear_sample(plan)))
        self.changed.emit()

    def _plan_for(self, personas: tuple[Persona, ...]) -> VisitPlan:
        services = self.services
        return plan_visit(
            event=services.event_name(),
            station=services.station.id,
            personas=personas,
            task=services.library.task(services.station.task),
            calibration=services.calibration(),
            seed=services.next_seed(),
            has_warm_up=services.station.warm_up,
            has_paper=services.station.paper,
        )

    def _hear_sample(self, plan: VisitPlan) -> Callable[[], object] | None:
        reading = next((each.story for each in plan.personas if each.story.listens_at_wpm), None)
        if reading is None or not self.services.has_sound():
            return None
        return lambda: self.services.sample.play(reading.person, reading.listens_at_wpm)

    def _show_agreement(self) -> None:
        self.services.sample.stop()
        if self.visit is not None:
            facts = self.services.agreement()
            self.window.show_screen(AgreementScreen(self.visit.plan, facts, self._agreed, self.show_attract))

    def _agreed(self) -> None:
        if self.visit is not None:
            self.services.guarded(self.visit.agree)
            self.steps.enter(Stage.TUTOR)

    def try_own_page(self, own: OwnPage) -> None:
        """A team's own page, from the facilitator: no visit, and nothing is recorded."""
        if self.visit is not None:
            self._close(Ending.INTERRUPTED)
        services, calibration = self.services, self.services.calibration()
        condition = own_condition(own, calibration, services.next_seed())
        task = services.library.task(services.station.task)
        conditions = {RunKind.BARRIER: condition}
        plan = VisitPlan(services.event_name(), services.station.id, (own.persona,), task, conditions, condition.seed)
        self.own_page.begin(own, plan, self.stop)

    # --- during a visit -----------------------------------------------------

    def _stage_entered(self) -> None:
        self.stage_entered_s = time.monotonic()
        self.idle.enter(self.steps.visit.stage)
        self.changed.emit()

    def _form_sent(self) -> None:
        """The confirmation page is there: the clock stops, the page stays for a moment."""
        if self.visit is not None:
            visit = self.visit
            self.services.guarded(lambda: visit.end_run(Outcome.COMPLETED))

    def _form_left(self) -> None:
        if self.visit is not None:
            self.steps.advance()

    # --- ways out -----------------------------------------------------------

    def stuck(self) -> None:
        """A respectable outcome, recorded as such, and on to the next stage. In the tutor it just goes on."""
        if self.own_page.is_open:
            self.own_page.finish()
            return
        visit = self.visit
        if visit is None or self.is_stopped or not (self.form.is_open or visit.stage in _OWN_RUNS):
            return
        if visit.run is not None:
            self.services.guarded(lambda: visit.record(Stuck()))
            self.services.guarded(lambda: visit.end_run(Outcome.GAVE_UP))
        if self.form.is_open:
            self.form.leave()
        else:
            self.steps.advance()

    def _shift_tapped(self, taps: int) -> None:
        is_stop = taps == self._stop_keys().presses_to_stop
        self.form.show_stop_progress(0 if is_stop else taps)
        if is_stop:
            self.stop()

    def stop(self) -> None:
        """Everything is normal at once; then the visitor says what comes next."""
        if self.own_page.is_open:
            self.own_page.stop()
            return
        self.form.close()
        visit = self.visit
        if visit is None or self.is_stopped:
            return
        if not visit.is_recorded:
            self.show_attract()
            return
        self.services.guarded(lambda: visit.record(Stopped(visit.stage.value)))
        self.services.guarded(lambda: visit.end_run(Outcome.STOPPED))
        self.steps.show_stopped()
        self.changed.emit()

    @property
    def is_stopped(self) -> bool:
        """Whether the visit is left but for a word of the visitor; the stage is still the one that was stopped."""
        return isinstance(self.window.current(), StoppedScreen | DeletedScreen)

    def _walked_away(self) -> None:
        """At the thank-you that is how people leave; anywhere else a visit is closed as left.

        A team at its own page talks for long, and what it marked would be gone.
        """
        if self.own_page.is_open:
            return
        is_done = self.visit is not None and self.visit.stage is Stage.THANKS
        self._close(Ending.FINISHED if is_done else Ending.LEFT)

    def _delete_record(self) -> None:
        """And say how that went. What the disk refused is tried again by itself, and the facilitator is told."""
        visit = self.visit
        if visit is None:
            return
        try:
            visit.forget()
        except LabError as error:
            self.services.report_problem(_not_deleted(error))
            again: Callable[[], object] | None = self._delete_record
        else:
            again = None
        shown = self.window.current()
        tries = (shown.tries if isinstance(shown, DeletedScreen) else 0) + 1
        self.window.show_screen(DeletedScreen(visit.plan, lambda: self._close(Ending.FINISHED), again, tries))
        self.idle.enter(Stage.FEEDBACK if again else Stage.THANKS)
        self.changed.emit()

    def _close(self, ending: Ending) -> None:
        visit = self.visit
        if visit is not None:
            self.services.guarded(lambda: visit.end(ending))
        self.visitor_gone.emit()
        self.show_attract()

    def shut(self) -> None:
        """The lab is being closed: an open visit ends as interrupted, the page is wiped."""
        self.idle.rest()
        self.form.close()
        visit, self.services.recorder.visit = self.visit, None
        if visit is not None:
            self.services.guarded(lambda: visit.end(Ending.INTERRUPTED))

    def command(self, order: str) -> None:
        """The facilitator offers help, resets the station or ends the simulation."""
        if self.visit is None:
            return
        if order == "help":
            self.services.recorder.record(HelpTaken("facilitator"))
            self.form.notice("Somebody is coming to help you.")
        elif order == "end":
            self.stop()
        else:
            self._close(Ending.INTERRUPTED)


def _not_deleted(error: LabError) -> RecordsError:
    return RecordsError(
        f"A record that a visitor deleted could not be deleted yet. {error}",
        "The lab goes on trying: do not end it before the disk works again.",
    )
