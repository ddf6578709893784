"""What a head of service reads: every person, honest numbers, small groups hidden, charts that need no colour."""

from __future__ import annotations

import contextlib
import html
import io
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Condition, Outcome, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.summary import (
    BarrierCount,
    Counts,
    MetCount,
    OrderCount,
    OutcomeCount,
    PairCount,
    PaperCount,
    PersonaPairs,
    Scale,
    Summary,
    ZoomCount,
)
from empathylab.domain.workshop import Principle
from empathylab.measures.lowering import Lowering
from empathylab.reports import barriers, endings, findings
from empathylab.reports.assemble import assemble
from empathylab.reports.content import Content, Ticker
from empathylab.reports.first_page import wearers_heading, wearers_of
from empathylab.reports.html_report import as_html
from empathylab.reports.model import Report, Section
from empathylab.reports.names import Names, library_names
from empathylab.reports.pdf_report import as_pdf
from empathylab.reports.sharing import MEASURED, Shareable
from empathylab.storage import Store, open_store
from empathylab.storage.conditions import condition_from, condition_text, worn_counts


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("records"))
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 40, facts=60))
    for number, comment in enumerate(sorted(store.comments(), key=lambda each: (each.question, each.text))):
        state = ReviewState.RELEASED if number % 3 else ReviewState.WAITING
        store.review(comment.id, state, "", ("going well", "ideas")[number % 2])
    store.put_action(ActionRecord("one", synthetic_visits.EVENT, "Label every <field>", "Web team"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def report(records: Store) -> Report:
    return assemble(records, synthetic_visits.EVENT, library_names())


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return as_html(report)


def test_one_of_a_measure_is_not_many(page: str) -> None:
    """Half of them took 1 second at most, and read at 1 time the size."""
    words = html.unescape(re.sub(r"<[^>]+>", " ", page))
    assert "1 second " in words
    assert re.findall(r"(?<![\d.,] )(?<![\d.,])\b1 (?:seconds|times|people|visits|presses|points)\b", words) == []


def pairs(persona: str, *values: tuple[float, float, int]) -> PersonaPairs:
    return PersonaPairs(persona, tuple(PairCount(*value) for value in values))


def shareable(k: int = 5, **parts: object) -> Shareable:
    people = sum(count for _persona, count in parts.get("personas", ()))  # type: ignore[attr-defined]
    summary = Summary("", Counts(people=people), **parts)  # type: ignore[arg-type]
    return Shareable(summary, k, Names(), (summary,))


def words_of(section: Section) -> str:
    tables = [*section.tables, *(chart.table for chart in section.charts)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    return " ".join([*section.sentences, section.warning, *(chart.words for chart in section.charts), *cells])


# --- small groups -------------------------------------------------------------------------------------------------


def test_a_persona_worn_by_few_has_no_line_no_row_and_no_sentence() -> None:
    data = shareable(
        personas=(("ashleigh", 3), ("christopher", 9), ("claudia", 20)),
        pairs={
            Scale.EASE: (pairs("ashleigh", (1, 7, 3)), pairs("christopher", (2, 6, 8)), pairs("claudia", (1, 5, 20)))
        },
    )
    section = findings.ease_section(data)
    assert "Ashleigh" not in words_of(section) + section.charts[0].svg
    assert section.sentences[0].startswith("28 found it easier")
    assert findings.people_section(data).tables[0].rows == (
        ("Christopher", "at least 8"),
        ("Claudia", "at least 20"),
        ("Each other persona", "fewer than 5"),
    )
    assert data.people.words == "at least 28"


def test_an_event_with_too_few_people_shows_nothing_of_them(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 4, facts=40))
    made = assemble(store, synthetic_visits.EVENT, Names())
    store.close()
    assert [section.id for section in made.sections] == ["people", "words", "actions"]
    assert made.first.facts == made.first.found == made.first.fixes == made.first.wearers == ()


def test_a_barrier_that_few_people_met_is_not_named_in_short(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 6, facts=40))
    made = assemble(store, synthetic_visits.EVENT, Names())
    few = [
        Names().barrier(met.barrier).lower() for met in store.summary(synthetic_visits.EVENT).barriers if met.people < 5
    ]
    store.close()
    assert few
    told = " ".join([*map(words_of, made.sections), *made.first.found]).lower()
    assert not any(name in told for name in few)
    too_small = [each for each in made.sections if "groups are too small to show" in words_of(each)]
    assert [each.id for each in too_small] == ["untold"], "it is said once, of all that it is true of"
    assert "; the barriers; " in words_of(too_small[0])


def test_of_a_barrier_it_is_told_how_many_it_stopped_unless_the_lot_leaves_it_out() -> None:
    """So that it need not be few where nothing is told."""
    ends = ((Outcome.COMPLETED, 8), (Outcome.GAVE_UP, 12))
    data = shareable(
        personas=(("claudia", 20),),
        outcomes=tuple(OutcomeCount("claudia", RunKind.BARRIER, end, people) for end, people in ends),
        barriers=(BarrierCount("no-name", (MetCount("claudia", 20, 8),)),),
    )
    (met,) = barriers.barriers_met(data)
    assert barriers.did_words(data, met).endswith("; at least 10 of them could not send the form.")
    drawn = [barriers.did_words(replace(data, lowering=Lowering(f"{each}")), met) for each in range(400)]
    left_out = [each for each in drawn if "could not" not in each]
    assert 0 < len(left_out) < 40, "twelve are made fewer than five in one case of forty"


def test_a_larger_k_hides_more() -> None:
    did = (OutcomeCount("claudia", RunKind.BARRIER, Outcome.COMPLETED, 20),)
    met = (BarrierCount("no-name", (MetCount("claudia", 8),)),)
    counts = {"personas": (("claudia", 20),), "outcomes": did, "barriers": met}
    assert "No name: at least 5" in words_of(barriers.barriers_section(shareable(5, **counts)))
    assert "No name" not in words_of(barriers.barriers_section(shareable(10, **counts)))


def test_a_barrier_that_only_small_groups_met_would_tell_their_size() -> None:
    few = (("ashleigh", 4), ("christopher", 4), ("claudia", 20))
    met = (BarrierCount("no-name", (MetCount("ashleigh", 4), MetCount("christopher", 4))),)
    assert "No name" not in words_of(barriers.barriers_section(shareable(personas=few, barriers=met)))


def test_who_completed_is_not_given_away_by_who_did_not() -> None:
    outcomes = tuple(
        OutcomeCount("claudia", run, outcome, people)
        for run, outcome, people in (
            (RunKind.BARRIER, Outcome.COMPLETED, 12),
            (RunKind.BARRIER, Outcome.GAVE_UP, 8),
            (RunKind.HELPED, Outcome.COMPLETED, 19),
            (RunKind.HELPED, Outcome.STOPPED, 1),
        )
    )
    came = {scale: (pairs("claudia", (9, 3, 12)),) for scale in MEASURED}
    data = shareable(personas=(("claudia", 20),), outcomes=outcomes, pairs=came)
    assert endings.sending_sentence(data) == (
        "With barriers, at least 10 of at least 20 people could send the form; built well, at least 15 could."
    )
    (chart,) = endings.endings_section(data).charts
    assert chart.table.rows == (
        ("Completed", "at least 10", "at least 15"),
        ("Gave up", "at least 5", "fewer than 5"),
        ("Ended another way", "fewer than 5", "fewer than 5"),
    )


def test_nor_where_few_of_a_persona_completed() -> None:
    """They and who did not are all who tried: beside one that is told, the other must not be called few."""
    outcomes = tuple(
        OutcomeCount(persona, run, outcome, people)
        for run in (RunKind.BARRIER, RunKind.HELPED)
        for persona, outcome, people in (
            ("claudia", Outcome.COMPLETED, 12),
            ("christopher", Outcome.COMPLETED, 3),
            ("christopher", Outcome.GAVE_UP, 4),
            ("christopher", Outcome.STOPPED, 3),
        )
    )
    ease = {Scale.EASE: (pairs("christopher", (1, 7, 10)), pairs("claudia", (1, 5, 12)))}
    data = shareable(personas=(("christopher", 10), ("claudia", 12)), outcomes=outcomes, pairs=ease)
    (chart,) = endings.endings_section(data).charts
    assert chart.table.rows == (
        ("Completed", "at least 15", "at least 15"),
        ("Gave up", "not shown", "not shown"),
        ("Ended another way", "not shown", "not shown"),
    )


def test_everybody_is_said_where_everybody_could() -> None:
    outcomes = tuple(
        OutcomeCount("claudia", run, outcome, people)
        for run, outcome, people in (
            (RunKind.BARRIER, Outcome.COMPLETED, 12),
            (RunKind.BARRIER, Outcome.GAVE_UP, 8),
            (RunKind.HELPED, Outcome.COMPLETED, 20),
        )
    )
    data = shareable(personas=(("claudia", 20),), outcomes=outcomes)
    assert endings.sending_sentence(data) == (
        "With barriers, at least 10 of at least 20 people could send the form; built well, everybody could."
    )


def test_everybody_is_not_said_beside_a_persona_of_whom_few_did_it() -> None:
    """It would tell how many of them did not do this run."""
    outcomes = (
        OutcomeCount("ashleigh", RunKind.BARRIER, Outcome.COMPLETED, 6),
        OutcomeCount("claudia", RunKind.BARRIER, Outcome.COMPLETED, 20),
        OutcomeCount("ashleigh", RunKind.HELPED, Outcome.COMPLETED, 4),
        OutcomeCount("claudia", RunKind.HELPED, Outcome.COMPLETED, 20),
    )
    data = shareable(personas=(("ashleigh", 6), ("claudia", 20)), outcomes=outcomes)
    assert "built well, at least 20 of at least 20 people could." in endings.sending_sentence(data)


# --- page one -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_set", "words"),
    [
        ((True, True), "The volume was set by a voice, so that the loss holds."),
        ((True, False), "Not every volume was set by a voice; before the others the loss is rough."),
        ((False, False), "The volume was not set by a voice, so the loss is rough."),
    ],
)
def test_page_one_says_whether_a_loss_of_hearing_was_calibrated(is_set: tuple[bool, bool], words: str) -> None:
    """As it is kept with each run's condition."""
    loss = Condition("missed-bin", Twin.BARRIER, "a", simulations=(Spec("hearing-loss", {"audiogram": "n2"}),))
    kept = [condition_from(condition_text(replace(loss, is_loudness_set=each))) for each in is_set for _ in range(10)]
    worn = tuple(worn_counts(("claudia", each) for each in kept))
    wearer = wearers_of(shareable(personas=(("claudia", 20),)), worn)[0]
    assert wearer.worn[-1] == words


