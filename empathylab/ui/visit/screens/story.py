"""Who you will be for a few minutes: a person with a job first, then what gets in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from empathylab.domain.calibration import WINDOW_PX
from empathylab.domain.persona import Persona
from empathylab.domain.session import Mode
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.portraits import portrait_renderer
from empathylab.ui.kit.widgets import button, column, text
from empathylab.ui.visit.screens.screen import Screen, visit_bar

#: Of the window's width, and of the panel's own height.
_PANEL_SHARE, _PORTRAIT_SHARE = 0.36, 0.62


#: Offered to who wants to look and no more; with the second, to who does not want to wear anything.
LOOK_ONLY, NOTHING_WORN = "Only look", ", nothing worn"
#: To who has three words from the first time.
CAME_BACK = "I was here before"


class StoryScreen(Screen):
    """`hear` plays a sentence at the persona's own listening speed; None where there is nothing to hear.

    `look_only` goes on with nothing worn, `came_back` to a minute of questions; None where that is not offered.
    """

    def __init__(
        self,
        plan: VisitPlan,
        go_on: Callable[[], object],
        go_back: Callable[[], object],
        hear: Callable[[], object] | None = None,
        look_only: Callable[[], object] | None = None,
        came_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(f"Meet {plan.name}")
        look, is_alone = theme.fitted(), len(plan.personas) == 1
        content = column(space=look.gap(30))
        for persona in plan.personas:
            content.addLayout(_told(persona, is_alone=is_alone))
        if hear is not None:
            content.addWidget(Flow(button(f"Hear it at {_listener(plan)}'s speed", hear)))
        self.first = button(_onward(plan), go_on, "main")
        self.way_back = button("Somebody else", go_back)
        beside = None if look.is_stacked else PortraitPanel(plan.personas)
        looking = LOOK_ONLY + (NOTHING_WORN if _is_worn(plan) else "")
        offered = ((looking, look_only), (CAME_BACK, came_back))
        others = [button(words, go) for words, go in offered if go is not None]
        if look.is_large:
            # Below, they would leave no room for the person.
            content.addWidget(Flow(*others))
        actions = (self.first, *([] if look.is_large else others), self.way_back)
        self.build(content, actions, visit_bar(plan, Stage.STORY), is_in_middle=is_alone, beside=beside)


def _is_worn(plan: VisitPlan) -> bool:
    """Whether there is anything to leave off."""
    return any(condition.simulations for condition in plan.conditions.values())


class PortraitPanel(QWidget):
    """The person at half the height of the window, on their own ground; two of them below one another."""

    def __init__(self, personas: Sequence[Persona]) -> None:
        super().__init__()
        self._drawn = [(QColor(each.look.tint), portrait_renderer(each.look.portrait)) for each in personas]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(theme.fitted().edge(round(WINDOW_PX[0] * _PANEL_SHARE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tall = self.height() / len(self._drawn)
        share = _PORTRAIT_SHARE if len(self._drawn) == 1 else 0.86
        for number, (tint, portrait) in enumerate(self._drawn):
            area = QRectF(0, number * tall, self.width(), tall)
            painter.fillRect(area, tint)
            side = min(self.width() * 0.98, tall * share)
            portrait.render(painter, QRectF(area.center().x() - side / 2, area.bottom() - side, side, side))
        painter.end()


def _onward(plan: VisitPlan) -> str:
    if plan.mode is Mode.AUDIT:
        return "Look at a form, nothing worn"
    return f"Try a form as {plan.name if len(plan.personas) == 1 else 'both'}"


def _listener(plan: VisitPlan) -> str:
    return next((each.name for each in plan.personas if each.story.listens_at_wpm), plan.name)


def _told(persona: Persona, *, is_alone: bool) -> QLayout:
    """Name, one sentence, and a line each for what they are good at, what they use and what gets in the way."""
    look, story = theme.fitted(), persona.story
    name = text(persona.name, "title" if look.is_large or not is_alone else "hero")
    sentence = text(story.person, "lead" if is_alone and not look.is_large else "body")
    whole = column(name, sentence, space=look.gap(14 if is_alone else 6))
    lines = (("Good at", story.skills), ("Uses", story.technology), ("In the way", story.gets_in_the_way))
    if look.is_large:
        for title, words in lines:
            whole.addWidget(text(f"{title}: {words[0]}"))
        whole.addWidget(text(persona.caveat))
        return whole
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.gap(22))
    grid.setVerticalSpacing(look.gap(14 if is_alone else 4))
    for number, (title, words) in enumerate(lines):
        what = said_elsewhere(text(title, "subtitle", wraps=False))
        what.setStyleSheet(f"color: {look.ink if look.is_high_contrast else persona.look.colour};")
        line = text(words[0], "line" if is_alone else "body")
        line.setAccessibleName(f"{title}: {words[0]}")
        grid.addWidget(what, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(line, number, 1)
    grid.setColumnStretch(1, 1)
    whole.addLayout(grid)
    whole.addWidget(text(persona.caveat, "quiet" if is_alone else "small"))
    return whole
