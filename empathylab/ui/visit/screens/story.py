"""Who you will be for a few minutes: a person with a job first, then what gets in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from empathylab.domain.persona import Persona
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import said_elsewhere
from empathylab.ui.kit.widgets import Portrait, VisitCard, button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar


class StoryScreen(Screen):
    """`hear` plays a sentence at the persona's own listening speed; None where there is nothing to hear."""

    def __init__(
        self,
        plan: VisitPlan,
        go_on: Callable[[], object],
        go_back: Callable[[], object],
        hear: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(f"Meet {plan.name}")
        content = column(space=theme.fitted().gap(22))
        for persona in plan.personas:
            content.addLayout(_persona_story(persona, is_alone=len(plan.personas) == 1))
        self.first = button("Continue", go_on, "main")
        self.way_back = button("Choose somebody else", go_back)
        actions: list[QWidget] = [self.first, self.way_back]
        if hear is not None:
            listen = button(f"Hear it at {_listener(plan)}'s speed", hear)
            if theme.fitted().is_large:
                content.addWidget(listen)
            else:
                actions.append(listen)
        self.build(content, actions, visit_bar(plan, Stage.STORY))


def _listener(plan: VisitPlan) -> str:
    return next((each.name for each in plan.personas if each.story.listens_at_wpm), plan.name)


def _persona_story(persona: Persona, *, is_alone: bool) -> QLayout:
    look = theme.fitted()
    head = QHBoxLayout()
    head.setSpacing(28)
    if not theme.fitted().is_large:
        head.addWidget(Portrait(persona.look.portrait, 150 if is_alone else 110, tint=persona.look.tint))
    words = column(
        headline(f"Meet {persona.name}") if is_alone else text(f"Meet {persona.name}", "title"),
        text(persona.story.person),
    )
    words.addStretch(1)
    head.addLayout(words, 1)
    whole = QVBoxLayout()
    whole.setSpacing(look.gap(14))
    whole.addLayout(head)
    whole.addLayout(_three_lists(persona))
    whole.addWidget(text(persona.caveat, "quiet"))
    for lived in persona.lived_words:
        whole.addWidget(text(f"“{lived.text}” {lived.source}", "quiet"))
    return whole


def _three_lists(persona: Persona) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(20)
    is_narrow = theme.fitted().is_large
    story = persona.story
    lists = (("Good at", story.skills), ("Uses", story.technology), ("What gets in the way", story.gets_in_the_way))
    for place, (title, lines) in enumerate(lists):
        card = VisitCard(said_elsewhere(text(title, "subtitle")), *_bullets(title, lines))
        card.box.addStretch(1)
        grid.setColumnStretch(0 if is_narrow else place, 1)
        grid.addWidget(card, place if is_narrow else 0, 0 if is_narrow else place)
    return grid


def _bullets(title: str, lines: Sequence[str]) -> list[QWidget]:
    """Each says by itself to which list it belongs: a screen reader may go through the lists line by line."""
    bullets: list[QWidget] = []
    for line in lines:
        bullet = text(f"• {line}")
        bullet.setAccessibleName(f"{title}: {line}")
        bullets.append(bullet)
    return bullets
