"""Text that a spreadsheet must never take for a formula."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.reports.columns import Cell

#: A cell that begins with one of these may be run by a spreadsheet. LF and full-width forms are taken for such too.
_DANGEROUS = frozenset("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")


def is_dangerous(text: str) -> bool:
    """Would a spreadsheet take this for more than text?"""
    return text[:1] in _DANGEROUS


def safe(cell: Cell) -> Cell:
    """The cell; text that could be run gets a ' in front and loses NUL characters. Numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    quoted = f"'{cell}" if cell[:1] in _DANGEROUS else cell
    return quoted.replace("\0", "") if "\0" in quoted else quoted


def safe_row(row: Iterable[Cell]) -> list[Cell]:
    return [safe(cell) for cell in row]
