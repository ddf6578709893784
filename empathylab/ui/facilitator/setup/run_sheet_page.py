"""The run sheet: what to do and when; the lab ticks what it can see for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QPushButton, QVBoxLayout

from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLine
from empathylab.domain.run_sheet import Phase, Step
from empathylab.files.leading import load_run_sheet
from empathylab.ui.facilitator.controls.background_task import BackgroundTask
from empathylab.ui.facilitator.controls.choice import tick, with_hint
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, put, say, say_if_new, set_kind
from empathylab.ui.facilitator.setup.own_checks import SLOW, OwnCheckResult, OwnChecks
from empathylab.ui.facilitator.setup.ready_list import Checks, start_checks
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.label import said_elsewhere, spoken
from empathylab.ui.kit.widgets import Card, button, clear, column, rule, text

#: The page of a step that leaves this side: the visitors' own.
_VISITORS = "visitors"


class StepLine:
    """One step: a box to tick, or what the lab sees of it, and the way to where it is done."""

    def __init__(self, step: Step, go: Callable[[], object], ticked: Callable[[], object] | None) -> None:
        self.step = step
        self.box: QCheckBox | None = tick(step.do, False, theme.with_keys(step.how)) if step.check is None else None
        if self.box is not None and ticked is not None:
            self.box.toggled.connect(lambda _is_on: ticked())
        self.status = text("", "small")
        self.way: QPushButton | None = button(step.verb, go, "small") if step.page else None
        if self.way is not None:
            self.way.setAccessibleName(f"{step.verb}: {step.do}")

    def lay_out(self) -> QBoxLayout:
        """Whoever listens hears a step from its control; one without any is told by the card."""
        do, how = text(self.step.do), text(self.step.how, "small")
        if self.box is not None:
            words = with_hint(self.box)
        else:
            words = column(do, how, self.status, space=0)
            if self.way is not None:
                for label in (do, how, self.status):
                    said_elsewhere(label)
        return beside(words, flow(self.way), weights=(1, 0)) if self.way is not None else beside(words)

    @property
    def is_ticked(self) -> bool:
        return self.box is not None and self.box.isChecked()

    def show(self, seen: OwnCheckResult) -> None:
        """What the lab sees; in words and by a sign, never by colour alone."""
        words = f"{'✓ Done' if seen.is_done else '○ To do'}: {seen.words}"
        put(self.status, words)
        if self.way is not None:
            told = f"{spoken(words).rstrip('.')}. {self.step.how}"
            if self.way.accessibleDescription() != told:
                self.way.setAccessibleDescription(told)


class RunSheetPage(Page):
    """One phase at a time, at first the one of today. Ticks are kept with the event; each visitor's are not."""

    def __init__(
        self,
        desk: Desk,
        looks: OwnChecks,
        checks: Checks,
        go: Callable[[str], object],
        open_doors: Callable[[], object],
        *,
        on_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("Run sheet", on_back=on_back)
        self._desk, self._looks, self._checks = desk, looks, checks
        self._go, self._open_doors = go, open_doors
        self._look: BackgroundTask | None = None
        self.lines: list[StepLine] = []
        self.sheet = load_run_sheet(desk.library)
        parts = [(phase.id, phase.title) for phase in self.sheet.phases]
        self.phases = DropDown(parts, self._phase_of_today().id)
        self.steps = QVBoxLayout()
        self.next_button = button("Next part", self._go_on)
        self.body.addLayout(field("Which part?", self.phases))
        self.body.addWidget(self.said)
        self.body.addLayout(self.steps)
        self.body.addStretch(1)
        self.add_action(self.next_button)
        self._show_phase()
        self.phases.currentIndexChanged.connect(self._show_phase)

    # --- which part ---------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """The one that is shown."""
        return next(phase for phase in self.sheet.phases if phase.id == self.phases.currentData())

    def _phase_of_today(self) -> Phase:
        try:
            held_on = self._desk.lab_event().held_on
        except LabError:
            return self.sheet.phases[0]
        day = (datetime.now().astimezone().date() - held_on).days
        return self.sheet.phase_on(day, self._done())

    def _done(self) -> frozenset[str]:
        """What is ticked by hand for this event, and what the lab sees."""
        seen = (
            step.id
            for phase in self.sheet.phases
            for step in phase.steps
            if step.check is not None and self._looks.at(step.check, self.screen()).is_done
        )
        return frozenset((*self._desk.settings.ticked_steps.get(self._desk.event_name, ()), *seen))

    def _go_on(self) -> None:
        self.phases.setCurrentIndex((self.phases.currentIndex() + 1) % self.phases.count())
        self._take_focus_soon()

    def _next_visitor(self) -> None:
        self._show_phase()
        self._take_focus_soon()

    def _take_focus_soon(self) -> None:
        """What was just put on the page is shown, and can take the keyboard, only then."""
        QTimer.singleShot(0, self, self.take_focus)

    # --- its steps ----------------------------------------------------------

    def _show_phase(self) -> None:
        clear(self.steps)
        card = Card(space=10)
        card.setAccessibleName(self.phase.title)
        self.lines = [self._line(step) for step in self.phase.steps]
        for number, line in enumerate(self.lines):
            if number:
                card.box.addWidget(rule())
            card.box.addLayout(line.lay_out())
        self.steps.addWidget(card)
        if self.phase.is_for_each_visitor:
            card.box.addWidget(flow(button("Next visitor: clear the ticks", self._next_visitor)))
        self.refresh()

    def _line(self, step: Step) -> StepLine:
        go = self._open_doors if step.page == _VISITORS else lambda: self._go(step.page)
        line = StepLine(step, go, self._ticked)
        if line.box is not None and not self.phase.is_for_each_visitor:
            kept = self._desk.settings.ticked_steps.get(self._desk.event_name, ())
            line.box.blockSignals(True)
            line.box.setChecked(step.id in kept)
            line.box.blockSignals(False)
        return line

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Look at what the lab sees, and say how far all of it is."""
        for line in self.lines:
            if line.step.check is not None:
                line.show(self._looks.at(line.step.check, self.screen()))
        self._look_slowly()
        left = [line for line in self.lines if not self._is_done(line)]
        self.first = self._control_of(left[0]) if left else self.next_button
        done = len(self.lines) - len(left)
        said = f"{done} of {len(self.lines)} done."
        self._say(f"{said} Next: {left[0].step.do}." if left else f"{said} On to the next part.")

    def _say(self, words: str) -> None:
        """Who is on the page hears of it; who comes is told on the way in."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            say_if_new(self.said, words, "quiet")
        else:
            put(self.said, words)
            set_kind(self.said, "quiet")

    def _is_done(self, line: StepLine) -> bool:
        if line.step.check is None:
            return line.is_ticked
        return self._looks.at(line.step.check, self.screen()).is_done

    def _control_of(self, line: StepLine) -> QCheckBox | QPushButton | None:
        return line.box or line.way

    def _ticked(self) -> None:
        """Keep what is ticked, unless it is about a visitor."""
        if not self.phase.is_for_each_visitor:
            shown = {line.step.id for line in self.lines if line.box is not None}
            all_ticked = self._desk.settings.ticked_steps
            kept = [each for each in all_ticked.get(self._desk.event_name, ()) if each not in shown]
            kept += [line.step.id for line in self.lines if line.is_ticked]
            try:
                self._desk.change(ticked_steps={**all_ticked, self._desk.event_name: tuple(kept)})
            except LabError as error:
                say(self.said, str(error), "bad")
                return
        self.refresh()

    # --- what takes seconds -------------------------------------------------

    def _look_slowly(self) -> None:
        """The ready list, once, beside the screen, where a step asks for it."""
        is_asked = any(line.step.check in SLOW for line in self.lines)
        if self._look is None and not self._looks.lines and is_asked:
            self._look = start_checks(self._checks)
            self._look.done.connect(self._take_lines)
            self._look.start()

    def _take_lines(self, lines: list[CheckLine]) -> None:
        self._looks.lines = tuple(lines)
        self.refresh()
