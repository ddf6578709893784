"""Cells of a spreadsheet, whose text must never be taken for a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from empathylab.domain.words import visible
from empathylab.reports.columns import Cell

#: A cell that begins with one of these may be run by a spreadsheet, and so may one that does in another form of Unicode
#: (wide, small, raised; NFKC makes no hyphen of a minus sign), or behind spaces that an import takes away.
_DANGEROUS = frozenset("=+-@\t\r\n\0\u2212")

#: Where a spreadsheet parts cells at semicolons, as in half of Europe, a cell begins behind one; no ;-) is one.
_SEPARATED = re.compile(r"([;\uff1b\t]\s*)(?!-\)|-\($)(\S)")

#: Where a reader takes a backslash for an escape (opencsv, in Jira's importer), a cell does not end behind one.
_ESCAPING = re.compile(r'\\(?="|\Z)')

#: Most cells are names and numbers of the lab's own, of which all that is asked below is known at once.
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]*")


def is_longer(text: str, most: int) -> bool:
    """Whether it has more characters than so many, as Excel and Java count them: an emoji twice."""
    return 2 * len(text) > most and (len(text) > most or len(_as_counted(text)) > 2 * most)


def beginning(text: str, most: int) -> str:
    """So many characters of it at most, counted so, and none of them halved."""
    return _as_counted(text)[: 2 * most].decode("utf-16-le", "ignore")


def _as_counted(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet takes this for more than text, or hides what is in it."""
    is_behind = any(_begins_like_a_formula(found[2]) for found in _SEPARATED.finditer(text))
    return is_behind or _begins_like_a_formula(text) or visible(text) != text


def safe(cell: Cell) -> Cell:
    """The cell; text loses what cannot be seen, and gets a ' in front if it could then be run. Numbers stay numbers.

    A backslash where a quotation mark follows has a space behind it.
    """
    if not isinstance(cell, str) or _PLAIN.fullmatch(cell):
        return cell
    seen = _ESCAPING.sub(r"\\ ", _SEPARATED.sub(_held, visible(cell)))
    return f"'{seen}" if _begins_like_a_formula(cell) or _begins_like_a_formula(seen) else seen


def _held(found: re.Match[str]) -> str:
    """An apostrophe before what would begin a cell of its own."""
    return found[0] if not _begins_like_a_formula(found[2]) else f"{found[1]}'{found[2]}"


def _begins_like_a_formula(text: str) -> bool:
    begins = {text[:1], text.lstrip()[:1]}
    return any(unicodedata.normalize("NFKC", each)[:1] in _DANGEROUS for each in begins if each)


def safe_row(row: Iterable[Cell]) -> list[Cell]:
    """A row no cell of which a spreadsheet takes for a formula."""
    return [safe(cell) for cell in row]
