"""What an event found: every person in the chart, the same in words and in a table, following the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from empathylab.domain.look import LineLook
from empathylab.domain.records import ActionRecord
from empathylab.domain.roles import Host, HostThere, Roles
from empathylab.domain.summary import Counts, PairCount, PersonaPairs, Scale, Summary
from empathylab.domain.workshop import EventSettings
from empathylab.measures.scales import SCALES
from empathylab.ui.facilitator.controls.event_choice import EventChoice
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.results import findings
from empathylab.ui.facilitator.results.report_page import ReportPage
from empathylab.ui.facilitator.results.results_page import ResultsPage
from empathylab.ui.facilitator.results.slope_chart import MAX_LINES, Panel, SlopeChart
from empathylab.ui.facilitator.results.trend_page import TrendPage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Card
from support.facilitator_lab import EARLIER, EVENT, Lab, open_lab, show_window


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> ResultsPage:
    made = ResultsPage(lab.desk(), lambda _name: None)
    qtbot.addWidget(made)
    made.resize(1280, 728)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _pairs(*pairs: tuple[float, float, int]) -> PersonaPairs:
    return PersonaPairs("claudia", tuple(PairCount(*pair) for pair in pairs))


def _summary(scale: Scale, pairs: PersonaPairs) -> Summary:
    return Summary(EVENT, Counts(people=pairs.people), pairs={scale: (pairs,)})


def test_people_runs_and_endings_are_counted(page: ResultsPage) -> None:
    assert page.people.text() == "8 people"
    assert page.runs.text() == "16 runs, 8 comments to review"
    assert page.outcomes.text() == "With barriers: 8 gave up.\nBuilt well: 8 completed."


def test_results_follow_the_event_under_way_until_another_one_is_picked(page: ResultsPage, lab: Lab) -> None:
    lab.store.begin_event(EventSettings("Library week", date(2026, 12, 1), date(2027, 3, 1)))
    page._desk.change(event="Library week")
    page.hide()
    page.show()
    assert (page.lab_event.name, page.people.text()) == ("Library week", "0 people")
    page.lab_event.setCurrentIndex(page.lab_event.findData(EVENT))
    page.hide()
    page.show()
    assert (page.lab_event.name, page.people.text()) == (EVENT, "8 people")
    elsewhere = EventChoice(page._desk)
    page.lab_event.setCurrentIndex(page.lab_event.findData(""))
    elsewhere.refresh()
    assert elsewhere.name is None, "a page that exports begins with what is looked at here"


def test_the_chart_says_the_same_in_words_and_in_a_table(page: ResultsPage) -> None:
    name = page.chart.accessibleName()
    assert name.startswith("How easy was it? ")
    assert "Claudia: 3 easier, 0 the same, 0 harder." in name
    assert page.chart_words.text().startswith("8 easier, 0 the same, 0 harder. Typical change +3.5 points")
    assert page.table.isHidden()
    page.table_button.click()
    assert page.table.isVisible()
    rows = [[page.table.item(y, x).text() for x in range(5)] for y in range(page.table.rowCount())]
    assert ["Claudia", "2", "6", "+4", "2"] in rows
    assert sum(int(row[4]) for row in rows) == 8


def test_paper_stands_beside_the_two_forms_where_people_had_it(page: ResultsPage, lab: Lab) -> None:
    assert page.paper_card.isHidden()
    for number, seconds in ((20, 78), (21, 81), (22, 200)):
        lab.visit_with_paper(number, seconds=seconds, ease=5, legibility=2)
    page.load()
    assert page.paper_card.isVisible()
    rows = [[page.paper.item(y, x).text() for x in range(6)] for y in range(page.paper.rowCount())]
    dash = "\N{EN DASH}"
    assert rows == [
        ["With barriers", "11", "0", dash, "2", dash],
        ["Built well", "11", "11", dash, "6", dash],
        ["On paper", "3", "3", "1:20", "5", "2"],
    ]


def test_visits_with_a_host_stand_beside_those_without(page: ResultsPage, lab: Lab) -> None:
    assert page.hosts_card.isHidden()
    lab.store.begin_event(
        replace(next(each for each in lab.store.events() if each.name == EVENT), roles=Roles(Host.PAID))
    )
    for number, host in enumerate((HostThere.YES, HostThere.YES, HostThere.NO), 30):
        lab.visit(number, host=host)
    page.load()
    rows = [[page.hosts.item(y, x).text() for x in range(3)] for y in range(2)]
    pity = "Pity (less is better)"
    assert rows == [[pity, "There", "2"], [pity, "Not there", "1"]]


def test_visits_that_are_no_simulation_stand_apart(page: ResultsPage, lab: Lab) -> None:
    assert page.other_visits.isHidden()
    people = page.people.text()
    lab.visits_of_all_modes()
    page.refresh()
    shown = page.other_visits
    assert shown.isVisible()
    assert shown.people.text() == "Only looking: 1 · A talk: 1 · Came back: 1"
    assert shown.table.item(0, 1).text() == "Only looking"
    assert [shown.lasting.item(0, x).text() for x in range(5)][1:] == ["1", "0", "0", "1"]
    assert (people, page.people.text()) == ("8 people", "9 people")


def test_another_comparison_is_chosen_from_the_list(page: ResultsPage) -> None:
    page.scale.setCurrentIndex(page.scale.findData(Scale.PITY))
    assert page.chart_title.text().startswith("How much pity do people feel?")
    assert page.chart_words.text().startswith("8 less pity, 0 the same, 0 more pity.")


def test_barriers_zoom_and_harm_are_told(page: ResultsPage, lab: Lab) -> None:
    name = findings.sentence(lab.library.barriers["no-name"].met)
    assert page.barriers.accessibleName() == f"Barriers met most. {name}: 8 people."
    assert [page.zoom.item(0, x).text() for x in range(4)] == ["Claudia", "2.5 times", "2.6 to 3 times", "3"]
    assert "8 felt less pity" in page.harm.text()
    assert page.harm_alarm.isHidden()


def test_harm_is_warned_of_in_words_and_by_the_border(page: ResultsPage, lab: Lab) -> None:
    for number in range(100, 140):
        lab.visit(number, **{"pity-then": 2, "pity-now": 6})
    page.refresh()
    assert page.harm_alarm.isVisible()
    assert page.harm_card.property("mood") == "bad"
    assert page.harm.text().startswith("8 felt less pity, 0 stayed the same, 40 felt more pity.")
    assert "40 against 8" in page.harm_alarm.text()


def test_a_new_visit_shows_without_being_asked_for(page: ResultsPage, lab: Lab) -> None:
    lab.visit(50)
    page.refresh()
    assert page.people.text() == "9 people"


def test_nothing_is_read_again_while_nothing_came_in(page: ResultsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def must_not(*_: object) -> Summary:
        raise AssertionError("the summary was read again")

    monkeypatch.setattr(page, "load", must_not)
    page.refresh()


def test_an_event_without_visits_says_so(page: ResultsPage) -> None:
    page.lab_event.setCurrentIndex(page.lab_event.findData(EARLIER))
    assert page.people.text() == "0 people"
    assert page.chart_words.text() == "Nobody has answered this in both runs yet."
    assert page.chart.isHidden()
    assert page.no_barriers.isVisibleTo(page)
    page.lab_event.setCurrentIndex(page.lab_event.findData(""))
    assert page.people.text() == "8 people"


def test_below_six_people_nothing_is_claimed() -> None:
    words = findings.caption(_summary(Scale.EASE, _pairs((2, 5, 3), (4, 4, 1))), Scale.EASE)
    assert words == "3 easier, 1 the same, 0 harder. Too few people to say more than this."


def test_less_is_better_for_effort() -> None:
    words = findings.caption(_summary(Scale.EFFORT, _pairs((80, 20, 6), (10, 30, 1))), Scale.EFFORT)
    assert words.startswith("6 less effort, 0 the same, 1 more effort. Typical change \N{MINUS SIGN}60 points of 100")


def test_very_many_people_are_told_by_the_same_measure() -> None:
    words = findings.caption(_summary(Scale.EASE, _pairs((2, 5, 70_000), (3, 4, 30_000))), Scale.EASE)
    assert words.startswith("100,000 easier, 0 the same, 0 harder. Typical change +2 points of 7 (95 % interval")


def test_more_lines_than_can_be_told_apart_are_left_out_the_rarest_first() -> None:
    pairs = tuple(PairCount(float(number), 0.0, number + 1) for number in range(MAX_LINES + 10))
    assert min(pair.people for pair in Panel("Claudia", LineLook("#000000"), pairs).drawn) == 11


def test_many_panels_go_on_in_the_next_row(qtbot: QtBot) -> None:
    chart = SlopeChart()
    qtbot.addWidget(chart)
    panels = [Panel(f"Persona {number}", LineLook("#145c2e"), (PairCount(1, 7, 1),)) for number in range(7)]
    chart.show_panels(panels, SCALES[Scale.EASE].axis(()), ("barriers", "built well"), "Ease", "")
    assert chart.heightForWidth(600) > chart.heightForWidth(2400)
    chart.resize(600, chart.heightForWidth(600))
    picture = chart.grab().toImage()
    drawn = {
        picture.pixelColor(x, y).name() for x in range(0, 600) for y in range(picture.height() - 160, picture.height())
    }
    assert "#145c2e" in drawn


def test_high_contrast_draws_in_ink_only(qtbot: QtBot) -> None:
    theme.use(theme.HIGH_CONTRAST)
    chart = SlopeChart()
    qtbot.addWidget(chart)
    axis = SCALES[Scale.EASE].axis(())
    chart.show_panels([Panel("Claudia", LineLook("#ff0000"), (PairCount(1, 7, 1),))], axis, ("then", "now"), "Ease", "")
    chart.resize(500, chart.heightForWidth(500))
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(500) for y in range(picture.height())}
    assert "#ff0000" not in colours


def test_the_report_is_read_on_the_screen_as_it_would_leave(qtbot: QtBot, tmp_path: Path) -> None:
    """The same words as in the files, small groups hidden."""
    with open_lab(tmp_path / "many", visits=18) as lab:
        page = ReportPage(lab.desk(), on_back=lambda: None)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(Card)))
        said = " ".join(label.text() for label in page.findChildren(QLabel))
        assert page.report is not None
        for words in (*page.report.first.found, *page.report.first.lead, page.report.first.footnote):
            assert words in said
        assert "at least 15" in said
        assert "What this cannot tell" in said
        # All of it by keyboard and ear: each part is a stop that tells what it says.
        parts = [card for card in page.findChildren(Card) if card.isVisible()]
        assert all(card.focusPolicy() & Qt.FocusPolicy.TabFocus for card in parts)
        found = next(card for card in parts if card.accessibleName().startswith("What was found"))
        found.setFocus(Qt.FocusReason.TabFocusReason)
        assert page.report.first.found[0] in found.accessibleName()
        assert page.back_button is not None
        before = page.back_button.previousInFocusChain()
        while not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        assert before in parts, "the way back comes after all of it"
        copies = [each for each in page.findChildren(QPushButton) if each.text() == "Copy picture"]
        assert len(copies) == sum(len(section.charts) for section in page.report.sections)
        qtbot.keyClick(copies[0], Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.said.text().startswith("Copied: "), timeout=30_000)
        assert QApplication.clipboard().image().width() > 1600


def test_who_comes_after_a_picture_was_copied_waits_for_others_on_the_screen_too(qtbot: QtBot, tmp_path: Path) -> None:
    """What was handed on, set beside what is told later, tells of nobody; reading alone hands on nothing."""
    with open_lab(tmp_path / "many", visits=18) as lab:
        page = ReportPage(lab.desk(), on_back=lambda: None)
        qtbot.addWidget(page)

        def told() -> str:
            page.report = None
            page.load()
            qtbot.waitUntil(lambda: page.report is not None, timeout=30_000)
            assert page.report is not None
            return " ".join((*page.report.first.lead, *page.report.limitations))

        assert "came after" not in told()
        lab.visit(18)
        assert "came after" not in told(), "nothing had left the lab"
        copy = next(each for each in page.findChildren(QPushButton) if each.text() == "Copy picture")
        copy.click()
        qtbot.waitUntil(lambda: page.said.text().startswith("Copied: "), timeout=30_000)
        lab.visit(19)
        assert "Some visits came after an earlier report." in told()


def test_events_are_compared_oldest_first(lab: Lab, qtbot: QtBot) -> None:
    lab.release_all()
    lab.visit(1, event=EARLIER)
    lab.store.put_action(ActionRecord("1", EARLIER, "A skip link.", "Web team", is_done=True))
    page = TrendPage(lab.desk())
    qtbot.addWidget(page)
    page.load()
    rows = [[page.table.item(y, x).text() for x in range(6)] for y in range(2)]
    assert rows[0] == [EARLIER, "12 Sep 2026", "1", "0 of 1", "1 of 1", "–"]
    assert rows[1] == [EVENT, "23 Nov 2026", "8", "0 of 8", "8 of 8", "+3.5"]
    assert page.bars.accessibleName() == f"Events compared. {EARLIER}: 1 of 1. {EVENT}: 8 of 8."
    assert page.changes.text() == f"Between {EARLIER} and {EVENT} this was done: A skip link."
    page.measure.setCurrentIndex(page.measure.findText("People who felt more pity"))
    assert page.bars.accessibleName() == f"Events compared. {EARLIER}: 0 of 1. {EVENT}: 0 of 8."


def test_a_name_that_just_does_not_fit_is_broken_and_not_cut(qtbot: QtBot) -> None:
    table = TextTable("Events compared")
    table.setStyleSheet(theme.stylesheet(theme.current()))
    qtbot.addWidget(table)
    table.fill(["Event", "People"], [["User Research Week", "8"]])
    table.resize(900, 300)
    table.show()
    one_line_px, whole_px = table.rowHeight(0), table.sizeHintForColumn(0)
    for wide in range(600, 150, -2):
        table.resize(wide, 300)
        assert table.columnWidth(0) >= whole_px or table.rowHeight(0) > one_line_px, wide


def test_a_table_is_as_tall_as_its_rows_and_its_headings_stand_above_their_columns(qtbot: QtBot) -> None:
    """A page that scrolls holds no list that scrolls as well, unless it is a long one."""
    table = TextTable("All points of the standard")
    table.setStyleSheet(theme.stylesheet(theme.current()))
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    for rows in (1, 14, 100):
        table.fill(["Point", "Notes"], [[f"{row}. Understand users", "0"] for row in range(rows)])
        shown = table.viewport().height() / table.rowHeight(0)
        assert shown == pytest.approx(min(rows, 20), abs=0.1)
    table.fill(["Mmm", "Notes"], [["Mmm", "0"]])
    picture = table.grab().toImage()
    in_heading, in_cell = (
        _first_dark_x(picture, range(top, top + height))
        for top, height in (
            (4, table.horizontalHeader().height() - 8),
            (table.horizontalHeader().height() + 6, table.rowHeight(0) - 12),
        )
    )
    assert abs(in_heading - in_cell) <= 2


def _first_dark_x(picture: QImage, rows: range) -> int:
    return next(x for x in range(4, picture.width()) if any(picture.pixelColor(x, y).lightness() < 100 for y in rows))


@pytest.mark.parametrize("width", [1280, 1024])
def test_all_columns_of_the_events_compared_are_in_sight(lab: Lab, qtbot: QtBot, width: int) -> None:
    lab.store.begin_event(EventSettings("Open day of all our digital services", date(2026, 11, 25), date(2027, 3, 1)))
    window = show_window(lab, qtbot)
    window.go("trend")
    page = window.page("trend")
    assert isinstance(page, TrendPage)
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: page.table.viewport().width() > 1000)
    window.resize(width, 768)
    qtbot.waitUntil(lambda: page.table.viewport().width() < width and window.width() == width)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
    assert page.comments.horizontalScrollBar().maximum() == 0
    table = page.table
    assert table.horizontalHeader().length() == table.viewport().width(), "no width is left unused"
    assert all(table.rowHeight(row) >= table.sizeHintForRow(row) for row in range(table.rowCount())), "no name is cut"