def test_page_one_says_above_people_what_was_simulated_only_where_it_stands_below(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(synthetic_visits.visits(store, 40, facts=60))
    told = assemble(store, None, library_names())
    store.close()
    heading = "Who people were, and what was simulated"
    assert heading in as_html(told)
    plain = tuple(replace(each, worn=()) for each in told.first.wearers)
    bare = replace(told, first=replace(told.first, wearers=plain, wearers_heading=wearers_heading(plain)))
    assert heading not in as_html(bare)
    assert "Who people were<" in as_html(bare)


def test_page_one_says_what_was_simulated_at_a_service_and_calls_that_no_form_with_barriers(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(synthetic_visits.visits(store, 40, facts=60))
    store.close()
    with contextlib.closing(sqlite3.connect(store.path)) as database, database:
        at_service = "condition = json_set(condition, '$.twin', 'service')"
        database.execute(f"UPDATE runs SET kind = 'first', {at_service} WHERE kind = 'barrier'")
    store = open_store(tmp_path)
    first = assemble(store, None, library_names()).first
    store.close()
    assert first.wearers_heading == "Who people were, and what was simulated"
    assert all(each.worn for each in first.wearers)
    assert not [sentence for sentence in first.lead if "barriers" in sentence]


def test_page_one_says_what_who_where_how_and_by_when(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    told = replace(synthetic_visits.settings("Staff day"), place="in the service centre", run_by="the web team")
    store.begin_event(told)
    list(synthetic_visits.visits(store, 40, event="Staff day", facts=60))
    promise = ActionRecord("1", "Staff day", "Skip link", "Web team lead", due_on=date(2026, 4, 30), is_done=True)
    store.put_action(promise)
    first = assemble(store, "Staff day", library_names()).first
    store.close()
    assert first.lead == (
        "An empathy lab on 2 March 2026, in the service centre, run by the web team.",
        "Form tried: Report a missed bin collection, first with barriers, then built well.",
    )
    assert [wearer.name for wearer in first.wearers] == ["Ashleigh", "Christopher", "Claudia"]
    claudia = first.wearers[-1]
    assert claudia.portrait.startswith("<svg")
    assert "0.7 logMAR" in " ".join(claudia.worn)
    assert claudia.worn[-1] == "The screen was measured, so that these hold."
    assert len(first.found) == 3
    assert [(each.owner, each.due, each.state) for each in first.promises] == [
        ("Web team lead", "30 April 2026", "kept")
    ]


def test_what_to_fix_first_is_what_nobody_gets_past_then_what_most_people_met(report: Report) -> None:
    (wall, *hurdles) = report.first.fixes
    assert wall.barrier == "A button that only a mouse can press"
    assert wall.did.startswith("Met by everybody who was Christopher (at least ")
    assert (wall.fix, wall.who) == ("Use a real button.", "developers of the form")
    assert wall.wcag.startswith("2.1.1")
    assert len(hurdles) == 2


def test_every_barrier_told_of_has_its_fix_and_its_code(report: Report, page: str) -> None:
    (met,) = (section for section in report.sections if section.id == "barriers")
    assert [fix.barrier for fix in met.fixes] == [row[0] for row in met.charts[0].table.rows]
    assert all(fix.who and fix.wcag and all(fix.fragments) for fix in met.fixes)
    assert page.count("<pre") == 2 * len(met.fixes)
    assert all(f"{html.escape(fix.criteria)}. Also stops: " in page for fix in met.fixes)


# --- harm ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "before", "after", "is_warned"),
    [
        (Scale.PITY, 3, 5, True),
        (Scale.PITY, 5, 3, False),
        (Scale.CAPABLE, 6, 4, True),
        (Scale.CAPABLE, 4, 6, False),
        (Scale.CAPABLE, 4, 4, False),
    ],
)
def test_a_harm_item_that_moves_the_wrong_way_is_a_warning(
    scale: Scale, before: int, after: int, is_warned: bool
) -> None:
    data = shareable(personas=(("claudia", 8),), pairs={scale: (pairs("claudia", (before, after, 8)),)})
    assert ("moved the wrong way" in findings.change_section(data).warning) is is_warned


# --- zoom ---------------------------------------------------------------------------------------------------------


def test_the_zoom_chosen_stands_beside_what_comfort_needs() -> None:
    zoom = (ZoomCount("claudia", 2.0, (2.6, 3.0), 6), ZoomCount("claudia", 3.0, (2.6, 3.0), 4))
    section = endings.zoom_section(shareable(personas=(("claudia", 10),), zoom=zoom))
    assert "comfort needs 2.6 to 3 times" in section.charts[0].svg
    told = "half of them 2 times or less; comfortable reading would need 2.6 to 3 times."
    assert told in words_of(section)


# --- the page and the PDF -----------------------------------------------------------------------------------------


def test_the_page_needs_nothing_from_anywhere(page: str) -> None:
    assert not re.findall(r"(?:src|href)\s*=\s*[\"'](?!#)", page)
    assert not re.findall(r"url\((?!data:|#)", page)
    assert "<script" not in page


def test_every_chart_has_words_and_a_table(report: Report, page: str) -> None:
    charts = [chart for section in report.sections for chart in section.charts]
    assert len(charts) >= 4
    assert page.count('role="img" aria-label="') == page.count("<details>") == len(charts)
    for chart in charts:
        assert chart.words
        assert chart.table.rows
        assert all(len(row) == len(chart.table.header) for row in chart.table.rows)


def test_lines_of_different_personas_differ_in_dash_and_marker_not_only_in_colour(report: Report) -> None:
    (ease,) = (section for section in report.sections if section.id == "ease")
    dashes = set(re.findall(r'stroke-dasharray="([^"]*)"', ease.charts[0].svg))
    assert len(dashes) == 3
    assert "<circle" in ease.charts[0].svg
    assert "<polygon" in ease.charts[0].svg


def test_each_person_is_a_line(records: Store, report: Report) -> None:
    (ease,) = (section for section in report.sections if section.id == "ease")
    people = records.summary(synthetic_visits.EVENT).all_pairs(Scale.EASE).people
    assert len(re.findall(r'stroke-opacity="0.75"', ease.charts[0].svg)) == people


def test_headings_go_down_one_level_at_a_time(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_what_people_wrote_is_shown_as_text_by_theme(report: Report, page: str) -> None:
    (words,) = (section for section in report.sections if section.id == "words")
    assert {group.theme for group in words.quotes} == {"Going well", "Ideas"}
    assert "Label every &lt;field&gt;" in page


def test_themes_stand_in_the_order_of_the_board(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 40, facts=60))
    themes = ("training", "", "ideas", "not going well", "going well", "access")
    found = sorted((each for each in store.comments() if each.question == "what-like"), key=lambda each: each.id)
    for number, each in enumerate(found):
        store.review(each.id, ReviewState.RELEASED, "", themes[number % len(themes)])
    made = assemble(store, synthetic_visits.EVENT, Names())
    (words,) = (section for section in made.sections if section.id == "words")
    store.close()
    assert [group.theme for group in words.quotes] == [
        "Going well",
        "Not going well",
        "Ideas",
        "Access",
        "Training",
        "Other comments",
    ]


def test_what_was_sorted_under_a_theme_stands_there_whatever_was_asked(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 12, facts=40))
    promised = [comment for comment in store.comments() if comment.question == "change-should"]
    for number, comment in enumerate(promised):
        store.review(comment.id, ReviewState.RELEASED, f"Promise {number}", "training" if number else "")
    store.put_action(ActionRecord("1", synthetic_visits.EVENT, "Test it.", "Web team", due_on=date(2026, 12, 13)))
    made = assemble(store, synthetic_visits.EVENT, Names())
    store.close()
    words, actions = (next(each for each in made.sections if each.id == name) for name in ("words", "actions"))
    assert [(group.theme, len(group.texts)) for group in words.quotes] == [("Training", len(promised) - 1)]
    assert [(group.theme, group.texts) for group in actions.quotes] == [
        ("What people said they will do", ("Promise 0",))
    ]
    assert actions.tables[0].rows == (("Test it.", "Web team", "13 December 2026", "open"),)


def test_many_comments_are_shortened_with_how_many_more(records: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empathylab.reports.assemble.MOST_QUOTES", 1)
    made = assemble(records, synthetic_visits.EVENT, Names())
    (words,) = (section for section in made.sections if section.id == "words")
    assert [len(group.texts) for group in words.quotes] == [2, 2]
    assert all("more in comments.csv" in group.texts[1] for group in words.quotes)


def test_the_four_answers_and_the_limits_are_there(report: Report, page: str) -> None:
    assert len(report.principles) == 4
    assert "What this cannot tell" in page
    assert all(caution.split("'")[0] in page for caution in report.limitations)


def report_on_all(folder: Path, counts: dict[str, int]) -> tuple[Report, list[Sequence[str]]]:
    """The report on events with so many visits each, and its trend over them."""
    store = open_store(folder)
    for seed, (name, count) in enumerate(counts.items()):
        store.begin_event(synthetic_visits.settings(name))
        list(synthetic_visits.visits(store, count, seed=seed, event=name, facts=40))
    made = assemble(store, None, Names())
    store.close()
    (trend,) = (section for section in made.sections if section.id == "trend")
    return made, list(trend.tables[0].rows)


def test_events_stand_beside_each_other_in_the_report_on_all(tmp_path: Path) -> None:
    _, rows = report_on_all(tmp_path, {"Spring": 24, "Summer": 9, "Autumn": 3})
    people = {row[0]: row[2] for row in rows}
    assert people["Spring"].startswith("at least 2")
    assert people["Autumn"] == "not shown"
    changes = {row[0]: row[5] for row in rows}
    assert "points of 7 (95 % interval" in changes["Spring"]
    assert changes["Autumn"] == ""


def test_what_was_changed_between_events_stands_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same measures, in the order the events were held, with what became of the promises."""
    store = open_store(tmp_path)
    for seed, (name, month) in enumerate({"Summer": 6, "Spring": 3}.items()):
        store.begin_event(replace(synthetic_visits.settings(name), held_on=date(2026, month, 2)))
        list(synthetic_visits.visits(store, 24, seed=seed, event=name, facts=100))
    store.put_action(ActionRecord("1", "Spring", "Skip link.", "Web team", is_done=True))
    store.put_action(ActionRecord("2", "Spring", "Labels", "Web team", asked_on=date(2026, 6, 2)))
    monkeypatch.setattr(store, "visits_digest", lambda _event=None: "")  # no number is lower by a lot
    made = assemble(store, None, Names())
    store.close()
    (trend,) = (section for section in made.sections if section.id == "trend")
    assert [row[0] for row in trend.tables[0].rows] == ["Spring", "Summer"]
    assert all("points of 7" in row[5] and "seconds" in row[6] for row in trend.tables[0].rows)
    assert trend.sentences == (
        "Between Spring and Summer this was done: Skip link.",
        "Between Spring and Summer this was asked after and not done yet: Labels.",
    )
    assert [(each.text, each.state) for each in made.first.promises] == [
        ("Labels", "not kept yet"),
        ("Skip link.", "kept"),
    ]


def test_a_lab_with_few_people_each_day_is_told_of_as_a_whole(tmp_path: Path) -> None:
    made, rows = report_on_all(tmp_path, {f"Day {day}": 3 for day in range(1, 11)})
    assert {row[2] for row in rows} == {"not shown"}
    assert number_of(made.first.facts[0].number) >= 25
    assert [section.charts for section in made.sections if section.id == "ease"] != [()]


def number_of(words: str) -> int:
    return int(words.removeprefix("at least "))


def test_two_days_with_four_people_each_are_not_added_up(tmp_path: Path) -> None:
    made, _rows = report_on_all(tmp_path, {"Monday": 4, "Tuesday": 4})
    assert made.first.facts == ()


def test_an_event_that_nobody_came_to_hides_no_other_and_is_not_counted(tmp_path: Path) -> None:
    made, rows = report_on_all(tmp_path, {"Spring": 12, "Summer": 9, "Prepared for later": 0})
    assert [row[0] for row in rows] == ["Spring", "Summer"]
    assert all(row[2].startswith("at least") for row in rows)
    assert made.first.lead[0] == "2 empathy labs, on 2 March 2026."


def test_an_event_that_nobody_came_to_never_makes_a_report_one_on_all_events(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for name in ("Spring", "Empathy Lab 28 November 2026"):
        store.begin_event(synthetic_visits.settings(name))
    list(synthetic_visits.visits(store, 9, event="Spring", facts=40))
    made, about = assemble(store, None, Names()), list(Content(store, None, Ticker(None, 1)).about())
    store.close()
    assert made.title == "Spring"
    assert made.first.lead[0] == "An empathy lab on 2 March 2026."
    assert [question for question, _answer in made.principles] == [each.question for each in Principle]
    assert ("export", "event", "Spring") in about
    assert not [line for line in about if "28 November" in line[0]]


def test_the_order_of_the_runs_is_disclosed(report: Report) -> None:
    (people,) = (section for section in report.sections if section.id == "people")
    (order,) = people.sentences
    told = r"The order of the runs: at least \d+ people with barriers, then built well; each other order fewer than 5\."
    assert re.fullmatch(told, order), "forty, and lower by the lot of these visits"


def test_a_visit_that_was_cut_off_does_not_give_its_number_away_by_its_order() -> None:
    data = shareable(orders=(OrderCount("barrier, helped", 34), OrderCount("barrier", 1)))
    said = "at least 30 people with barriers, then built well; each other order fewer than 5."
    assert f"The order of the runs: {said}" in findings.people_section(data).sentences


def test_questions_nobody_answered_are_shown_as_such(records: Store) -> None:
    records.begin_event(replace(synthetic_visits.settings("Unprepared"), ethics=()))
    made = assemble(records, "Unprepared", Names())
    assert {answer for _question, answer in made.principles} == {"Not answered."}


def test_the_pdf_is_tagged_in_english_and_says_what_its_charts_show(report: Report) -> None:
    document = PdfReader(io.BytesIO(as_pdf(report)))
    root = document.root_object
    assert str(root["/MarkInfo"]["/Marked"]) == "True"  # type: ignore[index]
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part>1" in root["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    assert document.metadata is not None
    assert document.metadata.title == "User Research Week: what we found"
    kinds, words = set(), []
    for element in _structure(root["/StructTreeRoot"]):
        kinds.add(element.get("/S"))
        words.append(str(element.get("/Alt", "")))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"} <= kinds
    charts = [chart.words for section in report.sections for chart in section.charts]
    assert set(charts) <= set(words)


def _structure(element: object) -> Iterator[dict[str, object]]:
    """Every structure element below this one."""
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        for child in found:
            yield from _structure(child)
    elif isinstance(found, dict):
        yield found
        yield from _structure(found.get("/K", []))


# --- on paper -----------------------------------------------------------------------------------------------------


def test_paper_stands_beside_the_forms_and_small_groups_are_not_given_away() -> None:
    forms = tuple(
        OutcomeCount("claudia", run, outcome, people)
        for run, done, not_done in ((RunKind.BARRIER, 6, 6), (RunKind.HELPED, 11, 1))
        for outcome, people in ((Outcome.COMPLETED, done), (Outcome.GAVE_UP, not_done))
    )
    paper = (PaperCount(Outcome.COMPLETED, 80.0, 5, 2, 7), PaperCount(Outcome.STOPPED, None, None, None, 5))
    ease = {Scale.EASE: (pairs("claudia", (2, 6, 12)),)}
    met = (("claudia", 12),)
    section = findings.effort_section(shareable(5, personas=met, outcomes=forms, pairs=ease, paper=paper))
    (table,) = [each for each in section.tables if each.caption == "The same form three ways"]
    dash = "\N{EN DASH}"
    assert [row[:5] for row in table.rows] == [
        ("With barriers", "at least 12", "at least 5", dash, "2"),
        ("Built well", "at least 12", "at least 10", dash, "6"),
        ("On paper", "at least 10", "at least 5", "1:20", "5"),
    ]
    few = (PaperCount(Outcome.COMPLETED, 80.0, 5, 2, 4),)
    section = findings.effort_section(shareable(5, personas=met, outcomes=forms, pairs=ease, paper=few))
    assert not section.tables or section.tables[-1].caption != "The same form three ways"
