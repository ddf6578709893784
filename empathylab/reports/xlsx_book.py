"""XLSX: the same tables as sheets, written row by row so that memory stays flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from empathylab.reports.cells import safe
from empathylab.reports.columns import TABLES, Cell, Row, Table
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file

#: Excel's own limit, header included.
MAX_ROWS = 1_048_576
MAX_CELL_CHARACTERS = 32_767
#: In characters; sentences are wrapped at theirs.
_WIDTHS = {"session_id": 37, "id": 37, "event": 28, "about": 38, "item": 55, "question": 20}
_WIDTHS |= {"data": 60, "condition": 30}
#: Long, and for programs: kept in one line and inside its cell, else a printed sheet would be as wide as it.
_KEPT_IN = {"condition"}
_SENTENCES = {"value", "text", "meaning"}
_SENTENCE_WIDTH = 80
_TEXT_WIDTH = 16
_LINE_POINTS, _MAX_POINTS = 15, 409
#: Not the usual height, which would be left out of the file.
_ONE_LINE_POINTS = 15.75
_A4 = 9


def write_xlsx(content: Content, folder: Path) -> list[Path]:
    """Write the workbook; a table with more rows than a sheet can hold says so in its last row."""
    path = folder / "records.xlsx"
    with whole_file(path) as part, tempfile.TemporaryDirectory(dir=folder) as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(part, options)
        bold = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        top = book.add_format({"valign": "top"})
        for table in TABLES:
            sheet = book.add_worksheet(table.name)
            _set_widths(sheet, table, wrapped, top)
            _write_header(sheet, table, bold)
            _make_printable(sheet)
            _write_rows(sheet, table, content.rows_of()[table.name]())
        book.close()
    return [path]


def _set_widths(sheet: Any, table: Table, wrapped: Any, top: Any) -> None:
    for place, column in enumerate(table.columns):
        if column.name in _SENTENCES:
            sheet.set_column(place, place, _SENTENCE_WIDTH, wrapped)
            continue
        least = _TEXT_WIDTH if column.type == "text" else 0
        look = wrapped if column.name in _KEPT_IN else top
        sheet.set_column(place, place, _WIDTHS.get(column.name, max(least, len(column.name) + 3)), look)


def _write_header(sheet: Any, table: Table, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.header):
        sheet.write_string(0, place, name, bold)


def _make_printable(sheet: Any) -> None:
    """All columns on one page's width, the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _write_rows(sheet: Any, table: Table, rows: Iterable[Row]) -> None:
    sentences = [place for place, column in enumerate(table.columns) if column.name in _SENTENCES]
    is_one_line = any(column.name in _KEPT_IN for column in table.columns)
    for number, row in enumerate(rows, 1):
        if number == MAX_ROWS - 1:
            sheet.write_string(number, 0, "A sheet holds no more rows: export as CSV to have them all.")
            return
        if sentences:
            _make_high_enough(sheet, number, [str(row[place] or "") for place in sentences])
        if is_one_line:
            sheet.set_row(number, _ONE_LINE_POINTS)
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell)


def _make_high_enough(sheet: Any, row: int, sentences: Iterable[str]) -> None:
    """Room for wrapped words; LibreOffice does not find it out by itself."""
    lines = max(sum(1 + len(line) // _SENTENCE_WIDTH for line in words.split("\n")) for words in sentences)
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE_POINTS, _MAX_POINTS))


def _write_cell(sheet: Any, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, place, str(safe(cell))[:MAX_CELL_CHARACTERS])
    elif cell is not None:
        sheet.write_number(row, place, cell)
