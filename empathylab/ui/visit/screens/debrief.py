"""What happened: both runs side by side, then each barrier that was met with the two lines of HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.task import Barrier
from empathylab.measures.outcomes import OUTCOMES
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.group import said_elsewhere
from empathylab.ui.kit.widgets import VisitCard, button, column, holding, text
from empathylab.ui.visit.screens.looking_back import LookingBack, RunFigures
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar


def show_findings(
    show: Callable[[Screen], object],
    plan: VisitPlan,
    found: LookingBack,
    go_on: Callable[[], object],
    finding: int = 0,
) -> None:
    """One finding after the other, each on a screen of its own: who listens is told of what is entered anew."""
    is_last = finding + 1 == len(_reveals(found))
    following = go_on if is_last else partial(show_findings, show, plan, found, go_on, finding + 1)
    show(DebriefScreen(plan, found, following, finding))


class DebriefScreen(Screen):
    """Both runs, and below them one finding; Continue goes on once it has been in sight."""

    def __init__(self, plan: VisitPlan, found: LookingBack, go_on: Callable[[], object], finding: int = 0) -> None:
        reveals = _reveals(found)
        super().__init__(f"What happened, {finding + 1} of {len(reveals)}" if len(reveals) > 1 else "What happened")
        self.setWindowTitle("What happened")
        self._go_on = go_on
        self._was_sought = False
        self._finding = reveals[finding]()
        self.go_on = button("Continue", self._pressed, "main")
        self.first = self.go_on
        runs = (_run_card("With barriers", found.barrier, found), _helped_card(found))
        heading = headline(_headline(found))
        content = column(heading, space=theme.fitted().gap(16))
        content.addLayout(_beside(*runs))
        content.addWidget(self._finding)
        self.build(content, (self.go_on, *_left(len(reveals) - finding - 1)), visit_bar(plan, Stage.DEBRIEF))
        if finding:
            # Both runs were told with the first.
            for label in (heading, *(each for run in runs for each in run.findChildren(QLabel))):
                said_elsewhere(label)
            self.scroll_to(self._finding)

    def _pressed(self) -> None:
        """At large text the first finding may stand below the window: nobody is led past it unseen."""
        is_below = self.isVisible() and self._finding.visibleRegion().isEmpty()
        if self._was_sought or not is_below:
            self._go_on()
            return
        self._was_sought = True
        self.scroll_to(self._finding)


def _left(more: int) -> list[QWidget]:
    """How many findings are still to come."""
    return [text(f"{more} more {'finding' if more == 1 else 'findings'}", "quiet", wraps=False)] if more else []


def _reveals(found: LookingBack) -> list[Callable[[], QWidget]]:
    """What is shown below the two runs, one after the other."""
    cards: list[Callable[[], QWidget]] = []
    if found.sentences:
        cards.append(partial(_figures_card, found.sentences, found.small_print))
    if found.transcripts is not None:
        cards.append(partial(transcripts_card, *found.transcripts))
    cards += [partial(barrier_card, barrier) for barrier in found.met]
    return cards if found.met else [*cards, partial(_no_barrier_card, found.barrier.outcome)]


def _headline(found: LookingBack) -> str:
    if found.helped.outcome is not Outcome.COMPLETED:
        return "Same form, built two ways."
    return "Same form. The code made the difference."


def _helped_card(found: LookingBack) -> VisitCard:
    return _run_card("Built well", found.helped, found, "good")


def _run_card(title: str, run: RunFigures, found: LookingBack, mood: Literal["", "good"] = "") -> VisitCard:
    heading = text(title, "good" if mood else "subtitle")
    if run.outcome is None:
        not_tried = text("not tried")
        not_tried.setAccessibleName(f"{title}: not tried")
        return VisitCard(heading, not_tried, mood=mood)
    cells = [_cell(title, value, caption) for value, caption in _numbers(run, run.outcome, found)]
    missing = [text(words, "small") for words in _without_number(run, found)]
    card = VisitCard(heading, Flow(*cells, space=34, is_at_top=True), *missing, mood=mood)
    # The one beside it may be taller, and both headings stand at the same height.
    card.box.addStretch(1)
    return card


def _cell(title: str, value: str, caption: str) -> QWidget:
    """A figure with what it means below it; said as one sentence, since by itself neither says anything."""
    number, meaning = text(value, "number", wraps=False), text(caption, "small", wraps=False)
    number.setAccessibleName(f"{title}: {value} {caption}")
    return holding(column(number, said_elsewhere(meaning), space=2))


def _numbers(run: RunFigures, outcome: Outcome, found: LookingBack) -> list[tuple[str, str]]:
    """The figures that there are, each with what it means."""
    shown = [(clock(run.seconds or 0), OUTCOMES[outcome].to_visitor)]
    if _has_zoom(found):
        shown.append((percent(run.zoom or 1), "text size"))
    elif _has_lost_keys(found):
        shown.append((str(run.keys_lost or 0), f"of {run.keys or 0} keys lost"))
    elif run.keys_to_first_field is not None:
        shown.append((str(run.keys_to_first_field), "keys to the first field"))
    if run.ease is not None:
        shown.append((f"{run.ease} / 7", "ease, your answer"))
    return shown


def _without_number(run: RunFigures, found: LookingBack) -> list[str]:
    """What would stand beside them, in words: a dash would leave it open what is missing."""
    told = []
    if run.keys_to_first_field is None and not _has_zoom(found) and not _has_lost_keys(found):
        told.append("No field of the form was reached.")
    if run.ease is None:
        told.append("You did not say how easy this was.")
    return told


def _has_zoom(found: LookingBack) -> bool:
    return any((each.zoom or 1) > 1 for each in (found.barrier, found.helped))


def _has_lost_keys(found: LookingBack) -> bool:
    """Where nothing can be said of the way to the first field, which is the form's own doing as lost keys are not."""
    runs = [each for each in (found.barrier, found.helped) if each.outcome is not None]
    return any(each.keys_lost for each in runs) and any(each.keys_to_first_field is None for each in runs)


