"""A form on the screen: the tutor's tiny page or one of the runs, with its bar, side and ways out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.feature import wears
from empathylab.domain.keys import KeyPress
from empathylab.domain.service import Service
from empathylab.domain.session import Condition, RunKind, Twin
from empathylab.domain.task import Barrier
from empathylab.measures.met_places import MetPlace
from empathylab.reader.keystroke_cost import Price
from empathylab.reader.screen_reader import ScreenReader
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage, step_of
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import TextKind
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.page_inputs import NO_SIGN_IN, PageInputs, SignIn
from empathylab.ui.visit.screens import form_words
from empathylab.ui.visit.screens.bar import RunBar
from empathylab.ui.visit.screens.form_prices import FormPrices
from empathylab.ui.visit.screens.run_facts import run_facts
from empathylab.ui.visit.screens.run_screen import light_line, own_page_side, run_bar, run_side, with_silence_told
from empathylab.ui.visit.screens.run_words import run_name
from empathylab.ui.visit.screens.shift_of_page import SHIFT_WORDS, ShiftOfPage
from empathylab.ui.visit.screens.side_panel import HOW_KEY, SidePanel
from empathylab.ui.visit.screens.spoken_words import SpokenWords
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.tutor import TutorProgress, tutor_side

#: How long the confirmation page stays, so that a visitor reads or hears that the form was sent.
CONFIRMATION_MS = 4000
CONFIRMATION_SPOKEN_MS = 9000
#: After so long in a form the lab says once more that nobody has to finish; in both runs alike.
REMINDER_MS = 60_000
#: How long a page can be tried without a barrier.
FIX_MS = 60_000
HURT_KEY = "F2"


class FormStage(QObject):
    """Opens forms and services and closes them.

    `sent` is the form's confirmation page, `left` that its stage is over, `marked` that a visitor marked a moment.
    """

    sent = Signal()
    left = Signal()
    opened = Signal()
    marked = Signal()

    def __init__(self, window: StationWindow) -> None:
        super().__init__(window)
        self._window, self._view = window, window.view
        self._tutor: TutorProgress | None = None
        self._bar: RunBar | None = None
        self._side: SidePanel | None = None
        self._linger_ms = CONFIRMATION_MS
        self._run: RunKind | None = None
        self._words = SpokenWords(window.view, window.frame.caption, self)
        self._words.fell_silent.connect(lambda: self.notice(form_words.SILENCE_WORDS))
        self._prices = FormPrices(window.view, lambda: self._run, self)
        self.is_open = False
        #: The service that the run in hand is at, None at a form of the lab's own, and at a team's own page.
        self.service: Service | None = None
        #: Whether what is open comes from outside.
        self._is_outside = False
        self._shift = ShiftOfPage(window)
        #: Whether the form has been sent, and stays for a moment.
        self.is_done = False
        #: The way back from a page that is tried without a barrier.
        self._back: Callable[[], object] | None = None
        self._fix_over = QTimer(self, singleShot=True)
        self._fix_over.timeout.connect(self.end_fix)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.leave)
        self.reminder = QTimer(self, singleShot=True, interval=REMINDER_MS)
        self.reminder.timeout.connect(lambda: self.notice(form_words.STUCK_WORDS.format(key=theme.key_name("F9"))))
        self._listen()

    def _listen(self) -> None:
        self._view.completed.connect(self._completed)
        self._view.pointer_refused.connect(self._pointer_refused)
        self._view.field_focused.connect(self._follow)
        self._view.page_shown.connect(self._turn_to)
        self._view.curtain_moved.connect(self._curtain_moved)
        self._view.shift_used.connect(self._shift_used)
        self._view.voice_control_told.connect(self._window.frame.listening.tell)
        self._window.keys.pressed.connect(self._tutor_key)

    def open_tutor(self, plan: VisitPlan, skip: Callable[[], object], stop: Callable[[], object]) -> None:
        """The persona's tiny page, with the keys to try beside it."""
        tutor = plan.tutor
        self._tutor = TutorProgress(tutor.steps)
        self._view.field_focused.connect(self._tutor.focused)
        bar = RunBar(plan, "Learn the keys", step_of(Stage.TUTOR), skip, stop)
        bar.stuck_button.hide()  # its key is the button below the steps, which says where it leads
        side = tutor_side(tutor, self._tutor, skip)
        condition = Condition("tutor", Twin.ACCESSIBLE, "a", simulations=tutor.simulations, helps=tutor.helps)
        self._words.begin(is_wanted=wears(tutor.simulations, ScreenReader))
        address = f"lab://forms/tutor/{tutor.page}.html"
        self._open("Learn the keys", with_silence_told(bar, condition), side, condition, address)

    def open_run(
        self,
        plan: VisitPlan,
        run: RunKind,
        *,
        has_sound: Callable[[], bool],
        shows_caption: bool,
        stuck: Callable[[], object],
        stop: Callable[[], object],
        sign_in: SignIn = NO_SIGN_IN,
    ) -> None:
        """One of the runs under its exact condition; `sign_in` is the facilitator's at a service."""
        condition = plan.conditions[run]
        self._run = run
        is_spoken = wears(condition.simulations, ScreenReader)
        self._linger_ms = CONFIRMATION_SPOKEN_MS if is_spoken else CONFIRMATION_MS
        facts = run_facts(condition, has_sound=has_sound())
        bar, side = run_bar(plan, run, stuck, stop), run_side(plan, run, facts)
        self._words.begin(run, is_wanted=is_spoken and (shows_caption or not has_sound()), has_sound=has_sound)
        if isinstance(plan.task, Service):
            self.service, self._is_outside = plan.task, True
            self._view.allow(Allowed(plan.task.allowed), PageInputs(sign_in, plan.task.file, plan.task))
            address = plan.task.version(condition.version).starts_at
        else:
            address = plan.form.start_url(condition.twin, condition.barriers, is_still=theme.is_still())
        if self._may_mark:
            bar.offer_marks(HURT_KEY, self._mark)
        self._open(run_name(plan, run), bar, side, condition, address)
        self.reminder.start()

    @property
    def _may_mark(self) -> bool:
        """Only a moment in a run is marked, and only where the service has it so."""
        return self.service is not None and self.service.marks and not self.is_done

    def _mark(self) -> None:
        self.marked.emit()
        self.notice(form_words.MARKED_WORDS)

    def open_own(
        self,
        plan: VisitPlan,
        address: str,
        hurt: Callable[[], object],
        finish: Callable[[], object],
        stop: Callable[[], object],
    ) -> None:
        """A team's own page under the plan's condition; `hurt` marks a moment."""
        condition = plan.conditions[RunKind.BARRIER]
        self._run, self._is_outside = RunKind.BARRIER, True
        bar = RunBar(plan, "Your own page", 0, finish, stop)
        bar.name_way_on("Finish")
        bar.offer_marks(HURT_KEY, hurt)
        self._words.begin(RunKind.BARRIER, is_wanted=wears(condition.simulations, ScreenReader))
        self._open("Your own page", bar, own_page_side(plan, HURT_KEY), condition, address)

    def open_fix(
        self,
        plan: VisitPlan,
        fixed: Barrier,
        met: MetPlace,
        back: Callable[[], object],
        *,
        has_sound: Callable[[], bool],
    ) -> None:
        """The page of the first run on which a barrier was met, all as it was but for that barrier, for a minute."""
        met_with = plan.conditions[RunKind.BARRIER]
        condition = replace(met_with, barriers=tuple(each for each in met_with.barriers if each != fixed.id))
        self._back = back
        bar = RunBar(plan, "Feel the fix", step_of(Stage.DEBRIEF), self.end_fix, self.end_fix)
        bar.name_way_on("Back")
        side = run_side(plan, RunKind.BARRIER, run_facts(condition, has_sound=has_sound()))
        self._words.begin(is_wanted=wears(condition.simulations, ScreenReader), has_sound=has_sound)
        address = plan.form.url_of(met.page, condition.barriers, fixed.at or met.field, is_still=theme.is_still())
        self._open("Feel the fix", with_silence_told(bar, condition), side, condition, address)
        self.notice(form_words.FIX_WORDS.format(met=fixed.met, key=theme.key_name("F9")))
        self._fix_over.start(FIX_MS)

    @property
    def is_fix(self) -> bool:
        return self._back is not None

    def end_fix(self) -> None:
        """Everything is normal at once, and the finding is there again. A second call does nothing."""
        back = self._back
        if back is not None:
            self.close()
            back()

    def _open(self, name: str, bar: RunBar, side: SidePanel, condition: Condition, address: str) -> None:
        self._bar, self._side = bar, side
        self.is_open, self.is_done = True, False
        self._window.frame.dress(name, bar, side)
        self._window.show_form()
        self.opened.emit()
        self._view.start(condition, address)

    def close(self) -> None:
        """Simulation off and page wiped, at once; nothing is announced."""
        self._pause.stop()
        self.reminder.stop()
        self._fix_over.stop()
        self._tutor = self._run = self._back = None
        self._words.end()
        self.is_open = False
        self._view.end()
        if self._is_outside:
            self._is_outside = False
            self._shift.ask(is_used=False)
        if self.service is not None:
            self.service = None
            self._view.allow(Allowed())

    @property
    def said(self) -> Mapping[RunKind, Sequence[str]]:
        """What the reader said in each run of this visit, without what was typed."""
        return self._words.said

    @property
    def prices(self) -> Mapping[RunKind, Price]:
        """What the ways to the first field of each run's first page cost in this visit."""
        return self._prices.of_runs

    def forget(self) -> None:
        """The visit is over: what was said in it is gone."""
        self._words.forget()
        self._prices.of_runs.clear()

    def leave(self) -> None:
        """Close, and tell that the stage is over."""
        if self.is_open:
            self.close()
            self.left.emit()

    def notice(self, words: str, kind: TextKind = "subtitle") -> None:
        """One sentence beside the form, outside every simulation; the keyboard is in the page, so it is said."""
        if self._side is not None and self.is_open:
            self._side.show_notice(words, kind)
            self._window.frame.tell(words)

    def _pointer_refused(self) -> None:
        self.notice(form_words.DARK_WORDS if self._view.is_dark else form_words.POINTER_WORDS)

    def show_stop_progress(self, presses: int) -> None:
        if self._bar is not None and self.is_open:
            self._bar.show_stop_progress(presses)

    def _shift_used(self, is_used: bool) -> None:
        """A page from outside may use Shift itself."""
        presses = self._shift.ask(is_used=is_used and self._is_outside and self.is_open)
        if presses is None or self._bar is None:
            return
        self._bar.ask_to_stop(presses)
        if is_used:
            self.notice(SHIFT_WORDS)

    def _follow(self, field: str) -> None:
        """What to enter where the visitor is; why the mouse does nothing has been read by then."""
        if self._side is not None and self.is_open:
            self._side.take_notice_away(form_words.POINTER_WORDS, form_words.DARK_WORDS)
            light_line(self._side, lambda card: card.follow(field))

    def _turn_to(self, page: str) -> None:
        if self._side is not None and self.is_open:
            light_line(self._side, lambda card: card.turn_to(page))

    def _curtain_moved(self, is_down: bool) -> None:
        """Why the mouse does nothing is over with the dark; what is said stands where it is seen."""
        self._words.curtain_moved(is_down)
        if self._side is not None and self.is_open and not is_down:
            self._side.take_notice_away(form_words.POINTER_WORDS, form_words.DARK_WORDS)

    def _completed(self) -> None:
        if self.is_fix:
            self._fix_over.start(self._linger_ms)
        elif self._bar is not None and self.is_open and self._tutor is None:
            self.reminder.stop()
            self.is_done = True
            self._bar.name_way_on("Go on")
            words = form_words.SENT_WORDS if self.service is None else form_words.FINISHED_WORDS
            self.notice(words.format(key=theme.key_name("F9")), "good")
            self._pause.start(self._linger_ms)
            self.sent.emit()

    def _tutor_key(self, name: str, press: KeyPress) -> None:
        if self._tutor is not None:
            self._tutor.pressed(name, is_done=self._view.does_as_taught(press))
        elif name == HURT_KEY and self.is_open and self._may_mark:
            self._mark()
        elif name == HOW_KEY and self.is_open and self._side is not None:
            self._side.turn_page()
