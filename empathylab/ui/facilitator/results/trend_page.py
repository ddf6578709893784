"""The page that compares events, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent

from empathylab.domain.days import short_day_words
from empathylab.domain.errors import LabError
from empathylab.domain.records import FIRST_THEMES, ReviewState
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Scale, Summary
from empathylab.domain.words import isolated
from empathylab.domain.workshop import EventSettings
from empathylab.measures.change_size import signed, size_of
from empathylab.measures.comparing import compare
from empathylab.measures.outcomes import endings
from empathylab.reports.trend import changes_between
from empathylab.ui.facilitator.controls.bars import BarChart
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, put, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.widgets import Card, text

#: A permanent lab has hundreds of events; the latest say where it goes.
LATEST = 30


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people: so many of so many."""

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

    def typical(self, scale: Scale) -> str:
        """The typical change within a person, built well against barriers; too few who differ tell none."""
        size = size_of(compare(self.summary.all_pairs(scale), scale))
        return "–" if size is None else signed(size.shift)

    def completed(self, run: RunKind) -> Share:
        people = endings(self.summary.outcomes, run)
        return Share(people[Outcome.COMPLETED], sum(people.values()))

    def cells(self) -> list[str]:
        return [
            self.event.name,
            short_day_words(self.event.held_on),
            f"{self.summary.counts.people:,}",
            *(str(self.completed(run)) for run in (RunKind.BARRIER, RunKind.HELPED)),
            *(self.typical(scale) for scale in (Scale.EASE, Scale.FIRST_PAGE_SECONDS)),
            str(self.more_pity()),
        ]

    def comments(self) -> list[str]:
        return [self.event.name, *(str(self.themes[theme]) for theme in FIRST_THEMES)]


#: What can be followed from event to event, by the words of the list.
MEASURES: dict[str, Callable[[Trend], Share]] = {
    "People who found it easier": Trend.easier,
    "Could send it with barriers": lambda trend: trend.completed(RunKind.BARRIER),
    "Could send it built well": lambda trend: trend.completed(RunKind.HELPED),
    "People who felt more pity": Trend.more_pity,
}
#: The measures of the report on several events, then what is asked: as many as have room on a small screen.
HEADINGS = (
    "Event",
    "Date",
    "People",
    "Sent,\nbarriers",
    "Sent,\nbuilt well",
    "Ease,\npoints",
    "Page 1,\nseconds",
    "More\npity",
)
COMMENT_HEADINGS = ("Event", "Well", "Not", "Ideas")
_ABOUT = "Ease and seconds: what changed for each person, as a rule, from barriers to built well."
_ABOUT_COMMENTS = "How many comments were released and sorted as these."
_NOTHING = "With two events you see here what was promised at the one and done by the next."


class TrendPage(Page):
    """One measure from event to event as bars, and everything as a table, oldest first."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Across events", "Does the lab change anything over time?", on_back=on_back)
        self._desk = desk
        self._rows: list[Trend] = []
        self.measure = DropDown([(name, name) for name in MEASURES])
        self.measure.currentIndexChanged.connect(self._show_bars)
        self.bars = BarChart("Events compared")
        self.table = TextTable("Events compared")
        self.comments = TextTable("Comments of the events")
        chart = Card()
        chart.box.addLayout(field("Show", self.measure))
        chart.box.addWidget(self.bars)
        self.body.addWidget(chart)
        self.body.addWidget(self.table)
        self.body.addWidget(text(_ABOUT, "small"))
        self.body.addWidget(text("Comments", "title"))
        self.body.addWidget(self.comments)
        self.body.addWidget(text(_ABOUT_COMMENTS, "small"))
        self.changes = text("")
        between = Card.titled("What was changed in between", self.changes)
        between.be_read_whole("What was changed in between")
        self.body.addWidget(between)
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read every event once."""
        try:
            latest = self._latest()
            self._rows = [self._trend(event) for event in latest]
            changes = changes_between(self._desk.records, latest)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        put(self.changes, "\n".join(changes) or _NOTHING)
        self.table.fill(HEADINGS, [row.cells() for row in self._rows])
        self.comments.fill(COMMENT_HEADINGS, [row.comments() for row in self._rows])
        self._show_bars()

    def _show_bars(self) -> None:
        measure = MEASURES[self.measure.currentText()]
        shares = [(isolated(row.event.name), measure(row)) for row in self._rows]
        self.bars.show_shares([(f"{name}: {share}", share.part / (share.whole or 1)) for name, share in shares])

    def _latest(self) -> list[EventSettings]:
        return sorted(self._desk.events(), key=lambda event: (event.held_on, event.name))[-LATEST:]

    def _trend(self, event: EventSettings) -> Trend:
        released = self._desk.records.comments(event.name, ReviewState.RELEASED)
        return Trend(event, self._desk.records.summary(event.name), Counter(comment.theme for comment in released))