def clock(seconds: float) -> str:
    """Minutes and seconds, such as 3:41."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def percent(factor: float) -> str:
    """A zoom factor as people say it, such as 200 %."""
    return f"{factor * 100:.0f} %"


def _figures_card(sentences: Sequence[str], small_print: Sequence[str]) -> QWidget:
    """What it took, in plain sentences."""
    small = [text(words, "small") for words in small_print]
    return VisitCard(text("What it took", "title"), *(text(words) for words in sentences), *small)


def transcripts_card(barrier: Sequence[str], helped: Sequence[str]) -> QWidget:
    """What the reader said in the form, line by line; it is gone with this screen."""
    card = VisitCard(text("What the reader said", "title"))
    card.box.addLayout(_beside(_said("With barriers", barrier), _said("Built well", helped)))
    return card


def _said(title: str, phrases: Sequence[str]) -> QWidget:
    words = text("\n".join(f"“{phrase}”" for phrase in phrases) or "Nothing of the form.", "code")
    words.setAccessibleName(f"{title}: {', '.join(phrases)}")
    return _titled(title, words)


def barrier_card(barrier: Barrier) -> QWidget:
    """What it was, who else it stops, how it is mended, and the two fragments of HTML."""
    criteria = f"WCAG {', '.join(barrier.wcag)}"
    card = VisitCard(
        text(f"You met {barrier.met}", "title"),
        text(f"{barrier.meaning} {barrier.also_stops}"),
        text(f"{barrier.fix} {criteria}.", "quiet"),
    )
    html = (("Barrier", barrier.html.barrier), ("Built well", barrier.html.built_well))
    card.box.addLayout(_beside(*(_code(title, lines) for title, lines in html)))
    return card


def _code(title: str, html: str) -> QWidget:
    words = text(html, "code")
    words.setAccessibleName(f"{title}: {html}")
    return _titled(title, words)


def _titled(title: str, words: QWidget) -> QWidget:
    return holding(column(text(title, "small"), words, None, space=6))


def _no_barrier_card(outcome: Outcome | None) -> QWidget:
    """Never that there was none: whoever could not go on knows better than the record."""
    words = "Nothing in the record says that one of this form's barriers stood in your way. Other people meet them."
    if outcome in (Outcome.GAVE_UP, Outcome.STOPPED):
        words += " That you did not come through says something about the form all the same."
    return VisitCard(text("No barrier in the record", "title"), text(words))


def _beside(*parts: QWidget) -> QBoxLayout:
    """Parts of equal width side by side; below one another when the text is large."""
    down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
    box = QBoxLayout(down if theme.fitted().is_large else right)
    box.setSpacing(24)
    for part in parts:
        box.addWidget(part, 0 if theme.fitted().is_large else 1)
    return box
