"""What the reader knows of one thing in a page or window, whoever looked it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_READ_WHOLE = frozenset({"generic", "group", "alert", "status", "region", "note", "dialog", "alertdialog"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table's cell is, counted from 1, and the headers it stands under."""

    row: int
    column: int
    row_header: str = ""
    column_header: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing: `role` is an ARIA role, or "text" for a run of text, or "generic".

    `place`/`size` count from 1 within a set ("2 of 3"); `rows`/`columns` are a list's or table's size.
    `field` is the element's id in the page, `target` the id that a link within the page leads to, `file` the file
    name of a picture without alternative. `is_answer`: a text in which the page repeats what a person entered.
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
    role_said: str = ""
    file: str = ""
    field: str = ""
    target: str = ""
    is_focusable: bool = False
    is_answer: bool = False

    @property
    def text_is_inside(self) -> bool:
        """On focus its contents are read as well: a summary of errors, a message, a part of the page."""
        return self.role in _READ_WHOLE


def node_from(message: Mapping[str, Any]) -> Node:
    """A node as the page's script writes it, under one-letter names."""
    place, size = message.get("o", (0, 0))
    rows, columns = message.get("z", (0, 0))
    return Node(
        id=message["i"],
        parent=message["p"],
        role=message["r"],
        name=message.get("n", ""),
        value=message.get("v", ""),
        description=message.get("d", ""),
        error=message.get("e", ""),
        states=tuple(message.get("s", ())),
        level=message.get("l", 0),
        place=place,
        size=size,
        rows=rows,
        columns=columns,
        cell=Cell(*message["c"]) if "c" in message else None,
        language=message.get("g", ""),
        role_said=message.get("t", ""),
        file=message.get("u", ""),
        field=message.get("x", ""),
        target=message.get("j", ""),
        is_focusable="f" in message,
        is_answer="k" in message,
    )
