"""The bar over every step of a visit: who, where on the way, and in a run the two ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import STEP_NAMES
from empathylab.ui import theme
from empathylab.ui.widgets import Portrait, StepDots, button, text


class VisitBar(QFrame):
    """Portrait, name, the step in words and as dots (none for step 0); controls at the right, or below large text."""

    def __init__(self, plan: VisitPlan, place: str, step: int) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("kind", "bar")
        self.setMinimumHeight(look.px(72))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 8, 32, 8)
        page.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(20)
        page.addLayout(first)
        if not theme.current().is_large or len(plan.personas) == 1:
            persona = plan.personas[0].look
            first.addWidget(Portrait(persona.portrait, look.px(48), tint=persona.tint, is_round=True))
        first.addWidget(text(plan.name, "subtitle", wraps=False))
        first.addWidget(text(place, wraps=False))
        if step:
            first.addWidget(StepDots(step, len(STEP_NAMES)))
        first.addStretch(1)
        self._controls = first
        if theme.current().is_large:
            self._controls = QHBoxLayout()
            self._controls.setSpacing(20)
            page.addLayout(self._controls)

    def add(self, control: QPushButton) -> None:
        self._controls.addWidget(control)


class RunBar(VisitBar):
    """The bar of a run, with the two ways out.

    The buttons take no focus: they are F9 and Shift three times, so that Tab stays with the form that is judged.
    """

    def __init__(
        self, plan: VisitPlan, place: str, step: int, stuck: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        super().__init__(plan, place, step)
        self.stuck_button = button("I'm stuck   F9", stuck, "small")
        self.stop_button = button("", stop, "small")
        self.show_stop_progress(0)
        for each, key in ((self.stuck_button, "F9"), (self.stop_button, "Shift three times")):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.setAccessibleDescription(f"Press {key}")
            self.add(each)

    def name_way_on(self, words: str) -> None:
        """What F9 does here, where nobody can be stuck."""
        self.stuck_button.setText(f"{words}   F9")
        self.stuck_button.setAccessibleName(words)

    def show_stop_progress(self, presses: int) -> None:
        """Dots while Shift is being pressed three times."""
        dots = f"{'●' * presses}{'○' * (3 - presses)}" if presses else "Shift × 3"
        self.stop_button.setText(f"Stop   {dots}")
        self.stop_button.setAccessibleName("Stop")
