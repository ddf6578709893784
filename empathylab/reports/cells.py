"""Text that a spreadsheet must never take for a formula."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.words import visible
from empathylab.reports.columns import Cell

#: A cell that begins with one of these may be run by a spreadsheet. LF and full-width forms are taken for such too.
_DANGEROUS = frozenset("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")


def is_dangerous(text: str) -> bool:
    """Would a spreadsheet take this for more than text, or hide what is in it?"""
    return text[:1] in _DANGEROUS or visible(text) != text


def safe(cell: Cell) -> Cell:
    """The cell; text loses what cannot be seen, and gets a ' in front if it could then be run. Numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    seen = visible(cell)
    return f"'{seen}" if cell[:1] in _DANGEROUS or seen[:1] in _DANGEROUS else seen


def safe_row(row: Iterable[Cell]) -> list[Cell]:
    return [safe(cell) for cell in row]
