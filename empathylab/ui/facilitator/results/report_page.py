"""The report as it would leave, read on the screen: the same content as in the files, with small groups hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.reports.assemble import assemble
from empathylab.reports.model import Chart, DataTable, FirstPage, Fix, Report, Section
from empathylab.reports.names import names_of
from empathylab.storage import RecordsReader, ReportedRecords, as_reported, for_report
from empathylab.ui.facilitator.controls.background_task import start_task
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import AnyEventPage, EventChoice
from empathylab.ui.facilitator.controls.form_controls import beside, field, flow, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.results.drawing import Drawing, copy_picture
from empathylab.ui.kit.widgets import Card, button, clear, column, text

_PORTRAIT_PX = 64

#: The records as a report on some events, or on all, may tell of them.
_Told = Callable[[RecordsReader, Path, Collection[str]], ReportedRecords]


class ReportPage(AnyEventPage):
    """Read anew each time it is opened, for comments and promises change."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("The report", "As it would leave the lab: groups only, small ones hidden.", on_back=on_back)
        self._desk = desk
        self.report: Report | None = None
        self.lab_event = EventChoice(desk)
        self.lab_event.currentIndexChanged.connect(self.load)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(18)
        self.body.addLayout(field("Event", self.lab_event))
        self.body.addWidget(self.said)
        self.body.addLayout(self._pages)
        self.body.addStretch(1)

    def load(self) -> None:
        """Put the report together beside the screen; nothing leaves by that, so nothing counts as told."""
        self._put_together(as_reported, "Reading…", self._show)

    def _put_together(self, told: _Told, meanwhile: str, done: Callable[[Report], object]) -> None:
        records, event, library = self._desk.records, self.lab_event.name, self._desk.library
        events = (event,) if event else ()
        say(self.said, meanwhile, "quiet")
        self.work = start_task(
            self,
            lambda _progress: assemble(told(records, records.data_dir, events), event, names_of(library)),
            done=done,
            failed=self._failed,
        )

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")

    def _copy(self, chart: Chart) -> None:
        """For slides and papers: it leaves, so it is put together anew as a report that counts as told."""
        self._put_together(for_report, "Copying…", partial(self._copy_of, chart.table.caption))

    def _copy_of(self, caption: str, report: Report) -> None:
        charts = (chart for section in report.sections for chart in section.charts if chart.table.caption == caption)
        if (chart := next(charts, None)) is None:
            self._failed("The report does not show this picture any more. Open it again.")
            return
        copy_picture(chart)
        self.tell(f"Copied: {caption}. Paste it where you need it.")

    def _show(self, report: Report) -> None:
        self.report = report
        clear(self._pages)
        sections = (_section_card(section, self._copy) for section in report.sections)
        for card in (*_first_cards(report), *sections, _limits_card(report)):
            card.be_read_whole(card.accessibleName())
            self._pages.addWidget(card)
        say(self.said, "")


def _first_cards(report: Report) -> Iterator[Card]:
    first = report.first
    facts = beside(*(column(text(fact.number, "title"), text(fact.words), None, space=2) for fact in first.facts))
    what = Card.titled(f"{report.title}: what we found", text(" ".join(first.lead)))
    what.box.addLayout(facts)
    yield what
    if first.wearers:
        yield _wearers_card(first)
    if first.found:
        yield Card.titled("What was found", *(text(f"• {sentence}") for sentence in first.found))
    if first.fixes:
        yield Card.titled("To fix first", *(label for fix in first.fixes for label in _fix_labels(fix)))
    rows = tuple((each.text, each.owner, each.due, each.state) for each in first.promises)
    promised = DataTable("What we promised", ("Promise", "Role or team", "By", "State"), rows)
    yield Card.titled("What we promised", _table(promised) if rows else text("Nothing has been promised yet."))
    if first.footnote:
        yield Card.titled("Small groups", text(first.footnote, "small"), kind="small")


def _wearers_card(first: FirstPage) -> Card:
    card = Card.titled(first.wearers_heading)
    for wearer in first.wearers:
        told = [text(f"{wearer.name}, {wearer.people} people. {wearer.one_line}")]
        told += [text(" ".join(wearer.worn), "small")] if wearer.worn else []
        words = column(*told, space=2)
        portrait = Drawing(wearer.portrait, _PORTRAIT_PX) if wearer.portrait else column()
        card.box.addLayout(beside(portrait, words, weights=(0, 1)))
    return card


def _fix_labels(fix: Fix) -> Iterator[QWidget]:
    yield text(f"{fix.barrier}. {fix.did}", "subtitle")
    yield text(f"Fix: {fix.fix}")
    who = f" Who can fix it: {fix.who}." if fix.who else ""
    yield text(f"{fix.criteria}. Also stops: {fix.also_stops}{who}", "small")


def _section_card(section: Section, copy: Callable[[Chart], object]) -> Card:
    card = Card.titled(section.heading, mood="bad" if section.warning else "")
    labels = [text(f"Warning. {section.warning}", "bad")] if section.warning else []
    labels += [text(sentence) for sentence in section.sentences]
    for label in labels:
        card.box.addWidget(label)
    for chart in section.charts:
        card.box.addWidget(Drawing(chart.svg))
        card.box.addWidget(text(chart.words, "small"))
        copy_button = button("Copy picture", partial(copy, chart), "small")
        copy_button.setAccessibleName(f"Copy picture: {chart.table.caption}")
        card.box.addWidget(flow(copy_button))
    for table in section.tables:
        card.box.addWidget(text(table.caption, "subtitle"))
        card.box.addWidget(_table(table))
    for fix in section.fixes:
        for widget in (*_fix_labels(fix), *(text(words, "small") for words in fix.fragments)):
            card.box.addWidget(widget)
    for group in section.quotes:
        for words in (group.theme, *(f"“{quoted}”" for quoted in group.texts)):
            card.box.addWidget(text(words, "subtitle" if words == group.theme else "body"))
    return card


def _limits_card(report: Report) -> Card:
    return Card.titled("What this cannot tell", *(text(f"• {caution}") for caution in report.limitations))


def _table(rows: DataTable) -> TextTable:
    made = TextTable(rows.caption)
    made.fill(rows.header, rows.rows)
    return made
