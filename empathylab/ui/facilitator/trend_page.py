"""How events compare, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent

from empathylab.domain.errors import LabError
from empathylab.domain.records import EventSettings, ReviewState, Scale, Summary
from empathylab.domain.session import Outcome, RunKind
from empathylab.ui.facilitator import findings
from empathylab.ui.facilitator.bars import BarChart
from empathylab.ui.facilitator.board import FIRST_THEMES
from empathylab.ui.facilitator.desk import Desk
from empathylab.ui.facilitator.pieces import Page, say
from empathylab.ui.facilitator.table import DataTable
from empathylab.ui.widgets import Card, text

#: A permanent lab has hundreds of events; the latest say where it goes.
LATEST = 30


@dataclass(frozen=True, slots=True)
class Trend:
    """One event in a row of the table."""

    event: EventSettings
    summary: Summary
    themes: Counter[str]

    def cells(self) -> list[str]:
        ease = self.summary.all_pairs(Scale.EASE)
        better, _, _ = findings.changes(ease, Scale.EASE)
        pity = self.summary.all_pairs(Scale.PITY)
        _, _, more_pity = findings.changes(pity, Scale.PITY)
        return [
            self.event.name,
            self.event.held_on.strftime("%d %b %Y").lstrip("0"),
            f"{self.summary.counts.people:,}",
            _of(better, ease.people),
            _of(_completed(self.summary), _finished(self.summary)),
            _of(more_pity, pity.people),
            *(str(self.themes[theme]) for theme in FIRST_THEMES),
        ]


HEADINGS = ("Event", "Date", "People", "Easier", "Completed built well", "More pity", "Going well", "Not", "Ideas")


class TrendPage(Page):
    """A row an event, oldest first, and the people of each as bars."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Across events", "Does the lab change anything over time?", on_back=on_back)
        self._desk = desk
        self.table = DataTable("Events compared")
        self.bars = BarChart("People at each event")
        self.body.addWidget(self.table)
        self.body.addWidget(text("Themes count comments that were released and sorted.", "small"))
        self.body.addWidget(Card(text("People at each event", "subtitle"), self.bars))
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read every event once."""
        try:
            rows = [self._trend(event) for event in self._latest()]
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.table.fill(HEADINGS, [row.cells() for row in rows])
        self.bars.show_rows([(row.event.name, row.summary.counts.people) for row in rows])

    def _latest(self) -> list[EventSettings]:
        return sorted(self._desk.events(), key=lambda event: (event.held_on, event.name))[-LATEST:]

    def _trend(self, event: EventSettings) -> Trend:
        released = self._desk.records.comments(event.name, ReviewState.RELEASED)
        return Trend(event, self._desk.records.summary(event.name), Counter(comment.theme for comment in released))


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" if whole else "–"


def _finished(summary: Summary) -> int:
    return sum(count.people for count in summary.outcomes if count.run is RunKind.HELPED)


def _completed(summary: Summary) -> int:
    is_done = (Outcome.COMPLETED, RunKind.HELPED)
    return sum(count.people for count in summary.outcomes if (count.outcome, count.run) == is_done)
