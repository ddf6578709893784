"""What happened: the verdict on both runs first, then one finding to a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.task import Barrier
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import rename
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import button, column, holding, row, text
from empathylab.ui.visit.screens.finding import SHOWN_FIRST, DebriefFinding, beside, findings
from empathylab.ui.visit.screens.run_words import BUILT_WELL, WITH_BARRIERS
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar
from empathylab.ui.visit.screens.verdict import bars_card, comparisons, headline_words, notes, run_card
from empathylab.ui.visit.screens.visit_findings import VisitFindings

FEEL = "Feel the fix"
SKIP, MORE = "Skip to the questions", "Who else?"
#: More of them nobody counts, and they have no room in one row of the smallest window.
_MOST_DOTS = 20


@dataclass(frozen=True, slots=True)
class DebriefPlace:
    """Where among the screens: 0 is the verdict, then the findings; `has_all` after somebody asked for all of them."""

    number: int = 0
    has_all: bool = False

    def step(self, by: int) -> DebriefPlace:
        """So many screens on, or back."""
        return replace(self, number=self.number + by)


#: Marks a barrier that a visitor had seen by themselves, in an audit.
Mark = Callable[[Barrier], object]
SEEN, MARKED = "I had seen this", "Marked: you had seen this"
#: Opens the page where a barrier was met, without that barrier; called with it, and with the way back.
Feel = Callable[[Barrier, Callable[[], object]], object]


def show_findings(
    show: Callable[[Screen], object],
    plan: VisitPlan,
    found: VisitFindings,
    go_on: Callable[[], object],
    place: DebriefPlace = DebriefPlace(),
    feel: Feel | None = None,
    mark: Mark | None = None,
) -> None:
    """Each on a screen of its own: who listens is told of what is entered anew. `feel` opens a page without one."""

    def go_to(other: DebriefPlace) -> None:
        show_findings(show, plan, found, go_on, other, feel, mark)

    show(DebriefScreen(plan, found, go_on, go_to, place, feel, mark))


class DebriefScreen(Screen):
    """The verdict, or one finding; the main button goes on once the last of it has been in sight."""

    def __init__(
        self,
        plan: VisitPlan,
        found: VisitFindings,
        go_on: Callable[[], object],
        go_to: Callable[[DebriefPlace], object],
        place: DebriefPlace = DebriefPlace(),
        feel: Feel | None = None,
        mark: Mark | None = None,
    ) -> None:
        told = findings(found)
        shown = told if place.has_all else told[:SHOWN_FIRST]
        self._leave = go_on if place.number == len(shown) else partial(go_to, place.step(1))
        finding = shown[place.number - 1] if place.number else None
        super().__init__(f"What happened: {finding.title}" if finding else "What happened")
        self.setWindowTitle("What happened")
        self._was_sought = False
        parts = _finding_parts(finding) if finding else _verdict_parts(found, plan)
        self._last = parts[-1]
        self.first = self.go_on = button(_onward(place, len(shown), found), self._pressed, "main")
        actions: list[QWidget] = [self.go_on]
        if finding is not None:
            actions += self._beside_finding(finding, place, go_to, feel, mark)
        more = [text(words) for words in finding.more] if finding else []
        asking = [self.folded(MORE, *more)] if more else []
        skip, is_large = button(SKIP, go_on) if place.number < len(shown) else None, theme.fitted().is_large
        if is_large:
            # Below, they would leave no room for what happened.
            parts = [*parts, Flow(*asking, *filter(None, (skip,)))]
        else:
            actions += asking
        if place.number == len(shown) < len(told):
            actions.append(_more(len(told) - len(shown), partial(go_to, replace(place.step(1), has_all=True))))
        if place.number:
            is_costliest = place.number == 1 < len(found.met) and not found.is_audit
            actions.append(FindingDots(place.number, len(shown), is_costliest=is_costliest))
        content = column(*parts, *more, space=theme.fitted().gap(26 if finding else 18))
        in_middle, at_end = finding is not None and not is_large, None if is_large else skip
        self.build(content, actions, visit_bar(plan, Stage.DEBRIEF), at_end=at_end, is_in_middle=in_middle)

    def _beside_finding(
        self,
        finding: DebriefFinding,
        place: DebriefPlace,
        go_to: Callable[[DebriefPlace], object],
        feel: Feel | None,
        mark: Mark | None,
    ) -> Iterator[QWidget]:
        """The page without the barrier, the moment that is taken home, and the way back."""
        if feel is not None and finding.barrier is not None:
            self.feel = button(FEEL, partial(feel, finding.barrier, partial(go_to, place)))
            yield self.feel
        if mark is not None and finding.barrier is not None:
            self.seen = button(SEEN, partial(self._mark, mark, finding.barrier))
            yield self.seen
        self.way_back = button("Back", partial(go_to, place.step(-1)))
        yield self.way_back

    def _mark(self, mark: Mark, barrier: Barrier) -> None:
        mark(barrier)
        self.seen.setText(MARKED)
        rename(self.seen, MARKED)

    def _pressed(self) -> None:
        """At large text the last of it may stand below the window: nobody is led past it unseen."""
        is_below = self.isVisible() and self._last.visibleRegion().isEmpty()
        if self._was_sought or not is_below:
            self._leave()
            return
        self._was_sought = True
        self.scroll_to(self._last)


def _onward(place: DebriefPlace, count: int, found: VisitFindings) -> str:
    if place.number == count:
        return "Go on"
    if place.number:
        return "Next"
    if not found.met:
        return "Next"
    was_stuck = found.barrier.outcome is Outcome.GAVE_UP and not found.is_audit
    return "See what stopped you" if was_stuck else "See what was in the way"


def _more(count: int, show: Callable[[], object]) -> QAbstractButton:
    return button(f"See {count} more", show)


def _verdict_parts(found: VisitFindings, plan: VisitPlan) -> list[QWidget]:
    """Both verdicts, what each form asked for, and what this was and was not."""
    cards = (run_card(WITH_BARRIERS, found.barrier, found.pages), run_card(BUILT_WELL, found.helped, found.pages))
    rows = comparisons(found)
    bars = [bars_card(rows)] if rows else []
    said = " ".join((*notes(found), *(persona.caveat for persona in plan.personas)))
    return [headline(headline_words(found)), holding(beside(*cards)), *bars, text(said, "small")]


def _finding_parts(finding: DebriefFinding) -> list[QWidget]:
    title = text(finding.title, "title" if theme.fitted().is_large else "large")
    return [title, *finding.parts()]


class FindingDots(QWidget):
    """Which of the findings this is: in words, and as dots where they can be taken in."""

    def __init__(self, now: int, count: int, *, is_costliest: bool = False) -> None:
        super().__init__()
        dots = [_Dots(now, count)] if count <= _MOST_DOTS else []
        words = text(f"{now} of {count}{', costliest first' if is_costliest else ''}", "small", wraps=False)
        line = row(*dots, words, space=theme.fitted().edge(14), stretch_at_end=False)
        line.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(line)


class _Dots(QWidget):
    def __init__(self, now: int, count: int) -> None:
        super().__init__()
        self._now, self._count = now, count
        self._step = theme.fitted().edge(26)
        self.setFixedSize(self._step * count, theme.fitted().edge(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Full for what is in sight, an outline for the others."""
        look, side = theme.fitted(), self.height() - 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.ink), look.edge(2)))
        for number in range(self._count):
            painter.setBrush(QColor(look.ink if number + 1 == self._now else look.paper))
            painter.drawEllipse(QRectF(number * self._step + 1, 1, side, side))
        painter.end()
