"""The report's numbers as a workbook and as JSON: what the page says, with small groups hidden; no row of a visit."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING

from empathylab.reports.assemble import report_of
from empathylab.reports.cells import safe
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.model import DataTable, FirstPage, Report, Section, Wearer
from empathylab.reports.workbook_page import (
    PLAIN_TEXT,
    ChartSheet,
    make_high_enough,
    make_printable,
    write_figures,
    write_page,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDTHS = {"said": (28, 110), "numbers": (44, 52, 44, 44, 40)}


def write_summary(content: Content, folder: Path) -> list[Path]:
    """Write report.xlsx and report.json."""
    report = report_of(content)
    book, document = folder / "report.xlsx", folder / "report.json"
    with whole_file(book) as part:
        write_book(report, part)
    with whole_file(document) as part:
        part.write_text(json.dumps(as_values(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [book, document]


def as_values(report: Report) -> dict[str, object]:
    """The report without its drawings."""
    return {
        "format": 1,
        "title": report.title,
        "subtitle": " ".join(report.first.lead),
        "facts": [{"number": fact.number, "words": fact.words} for fact in report.first.facts],
        "in_short": report.first.found,
        "wearers": [_without_drawing(wearer) for wearer in report.first.wearers],
        "fix_first": [asdict(fix) for fix in report.first.fixes],
        "promises": [asdict(promise) for promise in report.first.promises],
        "footnote": report.first.footnote,
        "sections": [_section_values(section) for section in report.sections],
        "principles": [{"question": question, "answer": answer} for question, answer in report.principles],
        "limitations": report.limitations,
        "footer": report.footer,
    }


def _section_values(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "heading": section.heading,
        "warning": section.warning,
        "sentences": section.sentences,
        "charts": [chart.words for chart in section.charts],
        "tables": [
            {"caption": table.caption, "header": table.header, "rows": table.rows} for table in _tables(section)
        ],
        "quotes": [{"theme": group.theme, "texts": group.texts} for group in section.quotes],
        "fixes": [asdict(fix) for fix in section.fixes],
    }


def _without_drawing(wearer: Wearer) -> dict[str, object]:
    return {name: value for name, value in asdict(wearer).items() if name != "portrait"}


def _tables(section: Section) -> tuple[DataTable, ...]:
    return (*(chart.table for chart in section.charts), *section.tables)


def write_book(report: Report, path: Path) -> None:
    """The report's first page with its charts, all it says, all its numbers."""
    # Imported when it is used: the lab opens its first screen sooner.
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {**PLAIN_TEXT, "in_memory": True})
    figures = ChartSheet(report)
    write_page(book, report, figures)
    _write_sheet(book, "said", ("part", "sentence"), list(_said(report)))
    _write_sheet(book, "numbers", ("part", "table", "row", "column", "value"), list(_numbers(report)))
    write_figures(book, figures)
    book.close()
    path.write_bytes(written.getvalue())


def _write_sheet(book: Workbook, name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (words, width) in enumerate(zip(header, _WIDTHS[name], strict=True)):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, words.capitalize(), bold)
    for number, row in enumerate(rows, 1):
        make_high_enough(sheet, number, zip(row, _WIDTHS[name], strict=True))
        for place, words in enumerate(row):
            sheet.write_string(number, place, str(safe(words)))
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    make_printable(sheet)


def _said(report: Report) -> Iterator[tuple[str, ...]]:
    """Every sentence of the report, with the part that it stands in."""
    yield report.title, " ".join(report.first.lead)
    yield from _said_first(report.first)
    for section in report.sections:
        texts = (f"{group.theme}: {text}" for group in section.quotes for text in group.texts)
        fixes = (f"{fix.barrier}. {fix.did} {fix.fix}" for fix in section.fixes)
        drawn = (chart.words for chart in section.charts)
        for words in (section.warning, *section.sentences, *drawn, *fixes, *texts):
            if words:
                yield section.heading, words
    yield from report.principles
    for caution in report.limitations:
        yield "What this cannot tell", caution
    yield "", report.footer


def _said_first(first: FirstPage) -> Iterator[tuple[str, ...]]:
    for words in (*(f"{fact.number} {fact.words}" for fact in first.facts), *first.found):
        yield "In short", words
    for wearer in first.wearers:
        yield f"{wearer.name}, {wearer.people} people", " ".join((wearer.one_line, *wearer.worn))
    for fix in first.fixes:
        yield "To fix first", f"{fix.barrier}. {fix.did} {fix.fix}"
    for promise in first.promises:
        yield "Promised", ", ".join(filter(None, astuple(promise)))
    yield "Small groups", first.footnote


def _numbers(report: Report) -> Iterator[tuple[str, ...]]:
    """Every cell of the report's tables, one below the other."""
    for section in report.sections:
        for table in _tables(section):
            for row in table.rows:
                for name, cell in zip(table.header[1:], row[1:], strict=True):
                    yield section.heading, table.caption, row[0], name, cell
