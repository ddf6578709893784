"""The screens at the end: thank you and take-away, and the calm one after Stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QAbstractButton

from empathylab.domain.service import Service
from empathylab.session.flow import Input
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.system_keys import asks_at_shifts
from empathylab.ui.kit.widgets import VisitCard, button, column, holding, row, text
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar

THANKS_SECONDS = 60
#: Who is frightened goes on pressing, and at five Windows asks.
_FIVE_SHIFTS = "If Windows asks about Sticky Keys now, answer No: that was the Shift key."
#: Actions that stay below the content of large text, which needs the room; the others are at its end.
_IN_SIGHT_WHEN_LARGE = 2
_CLOSES = "After a quiet minute this screen asks if you are there, then closes."
GIVE_WORDS = "Words to come back with"


class ThanksScreen(Screen):
    """Ends on what works. Goes back to the first screen by itself when nobody presses anything.

    `messages` tell what became of the page to keep, and the words to come back with; `keep` is None where there were no
    runs to sum up, `give_words` where nobody is asked to come back.
    """

    def __init__(
        self,
        plan: VisitPlan,
        take_away: Sequence[str],
        *,
        finish: Callable[[], object],
        keep: Callable[[], object] | None,
        delete: Callable[[], object],
        messages: Sequence[str] = (),
        give_words: Callable[[], object] | None = None,
    ) -> None:
        super().__init__("Thank you")
        said = [text(words, "subtitle") for words in messages]
        card = VisitCard(text("To take away", "subtitle"), *(text(f"• {line}") for line in take_away))
        self.first = button("Finish", finish, "main")
        offered = (("Save my summary", keep), (GIVE_WORDS, give_words), ("Delete my record", delete))
        actions = [self.first, *(button(words, go) for words, go in offered if go is not None)]
        in_sight = _IN_SIGHT_WHEN_LARGE if theme.fitted().is_large else len(actions)
        content = column(
            headline("Thank you"),
            *said,
            card,
            *(text(words, "quiet") for words in _of_the_people(plan)),
            text(f"{_CLOSES} Deleting cannot be undone.", "quiet"),
            Flow(*actions[in_sight:]),
            space=theme.fitted().gap(18),
        )
        self.build(content, actions[:in_sight], visit_bar(plan, Stage.THANKS))


def _of_the_people(plan: VisitPlan) -> Iterator[str]:
    """What a few minutes do not show, and what local disabled people say themselves."""
    for persona in plan.personas:
        yield persona.caveat
        for lived in persona.lived_words:
            yield f"“{lived.text}” {lived.source}"


#: What stands at the top, who did it, and what that says of the visitor.
_STOPPED = {
    Input.STOP: ("Stopped", "Stopped.", "Stopping is always fine, and it tells us something about the page."),
    Input.ENDED: ("Ended", "The team ended this.", "You have done nothing wrong."),
    Input.FAILED: ("Ended", "The lab ended this.", "It could not go on with the page. You have done nothing wrong."),
}


class StoppedScreen(Screen):
    """After Stop, or when another ended it: everything is normal, and the visitor says what comes next."""

    comes_unasked = True

    def __init__(
        self,
        plan: VisitPlan,
        *,
        by: Input = Input.STOP,
        built_well: Callable[[], object] | None,
        what_happened: Callable[[], object],
        finish: Callable[[], object],
        delete: Callable[[], object],
    ) -> None:
        title, who, words = _STOPPED[by]
        super().__init__(title)
        choices: list[QAbstractButton] = []
        if built_well is not None:
            choices.append(button(_last_run_words(plan), built_well, "main"))
        choices.append(button("See what happened", what_happened, "plain" if choices else "main"))
        choices.append(button("Finish", finish))
        self.first = choices[0]
        self.build(
            column(
                headline(f"{who} Everything is normal again."),
                text(f"{words} What would you like now?"),
                holding(row(holding(column(*choices)))),
                text("Deleting removes everything this visit recorded. Nobody can bring it back.", "quiet"),
                holding(row(button("Delete my record and finish", delete))),
                *([text(_FIVE_SHIFTS, "quiet")] if asks_at_shifts() else []),
            ),
            (),
            visit_bar(plan, Stage.DEBRIEF, title),
        )


def _last_run_words(plan: VisitPlan) -> str:
    """The run that works best."""
    if not isinstance(plan.task, Service):
        return "Try the form that is built well"
    return "Try the service with what helps"


class DeletedScreen(Screen):
    """What became of the record. `again` tries once more, where the disk has refused; `tries` counts the refusals."""

    def __init__(
        self, plan: VisitPlan, finish: Callable[[], object], again: Callable[[], object] | None = None, tries: int = 0
    ) -> None:
        self.tries = tries
        refused = "Your record is not deleted yet." if tries <= 1 else f"Tried {tries} times: not deleted yet."
        said = (refused, *_NOT_DELETED) if again else _DELETED
        super().__init__(said[0])
        actions = [button("Try again", again, "main")] if again else []
        actions.append(button("Finish", finish, "plain" if again else "main"))
        self.first = actions[0]
        self.build(
            column(headline(said[0]), *map(text, said[1:]), space=theme.fitted().gap(18)),
            actions,
            visit_bar(plan, Stage.THANKS, "Your record"),
            is_in_middle=True,
        )


_DELETED = ("Your record is deleted.", "Everything that your visit recorded is gone. Thank you for trying the lab.")
_NOT_DELETED = (
    "This computer's disk refused. The lab goes on trying by itself.",
    "Please tell the team beside you before you go, so that they see to it. They have a message about it too.",
)
