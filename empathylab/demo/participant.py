"""One scripted participant: copies from the card, gives up after a while, answers the questions, comments."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from empathylab.app import Lab
from empathylab.demo.form_filler import FormFiller
from empathylab.demo.keyboard_driver import KeyboardDriver, rest, wait_for
from empathylab.demo.page_probe import PageProbe
from empathylab.demo.pointer_driver import PointerDriver
from empathylab.demo.screenshots import Screenshots
from empathylab.demo.service_filler import ServiceFiller
from empathylab.domain.feature import wears
from empathylab.domain.service import Service
from empathylab.domain.session import Outcome, RunKind
from empathylab.helps import Zoom
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import ASKED_OF, RUN_OF, Stage
from empathylab.ui.visit.screens.scale import PointScale, SliderScale, WordChoice

_COMMENTS = (
    "I did not know where I was on the page.",
    "The second form simply worked.",
    "Check our own booking form with a keyboard this week.",
    "Labels. It was only labels.",
    "I gave up. In a real form I would have had to ring somebody.",
)
#: Longer than the lab itself waits for a service.
_READY_S = 90.0
#: After so many an average participant says "I'm stuck"; it takes them past the first page, the forty links and all.
PATIENCE_PRESSES, HELPED_PRESSES = 320, 400
#: The figures, what the reader said, and one barrier.
_PICTURED_PAGES = 3


class Participant:
    """Goes the whole way through the lab with real key events; everything it decides comes from `chance`."""

    def __init__(
        self,
        lab: Lab,
        persona: str,
        chance: random.Random,
        screenshots: Screenshots,
        *,
        is_quick: bool = False,
        has_had_enough: Callable[[], bool] | None = None,
    ) -> None:
        self._lab, self._persona, self._chance, self._screenshots = lab, persona, chance, screenshots
        handle = lab.window.windowHandle()
        assert handle is not None
        self._keyboard = KeyboardDriver(handle, chance, is_quick=is_quick)
        self._pointer = PointerDriver(handle, self._keyboard)
        self._probe = PageProbe(lab.window.view, self._keyboard.clock)
        self._has_had_enough = has_had_enough
        self._comment = chance.choice(_COMMENTS)
        self._is_ready = False
        self._is_sent = False
        self._came_through = False
        self._asked: Counter[str] = Counter()

    def visit(self) -> None:
        """Go from the first screen to the thank-you and back."""
        ready = lab_signal(self._lab.window.view.ready, self._note_ready)
        sent = lab_signal(self._lab.director.form.sent, self._note_sent)
        try:
            self._choose()
            self._continue("story")
            self._continue("agreement")
            self._tutor()
            self._all_runs()
            self._debrief()
            self._answer(Stage.THANKS, "feedback")
            self._screenshots.take(f"{self._persona}-thanks")
            self._keyboard.press(Qt.Key.Key_Return)
            wait_for(lambda: self._lab.director.visit is None, "the first screen")
        finally:
            ready()
            sent()

    # --- screens ------------------------------------------------------------------

    def _choose(self) -> None:
        wait_for(lambda: self._stage is Stage.ATTRACT, "the first screen")
        place = self._lab.director.services.station.personas.index(self._persona)
        for _ in range(place):
            self._keyboard.press(Qt.Key.Key_Right)
        self._keyboard.press(Qt.Key.Key_Return)
        wait_for(lambda: self._lab.director.visit is not None, "the story")

    def _continue(self, name: str) -> None:
        """The main button has the focus: Enter presses it."""
        self._screenshots.take(f"{self._persona}-{name}")
        before = self._lab.window.current()
        self._keyboard.press(Qt.Key.Key_Return)
        wait_for(lambda: self._lab.window.current() is not before, f"what comes after the {name}")

    def _tutor(self) -> None:
        wait_for(lambda: self._is_ready, "the tutor's page", _READY_S)
        persona = self._lab.setup.library.persona(self._persona)
        for step in persona.tutor.steps:
            self._press_named(step.press)
        self._screenshots.take(f"{self._persona}-tutor")
        self._is_ready = False
        self._keyboard.press(Qt.Key.Key_F9)
        wait_for(lambda: self._stage is not Stage.TUTOR, "what comes after the tutor")
        if self._stage is Stage.WARM_UP:
            self._warm_up()
        wait_for(lambda: self._stage in RUN_OF, "the first run")

    def _warm_up(self) -> None:
        """In a hurry: left out, as a visitor may."""
        self._screenshots.take(f"{self._persona}-warm-up")
        self._keyboard.press(Qt.Key.Key_F9)

    def _press_named(self, name: str) -> None:
        control, _, key = name.rpartition("+")
        modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        special = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape}
        self._keyboard.press(special.get(key) or Qt.Key[f"Key_{key}"], modifiers)

    # --- runs ------------------------------------------------------------------------

    def _all_runs(self) -> None:
        """Each with its question; the last has what helps, and is given more time."""
        runs = self._plan.runs
        for run in runs:
            is_last = run is runs[-1]
            patience = self._after(HELPED_PRESSES if is_last else PATIENCE_PRESSES)
            self._run(run, (self._has_had_enough if run is RunKind.BARRIER else None) or patience)
            self._answer_after(run)
            if not is_last:
                self._continue("between")

    def _answer_after(self, run: RunKind) -> None:
        """The questions about it, and after the last one those about before."""
        asked = [stage for stage, its_run in ASKED_OF.items() if its_run is run]
        while self._stage in (*asked, Stage.THINKING_BACK):
            self._answer_page(f"question-{run.value}")

    def _after(self, presses: int) -> Callable[[], bool]:
        last = self._keyboard.presses + presses
        return lambda: self._keyboard.presses >= last

    def _heard(self, run: RunKind) -> str:
        return next(reversed(self._lab.director.form.said.get(run, ())), "")

    def _run(self, run: RunKind, has_had_enough: Callable[[], bool]) -> None:
        """Fill in the form; out of patience, say "I'm stuck". LabError: a service has ended it, and why."""
        wait_for(self._is_open, "the form", _READY_S)
        self._screenshots.take(f"{self._persona}-{run.value}")
        self._is_sent = False
        visit = self._lab.director.visit
        assert visit is not None
        self._keyboard.adapt(visit.plan.conditions[run])
        self._use_larger_text(run)
        self._screenshots.take(f"{self._persona}-{run.value}-under-way")
        self._came_through = self._filler(run, has_had_enough).fill()
        if self._came_through:
            wait_for(lambda: self._is_sent or visit.run is None, "the confirmation")
            self._screenshots.take(f"{self._persona}-{run.value}-sent")
        else:
            self._screenshots.take(f"{self._persona}-{run.value}-stuck")
        self._keyboard.adapt(None)
        self._is_ready = False
        stage = visit.stage
        self._keyboard.press(Qt.Key.Key_F9)
        wait_for(lambda: visit.stage is not stage, "the question after the run")

    def _use_larger_text(self, run: RunKind) -> None:
        """Where that is a help."""
        if wears(self._plan.conditions[run].helps, Zoom):
            for _ in range(5):
                self._keyboard.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    def _filler(self, run: RunKind, has_had_enough: Callable[[], bool]) -> FormFiller | ServiceFiller:
        """A service goes by its own clock."""
        plan = self._plan
        if isinstance(plan.task, Service):
            probe = PageProbe(self._lab.window.view)
            return ServiceFiller(self._keyboard, probe, plan, run, has_had_enough, self._was_sent)
        heard = partial(self._heard, run)
        return FormFiller(self._keyboard, self._probe, plan, run, has_had_enough, self._was_sent, heard, self._pointer)

    # --- answers ------------------------------------------------------------------------

    def _answer(self, until: Stage, name: str) -> None:
        """Every page of questions until the next stage."""
        while self._stage is not until:
            self._answer_page(name)

    def _answer_page(self, name: str) -> None:
        screen = self._lab.window.current()
        assert screen is not None
        self._fill_in(screen)
        self._asked[name] += 1
        self._screenshots.take(f"{self._persona}-{name}-{self._asked[name]}")
        go_on = next(each for each in screen.findChildren(QAbstractButton) if each.text() == "Continue")
        go_on.setFocus(Qt.FocusReason.TabFocusReason)
        self._keyboard.press(Qt.Key.Key_Return)
        wait_for(lambda: self._lab.window.current() is not screen, "the next page")

    def _fill_in(self, screen: QWidget) -> None:
        is_helped = ASKED_OF.get(self._stage) is self._plan.runs[-1]
        if isinstance(self._plan.task, Service):
            is_helped = self._came_through
        for scale in screen.findChildren(PointScale):
            scale.entry.setFocus(Qt.FocusReason.TabFocusReason)
            is_high = is_helped is not scale.is_high_bad
            liked = self._chance.randint(5, 7) if is_high else self._chance.randint(1, 4)
            self._keyboard.press(Qt.Key(ord(str(liked))), words=str(liked))
        for choice in screen.findChildren(WordChoice):
            choice.entry.setFocus(Qt.FocusReason.TabFocusReason)
            place = str(choice.right if is_helped else self._chance.randint(1, 3))
            self._keyboard.press(Qt.Key(ord(place)), words=place)
        for slider in screen.findChildren(SliderScale):
            slider.slider.setFocus(Qt.FocusReason.TabFocusReason)
            for _ in range(self._chance.randint(1, 6)):
                self._keyboard.press(Qt.Key.Key_Left if is_helped else Qt.Key.Key_Right)
        for field in screen.findChildren(QPlainTextEdit)[:1]:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._keyboard.type(self._comment)

    def _debrief(self) -> None:
        page = 0
        while self._stage is Stage.DEBRIEF:
            page += 1
            if page <= _PICTURED_PAGES:
                self._screenshots.take(f"{self._persona}-debrief-{page}")
            self._keyboard.press(Qt.Key.Key_Return)
            rest(60)

    @property
    def _stage(self) -> Stage:
        return self._lab.director.stage

    @property
    def _plan(self) -> VisitPlan:
        visit = self._lab.director.visit
        assert visit is not None
        return visit.plan

    def _is_open(self) -> bool:
        self._heed_end()
        return self._is_ready

    def _was_sent(self) -> bool:
        self._heed_end()
        return self._is_sent

    def _heed_end(self) -> None:
        """A demo has nothing to show at a service that does not come: the facilitator's sentence ends it."""
        visit = self._lab.director.visit
        if visit is not None and Outcome.ENDED_BY_SERVICE in visit.outcomes.values():
            raise self._lab.problems[-1]

    def _note_ready(self) -> None:
        self._is_ready = True

    def _note_sent(self) -> None:
        self._is_sent = True


def lab_signal(signal: object, slot: Callable[[], None]) -> Callable[[], None]:
    """Connect now; returns what takes the connection away again."""
    signal.connect(slot)  # type: ignore[attr-defined]
    return lambda: signal.disconnect(slot)  # type: ignore[attr-defined]
