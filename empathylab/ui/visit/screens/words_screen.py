"""The screen on which who was here weeks ago gives the three words from then, or goes on without."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from empathylab.domain.errors import InputError
from empathylab.files.follow_up import understood
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.label import label_of
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

_TITLE, _LABEL = "Welcome back", "Your three words"


class WordsScreen(Screen):
    """What is typed is gone with the screen: `found` gets the words that were meant."""

    def __init__(self, plan: VisitPlan, found: Callable[[Sequence[str]], object], go_on: Callable[[], object]) -> None:
        super().__init__(_TITLE)
        self._found = found
        self.words = TextField("")
        self.words.setMaxLength(60)
        self.words.returnPressed.connect(self._give)
        self.problem = text("", "bad")
        self.problem.hide()
        self.first = self.words
        content = column(
            headline(_TITLE),
            text("Your paper from the first visit has three words. Type all three, in any order."),
            label_of(self.words, text(_LABEL, "subtitle")),
            self.words,
            self.problem,
            text("By them your answers then and now are set side by side. Nothing else links the two.", "quiet"),
            space=theme.fitted().gap(18),
        )
        actions = (button("Go on", self._give, "main"), button("I have no words", go_on))
        self.build(content, actions, visit_bar(plan, Stage.WORDS))

    def _give(self) -> None:
        try:
            words = understood(self.words.text())
        except InputError as error:
            self.problem.setText(str(error))
            self.problem.show()
            announce(self, str(error))
            self.words.setFocus()
            return
        self._found(words)
