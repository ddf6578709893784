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
_COLUMN_WIDTH = 18


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
        bold = book.add_format({"bold": True})
        for table in TABLES:
            sheet = book.add_worksheet(table.name)
            _write_header(sheet, table, bold)
            _write_rows(sheet, content.rows_of()[table.name]())
        book.close()
    return [path]


def _write_header(sheet: Any, table: Table, bold: Any) -> None:
    sheet.set_column(0, len(table.columns) - 1, _COLUMN_WIDTH)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.header):
        sheet.write_string(0, place, name, bold)


def _write_rows(sheet: Any, rows: Iterable[Row]) -> None:
    for number, row in enumerate(rows, 1):
        if number == MAX_ROWS - 1:
            sheet.write_string(number, 0, "A sheet holds no more rows: export as CSV to have them all.")
            return
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell)


def _write_cell(sheet: Any, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, place, str(safe(cell))[:MAX_CELL_CHARACTERS])
    elif cell is not None:
        sheet.write_number(row, place, cell)
