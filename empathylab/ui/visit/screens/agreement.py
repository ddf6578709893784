"""The agreement, in plain words. Nothing is recorded before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from empathylab.domain.days import day_words
from empathylab.domain.feature import wears
from empathylab.domain.workshop import EventSettings
from empathylab.files.setup import SetUp
from empathylab.helps import VoiceControl
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import VisitCard, button, column, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What differs from event to event."""

    organiser: str
    keep_until: str
    extra: str = ""


def agreement_facts(event: EventSettings, setup: SetUp) -> AgreementFacts:
    """What holds for an event, with the facilitator's own words in its language, else those of the lab folder."""
    local = setup.library.agreements.get(event.language, "")
    words = setup.settings.agreements.get(event.language, local)
    return AgreementFacts("The team beside you", day_words(event.keep_until), words)


_ANSWERS = {
    "Why": "{organiser} fixes forms that shut people out.",
    "Recorded": "Times, keys by kind, what you meet and answer. Never your name or what you type into a form.",
    "Kept": "Without a name, until {keep_until}. You can delete it until you finish.",
    "Stopping": "Press Shift three times, or the Stop button.",
    "Take care": "Say no if blur, flicker or sound make you unwell. A few minutes are not a life.",
}
#: Where a persona is used by voice.
_MICROPHONE = {
    "Microphone": "{key} opens it, if you like. What you say is not kept, only which kind of command it was."
}
_MORE = (
    "Reports tell of groups. The team also keeps tables with one row for each visit, without a name: who was here with "
    "you may know which is yours. Your own words are cut off from your visit, and the team reads them before anybody "
    "else. After you finish nobody can find your record, so nobody can delete it."
)


class AgreementScreen(Screen):
    """Five short answers, two buttons, and the rest for who asks; saying no costs nothing."""

    def __init__(
        self,
        plan: VisitPlan,
        facts: AgreementFacts,
        agree: Callable[[], object],
        decline: Callable[[], object],
    ) -> None:
        super().__init__("Before you start")
        card, key = VisitCard(space=theme.fitted().gap(2)), theme.key_name("F3")
        for title, words in (_ANSWERS | (_MICROPHONE if _may_listen(plan) else {})).items():
            card.box.addWidget(text(title, "subtitle"))
            card.box.addWidget(text(words.format(organiser=facts.organiser, keep_until=facts.keep_until, key=key)))
            card.box.addSpacing(6)
        if facts.extra:
            card.box.addWidget(text(facts.extra))
        rest = text(_MORE)
        card.box.addWidget(rest)
        self.first = button("I agree", agree, "main")
        self.build(
            column(headline("Before you start"), card),
            (self.first, button("No, thank you", decline), self.folded("More", rest)),
            visit_bar(plan, Stage.AGREEMENT),
        )


def _may_listen(plan: VisitPlan) -> bool:
    return any(wears(condition.helps, VoiceControl) for condition in plan.conditions.values())
