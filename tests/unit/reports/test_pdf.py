"""The report on paper: what a checker of PDF/UA finds, other scripts as they were written, page one on one page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pdfua import validate
from pypdf import PdfReader

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ActionRecord
from empathylab.domain.words import isolated
from empathylab.files import paths
from empathylab.reports import typeset
from empathylab.reports.assemble import assemble
from empathylab.reports.model import Quotes, Report, Section
from empathylab.reports.names import library_names
from empathylab.reports.pdf_report import as_pdf
from empathylab.storage import open_store
from support.read_pdf import words_of_pages
from support.type_sizes import type_sizes

#: A day, as it is written in each script that the lab brings a typeface for.
DAYS = ("Ημέρα", "День", "يوم", "יום", "दिन", "দিন", "ਦਿਨ", "દિવસ", "நாள்", "วัน")
MOST_FONT_BYTES = 2_000_000
#: What is said below charts is the smallest.
LEAST_POINTS = 8


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    store = open_store(tmp_path_factory.mktemp("records"))
    name = " ".join(DAYS)
    settings = replace(synthetic_visits.settings(name), place="in the service centre", run_by="the web team")
    store.begin_event(settings)
    list(synthetic_visits.visits(store, 40, event=name, facts=60))
    for number in range(4):
        store.put_action(ActionRecord(str(number), name, f"Promise {number}", "Web team lead"))
    yield assemble(store, name, library_names())
    store.close()


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return as_pdf(report)


def test_a_checker_of_pdf_ua_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    """Of the rules that pdfua knows; Typst itself refuses what breaks PDF/UA-1 as it writes."""
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    assert [f"{each.rule_id} {each.message}" for each in validate(str(path)).findings] == []


def test_each_script_is_shown_as_it_was_written(pdf: bytes) -> None:
    """In its own letters, whichever way they run, out of a typeface that lies in the document."""
    document = PdfReader(io.BytesIO(pdf))
    told = words_of_pages(pdf)[0]
    assert "another script" not in told
    assert [day for day in DAYS if not set(day) <= set(told)] == []
    assert document.metadata is not None
    assert document.metadata.title == f"{' '.join(DAYS)}: what we found"


def test_a_name_that_runs_to_the_left_leaves_the_words_after_it_where_they_are(report: Report) -> None:
    """On paper as on the screen; and what is read out has its spaces."""
    name, sentence = "\u05d0\u05d1\u05d2 1", "Between {} (2) and Spring nothing was promised."
    first = replace(report.first, lead=(sentence.format(isolated(name)), sentence.format(name)))
    text = PdfReader(io.BytesIO(as_pdf(replace(report, first=first)))).pages[0].extract_text()
    told = " ".join(text.split())
    assert told.count("1 (2) and Spring nothing was promised.") == 1
    assert told.count("nothing was promised.") == 2
    assert "\u2068" not in told


def test_the_typefaces_stay_small(pdf: bytes) -> None:
    fonts = list((paths.assets_dir() / "fonts").rglob("*.ttf"))
    assert sum(font.stat().st_size for font in fonts) <= MOST_FONT_BYTES
    assert len(pdf) < 500_000


def test_what_no_typeface_has_is_told_in_words(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer without a font for it; with one, the letters themselves are there as long as they are small."""
    monkeypatch.setattr(typeset, "LARGEST_BYTES", 0)
    told = " ".join(words_of_pages(as_pdf(replace(report, title="天 😀 day")))[0].split())
    assert told.startswith("[words in another script] [grinning face] day: what we found")


def test_page_one_stands_alone(pdf: bytes) -> None:
    first, second = words_of_pages(pdf)[:2]
    for words in ("run by the web team", "Christopher", "What was found", "Three things to fix first", "Promise 3"):
        assert words in first
    assert "groups of fewer than 5 are not told apart" in " ".join(first.split())
    assert second.startswith("How easy was it?")


def test_page_one_is_set_larger_where_little_stands_on_it_and_code_is_never_tiny(report: Report, pdf: bytes) -> None:
    full = PdfReader(io.BytesIO(pdf))
    little = replace(report.first, wearers=(), fixes=())
    bare = PdfReader(io.BytesIO(as_pdf(replace(report, first=little))))
    assert min(type_sizes(bare, 1)) > min(type_sizes(full, 1))
    assert min(type_sizes(full)) >= LEAST_POINTS


@pytest.mark.parametrize("comments", [24, 25])
def test_what_wrote_it_never_stands_on_a_page_of_its_own(report: Report, comments: int) -> None:
    said = Section("words", "Words", (), quotes=(Quotes("All", ("The labels were cut off.",) * comments),))
    pages = words_of_pages(as_pdf(replace(report, sections=(said,))))
    last = next(words for words in pages if report.footer in words)
    assert report.limitations[-1][:20] in last
