"""What the event found, as it comes in: every person, the barriers met, zoom, and whether harm was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from empathylab.domain.errors import LabError
from empathylab.domain.look import line_look
from empathylab.domain.summary import Counts, Scale, Summary
from empathylab.domain.words import how_many
from empathylab.measures.scales import SCALES
from empathylab.reports.hosts import HEADER as HOST_HEADER
from empathylab.reports.hosts import host_rows
from empathylab.reports.names import names_of
from empathylab.reports.sharing import told_as_it_is
from empathylab.reports.three_ways import HEADER, three_ways
from empathylab.ui.facilitator.controls.bars import BarChart
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import EventChoice
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, put, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.results import findings
from empathylab.ui.facilitator.results.at_service import AtService, is_of_service_alone
from empathylab.ui.facilitator.results.other_visits import OtherVisits
from empathylab.ui.facilitator.results.slope_chart import MAX_LINES, Panel, SlopeChart
from empathylab.ui.facilitator.results.station_choice import StationChoice
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import Card, button, column, holding, relabel, text

_REFRESH_MS = 3000
_MOST_MET = 6
_MOST_ROWS = 300
#: What buttons below the results say, and the page that each leads to.
_ONWARD = (
    ("Bring in another station", "bring-in"),
    ("Compare events", "trend"),
    ("Assessment", "assessment"),
    ("Read the report", "report"),
)


class ResultsPage(Page):
    """Follows the records while it is in sight; nothing is computed again while nothing came in."""

    def __init__(self, desk: Desk, go: Callable[[str], object]) -> None:
        super().__init__("Results")
        self.heading.hide()
        self._desk = desk
        self._make_parts(desk)
        self._build(go)
        self.lab_event.currentIndexChanged.connect(self.load)
        self.station.currentIndexChanged.connect(self.load)
        self.scale.currentIndexChanged.connect(self.show_scale)
        desk.records_changed.connect(self.refresh)
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._timer.timeout.connect(self._refresh_if_seen)
        self._timer.start()

    def _make_parts(self, desk: Desk) -> None:
        self._loaded: tuple[str | None, Counts] | None = None
        self.summary = Summary("", Counts())
        self.lab_event = EventChoice(desk)
        self.station = StationChoice()
        self.scale = DropDown([(scale, meaning.name) for scale, meaning in SCALES.items()], Scale.EASE)
        self.people, self.runs = text("0 people", "number", wraps=False), text("", "small")
        self.chart_title, self.chart_words = text("", "title"), text("", "quiet")
        self.chart = SlopeChart()
        self.table = TextTable("Each pair of values")
        self.table_note = text("", "small")
        self.table_button: QPushButton = button("Show as a table", self._switch_table, "link")
        self.barriers = BarChart("Barriers met most")
        self.no_barriers = text("No barrier was met yet.", "quiet")
        self.harm, self.outcomes, self.usefulness = text(""), text(""), text("")
        self.harm_alarm = text("", "bad")
        self.zoom = TextTable("Zoom read with and predicted")
        self.paper = TextTable("The same form three ways")
        self.other_visits, self.at_service = OtherVisits(desk), AtService(desk)
        self.hosts = TextTable("With a host there and without")
        self.no_zoom = text("Nobody has zoomed yet.", "quiet")

    def _build(self, go: Callable[[str], object]) -> None:
        self._of_forms = (*self._build_comparison(), *self._build_findings())
        self.paper_card = Card(text("The same form three ways", "subtitle"), self.paper)
        self.hosts_card = Card(text("With a host there and without", "subtitle"), self.hosts)
        for part in (self.paper_card, self.hosts_card, self.other_visits):
            self.body.addWidget(part)
        self.body.addWidget(
            text("A few minutes of a simulation are not a life. These are answers of visitors, no more.", "small")
        )
        self.body.addStretch(1)
        for words, page in _ONWARD:
            self.add_action(button(words, partial(go, page)))
        self.add_action(button("Export", partial(go, "Export"), "main"))
        self.add_action(self.said)

    def _build_comparison(self) -> tuple[QWidget, ...]:
        """What there is of forms alone."""
        head = Card(self.people, self.runs, self.outcomes, space=2)
        choices = column(space=12)
        choices.addLayout(field("Event", self.lab_event))
        choices.addWidget(self.station.place)
        compared = holding(field("Compare", self.scale))
        choices.addWidget(compared)
        choices.addStretch(1)
        self.body.addLayout(beside(choices, head, weights=(2, 3)))
        chart = Card(
            self.chart_title, self.chart, self.chart_words, flow(self.table_button), self.table, self.table_note
        )
        self.table.hide()
        self.body.addWidget(self.at_service)
        self.body.addWidget(chart)
        return compared, chart

    def _build_findings(self) -> tuple[QWidget, ...]:
        """The same below."""
        self.harm_card = Card(text("Pity and belief", "subtitle"), self.harm_alarm, self.harm, self.usefulness)
        self.harm_card.box.addStretch(1)
        self.harm_card.be_read_whole("Pity and belief")
        met = Card(text("Barriers met most", "subtitle"), self.no_barriers, self.barriers)
        met.box.addStretch(1)
        self.body.addLayout(beside(met, self.harm_card))
        zoom = Card(text("Zoom read with longest, and what comfort would need", "subtitle"), self.no_zoom, self.zoom)
        self.body.addWidget(zoom)
        return met, zoom

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        try:
            self.lab_event.refresh()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Load again if anything came in since."""
        try:
            counts = self._desk.records.counts(self.lab_event.name)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        if (self.lab_event.name, counts) != self._loaded:
            self.load()

    def load(self) -> None:
        """Read the chosen event's summary and show all of it."""
        try:
            counts = self._desk.records.counts(self.lab_event.name)
            self.summary = self.station.summary(self._desk.records, self.lab_event.name)
            parts = self._parts_with_hosts()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._loaded = (self.lab_event.name, counts)
        self._show_counts()
        self.show_scale()
        self._show_barriers()
        self._show_harm()
        self._show_zoom()
        self._show_paper()
        self._show_hosts(parts)
        self.other_visits.load(self.lab_event.name, counts.other_visits)
        self._show_service()

    def _show_service(self) -> None:
        """Of one station's visits alone it is not told; where nobody was at a form, nothing says that of each part."""
        self.at_service.setVisible(False)
        if not self.station.is_one:
            self.at_service.load(self.lab_event.name, self.summary)
        is_of_service = is_of_service_alone(self.summary)
        for card in self._of_forms:
            card.setVisible(not is_of_service)

    def _parts_with_hosts(self) -> tuple[Summary, ...]:
        """Asked only of events that have a host; of one station's visits alone it is not told."""
        event = next((each for each in self._desk.events() if each.name == self.lab_event.name), None)
        has_host = event is not None and event.roles.has_host and not self.station.is_one
        return self._desk.records.parts(self.lab_event.name) if has_host else ()

    def _show_hosts(self, parts: tuple[Summary, ...]) -> None:
        rows = host_rows(parts, 1, names_of(self._desk.library))
        self.hosts.fill(HOST_HEADER, rows)
        self.hosts_card.setVisible(bool(rows))

    def _show_counts(self) -> None:
        counts = self.summary.counts
        put(self.people, how_many(counts.people, "person", "people"))
        now = f", {counts.open_sessions} at a station now" if counts.open_sessions else ""
        to_review = "" if self.station.is_one else f", {how_many(counts.comments_waiting, 'comment')} to review"
        put(self.runs, f"{how_many(counts.runs, 'run')}{to_review}{now}")
        put(self.outcomes, "\n".join(findings.outcome_sentences(self.summary)))

    def show_scale(self) -> None:
        """Draw the chosen comparison, with its sentence and its table."""
        scale = Scale(self.scale.currentData())
        meaning, names = SCALES[scale], self._desk.persona_name
        pairs = self.summary.pairs_of(scale)
        said = findings.chart_words(self.summary, scale, names)
        put(self.chart_title, f"{meaning.question} Each line is one person")
        put(self.chart_words, findings.caption(self.summary, scale))
        self.chart.show_panels(self._panels(scale), meaning.axis(pairs), meaning.sides, meaning.question, said)
        self.chart.setVisible(bool(pairs))
        headings = ["Persona", *map(findings.sentence, meaning.sides), "Change", "People"]
        self.table.fill(headings, findings.chart_rows(self.summary, scale, names, _MOST_ROWS))
        put(self.table_note, _left_out_words([len(pairs.pairs) for pairs in self.summary.pairs_of(scale)]))

    def _panels(self, scale: Scale) -> list[Panel]:
        looks = {persona.id: persona.look for persona in self._desk.library.personas.values()}
        return [
            Panel(self._desk.persona_name(pairs.persona), line_look(pairs.persona, looks), pairs.pairs)
            for pairs in self.summary.pairs_of(scale)
        ]

    def _show_barriers(self) -> None:
        known = self._desk.library.barriers
        most = self.summary.barriers[:_MOST_MET]
        names = [known[barrier.barrier].met if barrier.barrier in known else barrier.barrier for barrier in most]
        rows = [(findings.sentence(name), barrier.people) for name, barrier in zip(names, most, strict=True)]
        self.barriers.show_people(rows)
        self.barriers.setVisible(bool(rows))
        self.no_barriers.setVisible(not rows)

    def _show_harm(self) -> None:
        sentences, warning = findings.harm_sentences(self.summary)
        put(self.harm, "\n".join(sentences))
        put(self.harm_alarm, warning)
        mark(self.harm_card, "mood", "bad" if warning else "")
        put(self.usefulness, findings.usefulness_words(self.summary))
        self.harm_card.describe()

    def _show_zoom(self) -> None:
        rows = findings.zoom_rows(self.summary, self._desk.persona_name)
        self.zoom.fill(["Persona", "Read with", "Comfortable", "People"], rows)
        self.zoom.setVisible(bool(rows))
        self.no_zoom.setVisible(not rows)

    def _show_paper(self) -> None:
        """Only where people filled in the form on paper as well."""
        rows = three_ways(told_as_it_is(self.summary, names_of(self._desk.library)))
        self.paper.fill(HEADER, rows)
        self.paper_card.setVisible(bool(rows))

    def _switch_table(self) -> None:
        self.table.setVisible(self.table.isHidden())
        words = "Show as a table" if self.table.isHidden() else "Hide the table"
        relabel(self.table_button, words)


def _left_out_words(lines: list[int]) -> str:
    """What the chart and its table leave out when there are very many people."""
    if max(lines, default=0) <= MAX_LINES and sum(lines) <= _MOST_ROWS:
        return ""
    return f"Of {sum(lines):,} different lines the most common are drawn. The export has all of them."
