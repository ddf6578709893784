"""What happened: both runs side by side, then each barrier that was met with the two lines of HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.task import Barrier
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage, step_of
from empathylab.ui import theme
from empathylab.ui.participant.looking_back import LookingBack, RunFigures
from empathylab.ui.participant.screen import Screen, visit_bar
from empathylab.ui.widgets import Card, button, column, row, text

OUTCOME_WORDS = {
    Outcome.COMPLETED: "completed",
    Outcome.GAVE_UP: "could not go on",
    Outcome.STOPPED: "stopped",
    Outcome.TIMED_OUT: "walked away",
    Outcome.INTERRUPTED: "cut off",
}


class DebriefScreen(Screen):
    """One barrier at a time; Continue shows the next and then goes on."""

    def __init__(
        self,
        plan: VisitPlan,
        found: LookingBack,
        go_on: Callable[[], object],
    ) -> None:
        super().__init__("What happened")
        self._met, self._go_on, self._shown = found.met, go_on, 0
        barrier_run, helped_run = found.barrier, found.helped
        self._reveal = QVBoxLayout()
        self._left = text("", "quiet", wraps=False)
        self.first = button("Continue", self._next, "main")
        runs = QGridLayout()
        runs.setSpacing(24)
        is_narrow = theme.current().scale > 1.5
        runs.addWidget(_run_card("With barriers", barrier_run, helped_run, ""), 0, 0)
        runs.addWidget(
            _run_card("Built well", helped_run, barrier_run, "good"), 1 if is_narrow else 0, 0 if is_narrow else 1
        )
        content = column(text(_headline(barrier_run, helped_run), "display"), space=theme.current().gap(20))
        content.addLayout(runs)
        for words in found.extras:
            content.addWidget(text(words))
        content.addLayout(self._reveal)
        self.build(content, row(self.first, self._left), visit_bar(plan, step_of(Stage.DEBRIEF)))
        self._show_barrier()

    def _next(self) -> None:
        self._shown += 1
        if self._shown >= len(self._met):
            self._go_on()
        else:
            self._show_barrier()

    def _show_barrier(self) -> None:
        while self._reveal.count():
            item = self._reveal.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if self._met:
            self._reveal.addWidget(barrier_card(self._met[self._shown]))
        more = len(self._met) - self._shown - 1
        self._left.setText("" if more < 1 else f"{more} more {'barrier' if more == 1 else 'barriers'} you met")


def _headline(barrier_run: RunFigures, helped_run: RunFigures) -> str:
    if helped_run.outcome is Outcome.COMPLETED:
        return "Same form. The code made the difference."
    return "Same form, built two ways."


def _run_card(title: str, run: RunFigures, other: RunFigures, mood: Literal["", "good"]) -> Card:
    card = Card(text(title, "good" if mood else "subtitle"), mood=mood)
    numbers = QHBoxLayout()
    numbers.setSpacing(34)
    for value, caption in _numbers(run, other):
        numbers.addLayout(column(text(value, "number", wraps=False), text(caption, "small"), space=2))
    numbers.addStretch(1)
    card.box.addLayout(numbers)
    return card


def _numbers(run: RunFigures, other: RunFigures) -> list[tuple[str, str]]:
    shown = [(clock(run.seconds), OUTCOME_WORDS[run.outcome])]
    if run.zoom is not None and max(run.zoom, other.zoom or 1) > 1:
        shown.append((f"{run.zoom:.0%}".replace("%", " %"), "text size"))
    elif run.keys_lost or other.keys_lost:
        shown.append((_or_dash(run.keys_lost), f"of {_or_dash(run.keys)} keys lost"))
    else:
        shown.append((_or_dash(run.keys_to_first_field), "keys to the first field"))
    shown.append((f"{_or_dash(run.ease)} / 7", "ease, your answer"))
    return shown


def clock(seconds: float | None) -> str:
    """Minutes and seconds, such as 3:41."""
    return "–" if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)


def barrier_card(barrier: Barrier) -> QWidget:
    """What it was, who else it stops, how it is mended, and the two fragments of HTML."""
    criteria = f"WCAG {', '.join(barrier.wcag)}"
    card = Card(
        text(f"You met {barrier.met}", "title"),
        text(f"{barrier.meaning} {barrier.also_stops}"),
        text(f"{barrier.fix} {criteria}.", "quiet"),
    )
    fragments = QGridLayout()
    fragments.setHorizontalSpacing(18)
    is_narrow = theme.current().scale > 1.5
    for place, (title, html) in enumerate((("Barrier", barrier.html.barrier), ("Built well", barrier.html.built_well))):
        line, place_in_line = (place * 2, 0) if is_narrow else (0, place)
        fragments.addWidget(text(title, "small"), line, place_in_line)
        code = text(html, "code")
        code.setAccessibleName(f"{title}: {html}")
        fragments.addWidget(code, line + 1, place_in_line, Qt.AlignmentFlag.AlignTop)
    card.box.addLayout(fragments)
    return card
