"""What happened: both runs side by side, then each barrier that was met with the two lines of HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.task import Barrier
from empathylab.measures.outcomes import OUTCOMES
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui import theme
from empathylab.ui.flow import Flow
from empathylab.ui.participant.looking_back import LookingBack, RunFigures
from empathylab.ui.participant.screen import Screen, headline, visit_bar
from empathylab.ui.widgets import Card, button, clear, column, holding, text


class DebriefScreen(Screen):
    """Both runs, and below them one thing at a time; Continue shows the next and then goes on."""

    def __init__(
        self,
        plan: VisitPlan,
        found: LookingBack,
        go_on: Callable[[], object],
    ) -> None:
        super().__init__("What happened")
        self._go_on = go_on
        self._reveals = _reveals(found)
        self._shown = -1
        self._was_sought = False
        self._reveal = QVBoxLayout()
        self._left = text("", "quiet", wraps=False)
        self.go_on = button("Continue", self._pressed, "main")
        self.first = self.go_on
        content = column(headline(_headline(found)), space=theme.current().gap(16))
        content.addLayout(_beside(_run_card("With barriers", found.barrier, found), _helped_card(found)))
        content.addLayout(self._reveal)
        self.build(content, (self.go_on, self._left), visit_bar(plan, Stage.DEBRIEF))
        self._next()

    def _pressed(self) -> None:
        """At large text the first finding may stand below the window: nobody is led past it unseen."""
        first = self._reveal.itemAt(0)
        finding = first.widget() if first is not None else None
        is_below = finding is not None and self.isVisible() and finding.visibleRegion().isEmpty()
        if finding is None or self._was_sought or not is_below:
            self._next()
            return
        self._was_sought = True
        self.scroll_to(finding)

    def _next(self) -> None:
        self._shown += 1
        if self._shown >= len(self._reveals):
            self._go_on()
            return
        clear(self._reveal)
        card = self._reveals[self._shown]()
        self._reveal.addWidget(card)
        if self._shown:
            self.scroll_to(card)
        more = len(self._reveals) - self._shown - 1
        self._left.setText(f"{more} more {'finding' if more == 1 else 'findings'}" if more > 0 else "")
        self._left.setVisible(more > 0)


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


def _helped_card(found: LookingBack) -> Card:
    return _run_card("Built well", found.helped, found, "good")


def _run_card(title: str, run: RunFigures, found: LookingBack, mood: Literal["", "good"] = "") -> Card:
    heading = text(title, "good" if mood else "subtitle")
    if run.outcome is None:
        return Card(heading, text("not tried"), mood=mood)
    cells = [_cell(value, caption) for value, caption in _numbers(run, run.outcome, found)]
    missing = [text(words, "small") for words in _without_number(run, found)]
    card = Card(heading, Flow(*cells, space=34, is_at_top=True), *missing, mood=mood)
    # The one beside it may be taller, and both headings stand at the same height.
    card.box.addStretch(1)
    return card


def _cell(value: str, caption: str) -> QWidget:
    return holding(column(text(value, "number", wraps=False), text(caption, "small", wraps=False), space=2))


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
    return Card(text("What it took", "title"), *(text(words) for words in sentences), *small)


def transcripts_card(barrier: Sequence[str], helped: Sequence[str]) -> QWidget:
    """What the reader said in the form, line by line; it is gone with this screen."""
    card = Card(text("What the reader said", "title"))
    card.box.addLayout(_beside(_said("With barriers", barrier), _said("Built well", helped)))
    return card


def _said(title: str, phrases: Sequence[str]) -> QWidget:
    words = text("\n".join(f"“{phrase}”" for phrase in phrases) or "Nothing of the form.", "code")
    words.setAccessibleName(f"{title}: {', '.join(phrases)}")
    return _titled(title, words)


def barrier_card(barrier: Barrier) -> QWidget:
    """What it was, who else it stops, how it is mended, and the two fragments of HTML."""
    criteria = f"WCAG {', '.join(barrier.wcag)}"
    card = Card(
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
    return Card(text("No barrier in the record", "title"), text(words))


def _beside(*parts: QWidget) -> QBoxLayout:
    """Parts of equal width side by side; below one another when the text is large."""
    down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
    box = QBoxLayout(down if theme.current().is_large else right)
    box.setSpacing(24)
    for part in parts:
        box.addWidget(part, 0 if theme.current().is_large else 1)
    return box
