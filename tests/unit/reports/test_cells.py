"""Text in a table stays text in every spreadsheet."""

from __future__ import annotations

import pytest

from empathylab.reports.cells import is_dangerous, safe


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\ufe631", "\u207a1", "\u22121", " =1+1", "\u3000=1"]
)
def test_what_could_be_run_gets_an_apostrophe_in_front(text: str) -> None:
    assert is_dangerous(text)
    assert safe(text) == f"'{text}"


def test_nor_can_it_hide_behind_what_nobody_sees() -> None:
    hidden = "\u200b=1+1"
    assert is_dangerous(hidden)
    assert safe(hidden) == "'=1+1"


@pytest.mark.parametrize("cell", ["plain", "1 = 1", -1, 2.5, None, True])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe(cell) == cell


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("nice;=1+1;", "nice;'=1+1;"),
        ("a; @SUM(A1)", "a; '@SUM(A1)"),
        ("a;\uff1d1; b;-1", "a;'\uff1d1; b;'-1"),
        ("=1;+2", "'=1;'+2"),
        ("thanks ;-) bye", "thanks ;-) bye"),
        ("late ;-(", "late ;-("),
        ("one; two", "one; two"),
    ],
)
def test_nor_behind_a_semicolon_at_which_some_spreadsheets_part_cells(text: str, held: str) -> None:
    assert safe(text) == held
    assert is_dangerous(text) == (held != text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("C:\\temp\\", "C:\\temp\\ "),
        (r'pattern="\d\" required', r'pattern="\d\ " required'),
        ("\\\\", "\\\\ "),
        (r"\d+", r"\d+"),
    ],
)
def test_a_cell_ends_where_it_ends_for_readers_that_take_a_backslash_for_an_escape(text: str, held: str) -> None:
    """As opencsv does, with which Jira reads a table."""
    assert safe(text) == held
