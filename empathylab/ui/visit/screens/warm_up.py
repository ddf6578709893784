"""The warm-up: half a minute of copying a line, so that every visitor has their own speed to compare with."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from empathylab.measures.copying import CopyTyping
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import VisitCard, button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, stop_bar

PROMPT = "please bring the green bin back by noon on friday"
#: What the figures are recorded of.
LINE = "warm-up"
_RECORDED = (
    "So you have your own speed to compare with. Only that and how many keys were wrong are recorded, never the words."
)


class WarmUpScreen(Screen):
    """`done` carries a `TextMeasured`; `begun` is called with the first character. The line typed is never kept."""

    done = Signal(object)

    def __init__(
        self, plan: VisitPlan, begun: Callable[[], object], skip: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        super().__init__("Your own speed")
        self._begun = begun
        self._typing = CopyTyping(PROMPT)
        self._is_begun = self._is_done = False
        self.field = TextField()
        self.field.setAccessibleName("Type the line here")
        self.field.setAccessibleDescription(PROMPT)
        self.field.textEdited.connect(self._changed)
        self.field.returnPressed.connect(self._finish)
        self.go_on = button("Continue", self._finish, "main")
        self._said = text(_RECORDED, "quiet")
        look = theme.fitted()
        content = column(
            headline("First, your own hands"),
            text("Copy this line as you usually type."),
            VisitCard(said_elsewhere(text(PROMPT, "title")), self.field),
            self._said,
            space=look.gap(10 if look.is_large else 20),
        )
        actions = (self.go_on, button(f"Skip   {theme.key_name('F9')}", skip))
        self.build(content, actions, stop_bar(plan, Stage.WARM_UP, stop))
        self.first = self.field

    def _changed(self, words: str) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._begun()
        self._typing.changed(words, time.monotonic() * 1000)
        if self._typing.is_complete:
            self.field.setEnabled(False)
            wpm = self._typing.score().wpm
            self._tell("Done." if wpm is None else f"Done: {wpm:.0f} words a minute. Choose Continue.")
            self.go_on.setFocus(Qt.FocusReason.TabFocusReason)

    def _finish(self) -> None:
        """With nothing typed there is nothing to measure: the visitor has to say that they skip."""
        if not self._is_begun:
            self._tell(f"Type the line, or skip with {theme.key_name('F9')}.")
        elif not self._is_done:
            self._is_done = True
            measured = self._typing.measured(LINE)
            self.field.clear()
            self.done.emit(measured)

    def _tell(self, words: str) -> None:
        self._said.setText(words)
