"""The director leads visitors in and out: from the first screen into a visit, and by every way out of it.

What is done goes into the visit as an input; the state that it leads to is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from empathylab.domain.errors import InputError, LabError, MachineError
from empathylab.domain.events import HelpTaken, IdleWarned
from empathylab.domain.persona import Persona
from empathylab.domain.session import RunKind
from empathylab.domain.station import Station
from empathylab.domain.task import Form
from empathylab.domain.what_to_say import Deed
from empathylab.files.library import Library
from empathylab.session import flow
from empathylab.session.declared import declared_ids
from empathylab.session.flow import Input
from empathylab.session.plan import VisitPlan
from empathylab.session.planning import plan_at
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.ui.kit import memory, theme
from empathylab.ui.kit.widgets import button
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.own_page.own_page_trial import OwnPageStage, own_condition
from empathylab.ui.own_page.service_run import ServiceRun
from empathylab.ui.visit.flow.idle_guard import IdleGuard
from empathylab.ui.visit.flow.state_screens import StateScreens
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.comfort import comfort_buttons
from empathylab.ui.visit.screens.form_stage import FormStage
from empathylab.ui.visit.screens.invitation import Offer
from empathylab.ui.visit.screens.preview import PreviewScreen
from empathylab.ui.visit.screens.service_ended import ServiceEndedScreen
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow

#: By then a new screen stands there: what may wait does not hold its picture up.
PAINTED_MS = 200


class Director(QObject):
    """Shows the screen of a visit's state. `changed` tells the facilitator's side that something is different."""

    changed = Signal()
    #: A person has gone, after a visit or from the first screen, which is about to be shown to the next one.
    visitor_gone = Signal()

    def __init__(self, window: StationWindow, services: StationServices) -> None:
        super().__init__(window)
        self.window, self.services = window, services
        self.form = FormStage(window)
        self.idle = IdleGuard(window, services.clock, services.station)
        self.screens = StateScreens(window, self.form, lambda: self.services, self.take)
        self.own_page = OwnPageStage(window, self.form, lambda: self.services.clock.now())
        self.service_run = ServiceRun(window.view, self.form, services.recorder, self._service_ended)
        self.stage_entered_s = time.monotonic()
        self._offer: Offer | None = None
        #: What stands there between visits, shown once more.
        self._show_again: Callable[[], object] = self.show_attract
        self._connect()

    def _connect(self) -> None:
        self.form.sent.connect(lambda: self.take(Input.SENT))
        self.form.left.connect(lambda: self.take(Input.DONE))
        self.own_page.left.connect(self.show_attract)
        self.idle.warned.connect(lambda: self.services.recorder.record(IdleWarned()))
        self.idle.left.connect(self._walked_away)
        self.window.view.filter_failed.connect(self._filter_failed)
        self.window.view.form_fault.connect(self._form_fault)
        self.window.shown.connect(self._take_stop_keys)
        # During a visit from the next screen on: what was begun on this one stays.
        self.window.refitted.connect(self._fit_between_visits, Qt.ConnectionType.QueuedConnection)

    def _take_stop_keys(self) -> None:
        self.window.stop_keys.stop_pressed.connect(self._shift_tapped)
        self.window.stop_keys.stuck_pressed.connect(self.stuck)

    @property
    def visit(self) -> Visit | None:
        """The visit under way."""
        return self.services.recorder.visit

    @property
    def stage(self) -> Stage:
        """The state of the visit under way; between visits the first screen's."""
        return Stage.ATTRACT if self.visit is None else self.visit.stage

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
            self.stop(Input.FAILED)

    def _form_fault(self, what: str, is_fatal: bool) -> None:
        """The facilitator is told; the visitor is only taken out of a form that cannot go on."""
        if self.form.is_open and self.visit is not None:
            self.services.report_problem(InputError(what, f"Fix the form '{self.visit.plan.task.id}'."))
            if is_fatal:
                self.stop(Input.FAILED)

    def _service_ended(self, error: LabError) -> None:
        """It did not come, or leads out: the visitor is told calmly, the facilitator why."""
        visit = self.visit
        if visit is None:
            return
        self.services.report_problem(error)
        self.take(Input.SERVICE_ENDED)
        self.form.close()
        self.window.show_screen(ServiceEndedScreen(visit.plan, visit.stage, lambda: self.take(Input.DONE)))

    def change_station(self, station: Station, library: Library | None = None) -> None:
        """Other settings from the next visitor on, and other words of the personas where a library is given."""
        self.services = replace(self.services, station=station, library=library or self.services.library)
        self.idle.use(station)

    # --- into a visit -------------------------------------------------------

    def show_attract(self) -> AttractScreen:
        """Ready for the next visitor; the web engine is warmed and memory given back while nobody waits for it."""
        QTimer.singleShot(PAINTED_MS, self.window, partial(self._get_ready, not self.is_free))
        self.services.recorder.visit = None
        self.services.sample.stop()
        self.form.close()
        self.form.forget()
        self.own_page.end()
        self._offer = self.services.offer
        preview = button("What happens here?", self._show_preview, "small")
        screen = AttractScreen(self._offer, self.choose, comfort_buttons(self._show_attract_anew), preview)
        self.window.show_screen(screen)
        self.idle.rest()
        self._show_again = self.show_attract
        self.stage_entered_s = time.monotonic()
        self.changed.emit()
        return screen

    def offer(self, *, is_anew: bool = False) -> None:
        """The first screen anew, where it need not be only if it offers something else: a reader is told all of it."""
        if self.is_free and (is_anew or self.services.offer != self._offer):
            self.show_attract()

    def _get_ready(self, was_used: bool) -> None:
        """Warm the engine, and give back what a visit left; whoever chose at once is not held up by it."""
        if self.is_free:
            self.window.view.preload()
        if self.is_free and was_used:
            theme.forget_what_went()
            memory.give_back()

    def _fit_between_visits(self) -> None:
        if self.is_free:
            self._show_again()

    def _show_attract_anew(self, pressed: int) -> None:
        """In its new look; the focus stays on the button that was pressed, which may well be pressed again."""
        self.show_attract().comfort[pressed].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_preview(self) -> None:
        self._show_again = self._show_preview
        people = self.services.offer.people
        self.window.show_screen(PreviewScreen(people, self.show_attract, self.services.service))

    def choose(self, personas: tuple[Persona, ...]) -> None:
        """A persona was chosen, or two to be worn together."""
        services = self.services
        plan = plan_at(
            services.station,
            services.library,
            personas,
            event=services.event_name(),
            calibration=services.calibration(),
            seed=services.next_seed(),
            station_name=services.station_name(),
            next_order=services.orders.next,
        )
        plan = replace(plan, host=services.host())
        is_own = isinstance(plan.task, Form) and services.library.is_own(plan.task.id)
        services.recorder.declared = declared_ids(plan.form) if is_own else None
        is_drawn = services.station.visits == "lot" and isinstance(plan.task, Form)
        services.recorder.visit = Visit(
            plan,
            services.journal,
            services.clock,
            services.report_problem,
            lambda: self.services.calibration(),
            partial(services.modes.draw, plan.event, plan.seed) if is_drawn else None,
            partial(services.orders.draw, plan.order_row, plan.seed) if plan.order_row else None,
        )
        self.take(Input.CHOSEN)

    def try_own_page(self, own: OwnPage) -> None:
        """A team's own page, from the facilitator: no visit, and nothing is recorded."""
        self.take(Input.RESET)
        services, calibration = self.services, self.services.calibration()
        condition = own_condition(own, calibration, services.next_seed())
        task = services.library.task(services.station.task)
        conditions = {RunKind.BARRIER: condition}
        plan = VisitPlan(services.event_name(), services.station.id, (own.persona,), task, conditions, condition.seed)
        self.own_page.begin(own, plan, self.stop)

    # --- during a visit -----------------------------------------------------

    def take(self, given: Input) -> None:
        """Something was done: where it means something now, the record has it before its state is seen."""
        visit = self.visit
        move = flow.move(Stage.ATTRACT, given) if visit is None else visit.move(given)
        if move is None:
            return
        if not move.stays and self.form.is_open:
            self.form.close()
        if visit is not None:
            visit.take(given)
        if move.ending is not None:
            self.visitor_gone.emit()
        if self.stage is Stage.ATTRACT:
            self.show_attract()
        elif not move.stays:
            self.show()

    def show(self) -> None:
        """The state that the visit is in."""
        self.stage_entered_s = time.monotonic()
        self.idle.enter(self.stage)
        self.changed.emit()
        self.screens.show()
        self.window.lay_over(None)

    def stuck(self) -> None:
        """The visitor gives the form up, which is an outcome, and goes on. In the tutor it just goes on."""
        if self.own_page.is_open:
            self.own_page.finish()
        elif self.form.is_fix:
            self.form.end_fix()
        else:
            self.take(Input.STUCK)

    # --- ways out -----------------------------------------------------------

    def _shift_tapped(self, taps: int) -> None:
        is_stop = taps == self.window.stop_keys.presses_to_stop
        for in_front in (self.form, self.window):
            in_front.show_stop_progress(0 if is_stop else taps)
        if is_stop:
            self.stop()

    def stop(self, given: Input = Input.STOP) -> None:
        """Everything is normal at once; then the visitor says what comes next."""
        if self.own_page.is_open:
            self.own_page.stop()
        elif self.form.is_fix:
            self.form.end_fix()
        else:
            self.take(given)

    def _walked_away(self) -> None:
        """Also who looked at the first screen, unless they are at the facilitator's window now.

        A team at its own page talks for long, and would lose what it marked.
        """
        if self.is_free and self.window.is_behind:
            self.idle.touch()
        elif not self.own_page.is_open:
            self.take(Input.LEFT)

    def shut(self) -> None:
        """End everything when the lab is closed: an open visit ends as interrupted, the page is wiped."""
        self.idle.rest()
        self.form.close()
        visit, self.services.recorder.visit = self.visit, None
        if visit is not None:
            visit.take(Input.RESET)

    def command(self, deed: Deed) -> None:
        """The facilitator offers help, resets the station or ends the simulation."""
        if self.visit is not None and deed is Deed.HELP:
            self.services.recorder.record(HelpTaken("facilitator"))
            for in_front in (self.form, self.window):
                in_front.notice("Somebody is coming to help you.")
        elif self.visit is not None:
            self.take(Input.ENDED if deed is Deed.END else Input.RESET)
