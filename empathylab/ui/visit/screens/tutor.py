"""The tutor: a few keys, each tried once on a tiny page; never longer than a minute, always skippable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from empathylab.domain.persona import Tutor, TutorStep
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import VisitCard, row, text, unfocused_button
from empathylab.ui.visit.screens.side_panel import SidePanel


class TutorProgress(QObject):
    """Ticks the steps off as their keys are pressed, in any order, where they do something."""

    ticked = Signal(int)
    finished = Signal()

    def __init__(self, steps: tuple[TutorStep, ...]) -> None:
        super().__init__()
        self._waiting = {step.press: (index, step.at) for index, step in enumerate(steps)}
        self._field = ""

    def focused(self, field: str) -> None:
        """The field or button of the page that has the focus now, by its id."""
        self._field = field

    def pressed(self, key_name: str, *, is_done: bool = True) -> None:
        """A key by its name, such as `Tab` or `Ctrl+Plus`, and whether the page as it is has something for it to do."""
        index, at = self._waiting.get(key_name, (None, ()))
        if index is None or not is_done or (at and self._field not in at):
            return
        del self._waiting[key_name]
        self.ticked.emit(index)
        if not self._waiting:
            self.finished.emit()


class TutorStepCard(QFrame):
    """One key: what it does, and whether it has been tried."""

    def __init__(self, step: TutorStep) -> None:
        super().__init__()
        self._step = step
        self.is_tried = False
        self._state = text("Try it", "small", wraps=False)
        card = VisitCard(space=2)
        card.box.setContentsMargins(*map(theme.fitted().edge, (14, 6, 14, 6)))
        key, does = said_elsewhere(text(step.key, "key", wraps=False)), text(step.does, "small")
        does.setAccessibleName(f"{step.key} {step.does}")
        card.box.addLayout(row(key, None, self._state, stretch_at_end=False))
        card.box.addWidget(does)
        holder = row(card, space=0, stretch_at_end=False)
        holder.setContentsMargins(0, 0, 0, 0)
        self.setLayout(holder)
        self.setAccessibleName(f"{step.key} {step.does} Not tried yet.")

    def tick(self) -> None:
        self.is_tried = True
        self._state.setText("✓ Done")
        mark(self._state, "kind", "good")
        self.setAccessibleName(f"{self._step.key} {self._step.does} Done.")
        announce(self, f"Done: {self._step.key}")


def tutor_side(tutor: Tutor, progress: TutorProgress, go_on: Callable[[], object]) -> SidePanel:
    """The steps with their ticks, and one button that goes on at any time."""
    cards = [TutorStepCard(step) for step in tutor.steps]
    start = unfocused_button(f"Skip   {theme.key_name('F9')}", go_on, theme.key_name("F9"), "main")
    side = SidePanel(text(tutor.title, "subtitle"), text("Press each key once.", "quiet"), *cards, foot=start)
    progress.ticked.connect(lambda index: _tick(side, cards, index))
    progress.finished.connect(lambda: _all_done(start))
    return side


def _tick(side: SidePanel, cards: Sequence[TutorStepCard], index: int) -> None:
    """Tick a step off, and bring the next one that waits into sight."""
    cards[index].tick()
    waiting = next((card for card in cards if not card.is_tried), None)
    if waiting is not None:
        side.bring_into_sight(waiting)


def _all_done(start: QPushButton) -> None:
    announce(start, f"That is all you need. {theme.key_name('F9')} starts.")
    start.setText(f"Start   {theme.key_name('F9')}")
