"""Comments made to do harm go through the real records into every file that leaves the lab, and do nothing there."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Answer, Ending
from empathylab.domain.workshop import EventSettings
from empathylab.reports import typeset
from empathylab.reports.exporting import export
from empathylab.storage import open_store
from support.read_pdf import words_of_pages

EVENT = '=HYPERLINK("http://x") <script>alert(0)</script>'
FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+cmd|'/c calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "\0=1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "</text><image href='file:///etc/passwd'/>",
    '#read("/etc/passwd") $x$ *b* @ref `raw` #pagebreak()',
    "{{ 7 * 7 }} {% for %} ]]> &#60;",
)
ODD = (
    "\u202egnp.exe",
    "a\0b",
    "\x1b[31mred",
    "\ud800lone",
    "\U0001f600 thanks",
    "\u4e2d\u6587 and more",
    "\uffff",
    "e\u0331\u0301",
)
LONG = "long " * 50_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of an event that is as hostile as a facilitator's and a visitor's keyboard allow."""
    data = tmp_path_factory.mktemp("hostile")
    store = open_store(data)
    store.begin_event(EventSettings(EVENT, date(2026, 3, 2), date(2026, 6, 2), k=1))
    list(synthetic_visits.visits(store, 6, event=EVENT, facts=20))
    visit = synthetic_visits.begin(store, random.Random(9), event=EVENT)
    for number, words in enumerate((*FORMULAS, *MARKUP, *ODD, LONG)):
        store.answer(Answer(visit, f"q{number}", None, text=words))
    store.end_session(visit, Ending.FINISHED)
    store.commit()
    for comment in list(store.comments(EVENT)):
        store.review(comment.id, ReviewState.RELEASED, theme=comment.text[:40], tags=[comment.text[:20]])
    for number, words in enumerate((*FORMULAS, *MARKUP)):
        store.put_action(ActionRecord(f"p{number}", EVENT, words, words))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typeset, "LARGEST_BYTES", 0)  # as on a computer without fonts of its own
        export(store, data / "out", ["all"], EVENT)
    store.close()
    return data / "out"


def test_every_comment_was_taken(folder: Path) -> None:
    texts = [comment["text"] for comment in json.loads((folder / "records.json").read_text("utf-8"))["comments"]]
    assert set(MARKUP) <= set(texts)
    assert "lone" in texts
    assert "ab" in texts
    assert "[31mred" in texts
    assert max(map(len, texts)) == len(LONG)


def test_no_cell_of_any_csv_is_a_formula(folder: Path) -> None:
    csv.field_size_limit(10_000_000)
    cells = [
        cell
        for path in folder.glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r", "\n", "\0", "\uff1d")] == []
    assert [cell for cell in cells if cell[:1] == "-" and not cell[1:].replace(".", "").isdigit()] == []


def test_no_cell_of_the_workbook_is_a_formula(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "records.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_the_page_shows_markup_as_words(folder: Path) -> None:
    page = (folder / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<image" not in page
    assert "\u202e" not in page
    assert "{{ 7 * 7 }}" in page


def test_the_pdf_shows_markup_as_words_and_tells_what_it_cannot_show(folder: Path) -> None:
    document = PdfReader(folder / "report.pdf")
    words = " ".join(" ".join(words_of_pages(folder / "report.pdf")).split())
    assert '#read("/etc/passwd")' in words
    assert "root:" not in words
    assert "[grinning face] thanks" in words
    assert "[words in another script] and more" in words
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
