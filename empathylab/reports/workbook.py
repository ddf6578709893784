"""XLSX: the report's first page, then the same tables as sheets, written row by row so that memory stays flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from empathylab.domain.look import QUIET
from empathylab.reports.assemble import report_of
from empathylab.reports.cells import beginning, is_longer, safe
from empathylab.reports.columns import ABOUT, ANSWERS, EVENTS, RUNS, Cell, Row, Table
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file
from empathylab.reports.json_columns import SHEETS, sheet_rows
from empathylab.reports.labels import label
from empathylab.reports.workbook_page import (
    LINE_POINTS,
    PLAIN_TEXT,
    ChartSheet,
    make_high_enough,
    write_figures,
    write_page,
)

#: Excel's own limit, header included.
MAX_ROWS = 1_048_576
MAX_CELL_CHARACTERS = 32_767
_CUT = " … (a cell holds no more: export as CSV to have all of it)"
_CUT_AT = MAX_CELL_CHARACTERS - len(_CUT)
#: In characters; sentences are wrapped at theirs.
_WIDTHS = {"session_id": 37, "id": 37, "event": 28, "about": 38, "item": 55, "question": 20}
_LISTS = {"barriers", "simulations", "helps", "more"}
_LIST_WIDTH = 34
_SENTENCES = {"value", "text", "meaning"}
_SENTENCE_WIDTH = 80
_TEXT_WIDTH, _NUMBER_WIDTH, _OF_AN_EVENT = 16, 12, 14
#: Labels, and below them the names that programs know the columns by.
_HEADER_ROWS = 2
#: Of a table with thousands of rows, paper gets the beginning.
_LONG = (ANSWERS.name, EVENTS.name)
_PRINTED_ROWS = 56
_A4 = 9


def write_xlsx(content: Content, folder: Path) -> list[Path]:
    """Write the workbook; a table with more rows than a sheet can hold says so in its last row."""
    path = folder / "records.xlsx"
    report = report_of(content)
    with whole_file(path) as part, _workbook(part) as book:
        figures = ChartSheet(report)
        write_page(book, report, figures)
        for table in SHEETS:
            _write_table(book, table, sheet_rows(table, content.rows_of()[table.name]))
        write_figures(book, figures)
    return [path]


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """Rows are in passing files beside it until it is written; raises OSError, and leaves none of them open."""
    # Imported when it is used: the lab opens its first screen sooner.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        book = xlsxwriter.Workbook(path, {**PLAIN_TEXT, "constant_memory": True, "tmpdir": scratch})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # as the system said it of the disk
        finally:
            for sheet in book.worksheets():
                with suppress(OSError):
                    sheet._opt_close()


def _write_table(book: Any, table: Table, rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(table.name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    quiet = book.add_format({"font_color": QUIET, "font_size": 9, "bottom": 1})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(table, column.name, column.type), wrapped)
        sheet.write_string(0, place, label(column), bold)
    sheet.set_row(0, 2 * LINE_POINTS)
    for place, name in enumerate(table.header):
        sheet.write_string(1, place, name, quiet)
    last = _write_rows(sheet, table, rows)
    sheet.freeze_panes(_HEADER_ROWS, 0 if table is ABOUT else 1)
    sheet.autofilter(_HEADER_ROWS - 1, 0, max(last, _HEADER_ROWS - 1), len(table.columns) - 1)
    _make_printable(sheet, table, last)


def _width(table: Table, name: str, kind: str) -> int:
    if name in _SENTENCES:
        return _SENTENCE_WIDTH
    if name in _LISTS:
        return _LIST_WIDTH
    if name in _WIDTHS:
        return _WIDTHS[name]
    if table.name == EVENTS.name:
        return _OF_AN_EVENT
    return _TEXT_WIDTH if kind == "text" else _NUMBER_WIDTH


def _make_printable(sheet: Any, table: Table, last: int) -> None:
    """All columns on one page's width, the runs on two; the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(2 if table.name == RUNS.name else 1, 0)
    sheet.repeat_rows(0, _HEADER_ROWS - 1)
    if table.name in _LONG and last > _PRINTED_ROWS:
        sheet.print_area(0, 0, _PRINTED_ROWS, len(table.columns) - 1)
        sheet.set_footer("&L&A: the first rows; the sheet has all&RPage &P of &N")
    else:
        sheet.set_footer("&L&A&RPage &P of &N")


def _write_rows(sheet: Any, table: Table, rows: Iterable[Row]) -> int:
    """Return the number of the last row."""
    columns = enumerate(table.columns)
    wide = [(place, _width(table, each.name, each.type)) for place, each in columns if _wraps(each.name)]
    number = _HEADER_ROWS - 1
    for number, row in enumerate(rows, _HEADER_ROWS):
        if number == MAX_ROWS - 1:
            sheet.write_string(number, 0, "A sheet holds no more rows: export as CSV to have them all.")
            return number
        if wide:
            make_high_enough(sheet, number, [(str(row[place] or ""), width) for place, width in wide])
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell)
    return number


def _wraps(name: str) -> bool:
    return name in _SENTENCES or name in _LISTS


def _write_cell(sheet: Any, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        if cell:
            words = str(safe(cell))
            sheet.write_string(
                row, place, beginning(words, _CUT_AT) + _CUT if is_longer(words, MAX_CELL_CHARACTERS) else words
            )
    elif cell is not None:
        sheet.write_number(row, place, cell)
