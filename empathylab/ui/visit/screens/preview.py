"""What happens here: for people who would rather know before they try, or who only want to watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from empathylab.domain.persona import Persona
from empathylab.domain.service import Service
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import TopBar, VisitCard, button, column, text
from empathylab.ui.visit.screens.invitation import invitation
from empathylab.ui.visit.screens.screen import Screen, headline

_FIRST = (
    ("1  Meet", "You read who the person is: their work, what they use, what gets in their way."),
    ("2  Learn", "You try a few keys on a tiny page. Nothing there counts."),
)
_FORMS = (
    ("3  With barriers", "You fill in a short council form the way it meets them. Getting stuck is a useful result."),
    ("4  Built well", "You fill in the same kind of form, built well{with_helps}."),
    ("5  What happened", "You see what each form asked of you, and the lines of code that made the difference."),
)
_AT_SERVICE = (
    ("3  The service", "{invitation} Getting stuck is a useful result."),
    ("4  What happened", "You see what each run asked of you."),
)


class PreviewScreen(Screen):
    """The steps in words; nothing begins from here."""

    def __init__(self, personas: Sequence[Persona], back: Callable[[], object], service: Service | None = None) -> None:
        super().__init__("What happens here")
        self.first = self.way_back = button("Back", back, "main")
        told = {"with_helps": _with_helps(personas), "invitation": invitation(service)}
        steps = (*_FIRST, *(_AT_SERVICE if service else _FORMS))
        content = column(
            headline("What happens here"),
            *(_step(title, words.format_map(told)) for title, words in steps),
            text(
                "Five minutes or so. Shift three times ends everything at once. "
                "If you would rather watch, stand beside somebody who tries. "
                "Do you run this lab? Press Ctrl+Alt+F.",
                "quiet",
            ),
            space=theme.fitted().edge(10),
        )
        self.build(content, (self.first,), TopBar("Empathy Lab"))


def _with_helps(personas: Sequence[Persona]) -> str:
    """Of all who can be met at this station: some have technology switched on, for some the page is all that helps."""
    has_helps = [bool(persona.helped.helps) for persona in personas]
    if all(has_helps):
        return ", with the technology switched on"
    return ", with technology for those who use some" if any(has_helps) else ""


def _step(title: str, words: str) -> VisitCard:
    card = VisitCard(text(title, "subtitle"), text(words), space=0)
    card.box.setContentsMargins(*map(theme.fitted().edge, (24, 10, 24, 12)))
    return card
