"""Names out of a lab folder, in any script and with what nobody sees, leave the words around them where they are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from empathylab.bench import synthetic_visits
from empathylab.domain.words import is_invisible
from empathylab.reports.assemble import assemble
from empathylab.reports.html_report import as_html
from empathylab.reports.model import Report
from empathylab.reports.names import library_names
from empathylab.reports.pdf_report import as_pdf
from empathylab.reports.post import as_post
from empathylab.reports.summary_files import write_book
from empathylab.storage import open_store
from support.read_pdf import words_of_pages

NAME, TITLE = "\u05db\u05e8\u05de\u05d9\u05ea", "\u0637\u0644\u0628 \u062d\u0627\u0648\u064a\u0629"
_ISOLATES = "\u2068\u2069"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    store = open_store(tmp_path_factory.mktemp("records"))
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 24, facts=30))
    shipped = library_names()
    somebody = shipped.personas["claudia"].model_copy(update={"name": f"\u200b{NAME}\u202e\ufeff"})
    names = replace(
        shipped,
        personas={**shipped.personas, "claudia": somebody},
        tasks={**shipped.tasks, "missed-bin": f"{TITLE}\u2066"},
    )
    made = assemble(store, synthetic_visits.EVENT, names)
    store.close()
    return made


def odd(text: str) -> set[str]:
    return {hex(ord(each)) for each in text if is_invisible(each) and each not in _ISOLATES}


def test_they_keep_to_themselves_on_the_screen(report: Report) -> None:
    for text in (as_html(report), as_post(report)):
        assert NAME in text
        assert odd(text) == set()
        assert re.search(f"(?<!\u2068){NAME}|{NAME}(?!\u2069)", re.sub(r"(?s)<svg.*?</svg>", "", text)) is None
        assert text.count("\u2068") == text.count("\u2069")


def test_they_are_on_paper_and_in_the_workbook(report: Report, tmp_path: Path) -> None:
    words = "".join(words_of_pages(as_pdf(report)))
    assert set(NAME) <= set(words)
    write_book(report, tmp_path / "report.xlsx")
    cells = [
        str(cell)
        for sheet in load_workbook(tmp_path / "report.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert any(NAME in cell for cell in cells)
    assert odd("".join(cells)) == set()
