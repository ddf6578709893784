"""Events as they are not meant to be: nobody came, one person, endless comments, a file that is open elsewhere."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import MachineError
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Answer, Ending
from empathylab.reports.assemble import MOST_QUOTED_CHARACTERS, assemble
from empathylab.reports.exporting import export
from empathylab.reports.names import library_names
from empathylab.reports.workbook import MAX_CELL_CHARACTERS
from empathylab.storage import Store, open_store
from support.read_pdf import words_of_pages

EVENT = synthetic_visits.EVENT
FORMATS = ("html", "pdf", "summary", "xlsx")


@pytest.mark.parametrize(("visits", "k"), [(0, 5), (1, 5), (7, 10), (30, 100)])
def test_of_nobody_one_or_fewer_than_k_every_format_tells_only_what_it_was(tmp_path: Path, visits: int, k: int) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings(k=k))
    list(synthetic_visits.visits(store, visits, facts=40))
    export(store, tmp_path / "out", FORMATS, EVENT)
    first = assemble(store, EVENT, library_names()).first
    store.close()
    assert first.facts == first.wearers == first.found == first.fixes == ()
    words = words_of_pages(tmp_path / "out" / "report.pdf")[0]
    assert f"Little is shown: what fewer than {k} people did is never told" in " ".join(words.split())
    assert "Christopher" not in words


@pytest.mark.attack
@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_event_of_the_first_or_the_last_day_there_is_comes_out_in_every_format(tmp_path: Path, day: date) -> None:
    store = open_store(tmp_path)
    store.begin_event(replace(synthetic_visits.settings(), held_on=day, keep_until=day))
    list(synthetic_visits.visits(store, 8, facts=40))
    written = export(store, tmp_path / "out", ["all"], EVENT)
    store.close()
    assert {path.suffix for path in written} >= {".csv", ".xlsx", ".json", ".html", ".pdf", ".png"}


def write(store: Store, *texts: str) -> None:
    visit = synthetic_visits.begin(store, random.Random(7))
    for number, words in enumerate(texts):
        store.answer(Answer(visit, f"q{number}", None, text=words))
    store.end_session(visit, Ending.FINISHED)
    store.commit()


def released(folder: Path, words: str) -> Store:
    """Records with one comment, which may be told."""
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    write(store, words)
    (comment,) = store.comments()
    store.review(comment.id, ReviewState.RELEASED)
    return store


def test_a_comment_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    store = released(tmp_path, "endless " * 12_500)
    export(store, tmp_path / "out", FORMATS, EVENT)
    (words,) = (section for section in assemble(store, EVENT, library_names()).sections if section.id == "words")
    store.close()
    ((told,),) = (group.texts for group in words.quotes)
    assert len(told) < MOST_QUOTED_CHARACTERS + 60
    assert told.endswith("(comments.csv has all 100,000 characters)")
    cell = str(openpyxl.load_workbook(tmp_path / "out" / "records.xlsx")["comments"]["B3"].value)
    assert len(cell) == MAX_CELL_CHARACTERS
    assert cell.endswith("export as CSV to have all of it)")


def test_a_cell_is_as_long_as_excel_counts_it(tmp_path: Path) -> None:
    """Excel counts an emoji twice, and offers to repair a file with a cell of more than it holds."""
    store = released(tmp_path, "🎉" * 20_000)
    export(store, tmp_path / "out", ("xlsx",), EVENT)
    store.close()
    cell = str(openpyxl.load_workbook(tmp_path / "out" / "records.xlsx")["comments"]["B3"].value)
    assert MAX_CELL_CHARACTERS - 1 <= len(cell.encode("utf-16-le")) // 2 <= MAX_CELL_CHARACTERS
    assert cell.startswith("🎉🎉")
    assert cell.endswith("export as CSV to have all of it)")


def test_of_thousands_of_comments_the_report_has_some_and_says_how_many_more(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())
    write(store, *(f"Remark {number}" for number in range(5_000)))

    def release_all(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("UPDATE comments SET state = 'released'")

    store.write(release_all)
    export(store, tmp_path / "out", ("html", "pdf"), EVENT)
    store.close()
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert page.count("<blockquote>Remark") == 30
    assert "and 4,970 more in comments.csv" in page
    assert len(words_of_pages(tmp_path / "out" / "report.pdf")) < 6


def test_a_workbook_that_is_open_elsewhere_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows nobody can write a file that Excel has open."""
    store = open_store(tmp_path)
    store.begin_event(synthetic_visits.settings())

    def refuse(*_places: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(MachineError) as refused:
        export(store, tmp_path / "out", ("xlsx",), EVENT)
    store.close()
    assert "Close it where it is open, such as in Excel, or choose another folder." in str(refused.value)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_second_event_of_the_same_name_is_the_same_event(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for _time in range(2):
        store.begin_event(synthetic_visits.settings())
        list(synthetic_visits.visits(store, 6, seed=_time, facts=40))
    made, people = assemble(store, None, library_names()), store.summary(EVENT).counts.people
    store.close()
    assert made.title == EVENT
    assert people == 12
