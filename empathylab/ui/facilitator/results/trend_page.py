"""How events compare, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent

from empathylab.domain.errors import LabError
from empathylab.domain.records import FIRST_THEMES, EventSettings, ReviewState
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Scale, Summary
from empathylab.measures.comparing import compare
from empathylab.measures.outcomes import endings
from empathylab.ui.facilitator.controls.bars import BarChart
from empathylab.ui.facilitator.controls.choice import DropDown
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, say
from empathylab.ui.facilitator.controls.table import DataTable
from empathylab.ui.kit.widgets import Card, text

#: A permanent lab has hundreds of events; the latest say where it goes.
LATEST = 30


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part:,} of {self.whole:,}" if self.whole else "–"


@dataclass(frozen=True, slots=True)
class Trend:
    """One event in a row of the table."""

    event: EventSettings
    summary: Summary
    themes: Counter[str]

    def easier(self) -> Share:
        change = compare(self.summary.all_pairs(Scale.EASE), Scale.EASE)
        return Share(change.better, change.people)

    def more_pity(self) -> Share:
        change = compare(self.summary.all_pairs(Scale.PITY), Scale.PITY)
        return Share(change.worse, change.people)

    def completed(self, run: RunKind) -> Share:
        people = endings(self.summary.outcomes, run)
        return Share(people[Outcome.COMPLETED], sum(people.values()))

    def cells(self) -> list[str]:
        return [
            self.event.name,
            self.event.held_on.strftime("%d %b %Y").lstrip("0"),
            f"{self.summary.counts.people:,}",
            *(str(measure(self)) for measure in MEASURES.values()),
            *(str(self.themes[theme]) for theme in FIRST_THEMES),
        ]


#: What can be followed from event to event, by the words of the list.
MEASURES: dict[str, Callable[[Trend], Share]] = {
    "People who found it easier": Trend.easier,
    "Completed with barriers": lambda trend: trend.completed(RunKind.BARRIER),
    "Completed built well": lambda trend: trend.completed(RunKind.HELPED),
    "People who felt more pity": Trend.more_pity,
}
HEADINGS = (
    "Event",
    "Date",
    "People",
    "Easier",
    "Done,\nbarriers",
    "Done,\nbuilt well",
    "More\npity",
    "Well",
    "Not",
    "Ideas",
)


class TrendPage(Page):
    """One measure from event to event as bars, and everything as a table, oldest first."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Across events", "Does the lab change anything over time?", on_back=on_back)
        self._desk = desk
        self._rows: list[Trend] = []
        self.measure = DropDown([(name, name) for name in MEASURES])
        self.measure.currentIndexChanged.connect(self._show_bars)
        self.bars = BarChart("Events compared")
        self.table = DataTable("Events compared")
        chart = Card()
        chart.box.addLayout(field("Show", self.measure))
        chart.box.addWidget(self.bars)
        self.body.addWidget(chart)
        self.body.addWidget(self.table)
        self.body.addWidget(text("Well, not and ideas count comments that were released and sorted.", "small"))
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read every event once."""
        try:
            self._rows = [self._trend(event) for event in self._latest()]
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.table.fill(HEADINGS, [row.cells() for row in self._rows])
        self._show_bars()

    def _show_bars(self) -> None:
        measure = MEASURES[self.measure.currentText()]
        shares = [(row.event.name, measure(row)) for row in self._rows]
        self.bars.show_shares([(f"{name}: {share}", share.part / (share.whole or 1)) for name, share in shares])

    def _latest(self) -> list[EventSettings]:
        return sorted(self._desk.events(), key=lambda event: (event.held_on, event.name))[-LATEST:]

    def _trend(self, event: EventSettings) -> Trend:
        released = self._desk.records.comments(event.name, ReviewState.RELEASED)
        return Trend(event, self._desk.records.summary(event.name), Counter(comment.theme for comment in released))
