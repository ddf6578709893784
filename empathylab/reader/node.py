"""What the reader knows of one thing in a page or window, whoever looked it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

_READ_WHOLE = frozenset(
    (
        *("generic", "paragraph", "listitem", "row", "rowgroup", "blockquote", "article", "log", "timer"),
        *("sectionheader", "sectionfooter"),
        *("group", "alert", "status", "region", "note", "dialog", "alertdialog"),
    )
)
#: Parts of a page that have the focus to be scrolled or come back to: whose name is said is not read.
_CALLED = frozenset(("article", "group", "region"))


class Header(NamedTuple):
    """A header cell of other cells: two may have the same name."""

    id: int
    name: str


class Span(NamedTuple):
    """A stretch of text in one language, a BCP 47 tag or empty; `is_picture`: what a picture is called."""

    text: str
    language: str
    is_picture: bool = False


class FramePlace(NamedTuple):
    """Which of its document's frames one is, counted from 0, and how many there are."""

    place: int
    siblings: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table's cell is, counted from 1, the headers it stands under, and how many rows and columns it covers.

    `row_said` and `column_said` are what its author calls the row and the column in place of a number, `label` is
    what they call the cell.
    """

    row: int
    column: int
    row_headers: tuple[Header, ...] = ()
    column_headers: tuple[Header, ...] = ()
    row_span: int = 1
    column_span: int = 1
    row_said: str = ""
    column_said: str = ""
    label: str = ""

    @property
    def headers(self) -> frozenset[Header]:
        """Those of its row and of its column."""
        return frozenset(self.row_headers + self.column_headers)


@dataclass(frozen=True, slots=True)
class Node:
    """One thing: `role` is an ARIA role, or "text" for a run of text, or "generic".

    `place`/`size` count from 1 within a set ("2 of 3"); `rows`/`columns` are a list's or table's size.
    `hint` is a field's placeholder, `marker` the number of a list item that this thing begins, `shortcut` the keys that
    its author says it has. `spans` are the name again where it changes its language or a picture stands in it.
    `field` is the element's id in the page, `target` the id that a link within the page leads to, `file` the file
    name of a picture or link without a name. `frame_path` leads to a frame of another origin, from the outermost
    document on. `is_answer`: a text in which the page repeats what a person entered.
    """

    id: int
    parent: int
    role: str
    name: str = ""
    value: str = ""
    description: str = ""
    error: str = ""
    states: tuple[str, ...] = ()
    level: int = 0
    place: int = 0
    size: int = 0
    rows: int = 0
    columns: int = 0
    cell: Cell | None = None
    language: str = ""
    spans: tuple[Span, ...] = ()
    role_said: str = ""
    hint: str = ""
    marker: str = ""
    shortcut: str = ""
    file: str = ""
    field: str = ""
    target: str = ""
    frame_path: tuple[FramePlace, ...] = ()
    is_focusable: bool = False
    is_answer: bool = False

    @property
    def text_is_inside(self) -> bool:
        """On focus its contents are read as well: a summary of errors, a message, a part of the page without a name."""
        return self.role in _READ_WHOLE and not (self.name and self.role in _CALLED)
