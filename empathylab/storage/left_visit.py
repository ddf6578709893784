"""Reads what a crash left of a visit, line by line: on a damaged disk any line may be none, or hold what it never held.

Each line is checked as a row of the tables is, so that one bad value costs its line and nothing that is written later.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping

from sqlalchemy import Table

from empathylab.domain.stored_events import from_stored
from empathylab.storage import stored
from empathylab.storage.open_visit import OpenVisit
from empathylab.storage.schema import answers, pairings, runs, sessions

_UNSOUND = (*stored.UNSOUND, KeyError)
Row = Mapping[str, object]


def read(content: bytes) -> tuple[OpenVisit, tuple[str, ...]]:
    """What can be read of a visit, and the lines that are damaged; a last one that a crash cut off is none of them."""
    visit, damaged = OpenVisit(), []
    *lines, last = content.split(b"\n")
    for line in lines:
        try:
            _take(visit, line)
        except _UNSOUND:
            damaged.append(line.decode("utf-8", "replace"))
    with contextlib.suppress(*_UNSOUND):
        _take(visit, last)
    return visit, tuple(damaged)


def _take(visit: OpenVisit, line: bytes) -> None:
    what, row = json.loads(line)
    _CHECKS[what](row)
    visit.take(what, row)


def _like(table: Table) -> Callable[[Row], None]:
    """Checks a row as one of this table is."""

    def check(row: Row) -> None:
        unsound = list(stored.faults(table.name, row))
        if unsound:
            raise ValueError(f"not to be read: {unsound}")

    return check


def _check_answer(row: Row) -> None:
    _like(answers)(row)
    stored.maybe(stored.text)(row["text"])


def _check_fact(row: Row) -> None:
    stored.whole(row["seq"])
    stored.whole(row["at_ms"])
    data = json.loads(stored.object_text(row["data"]))
    from_stored(stored.text(row["kind"]), stored.text(row["field"]), data)


_CHECKS: Mapping[str, Callable[[Row], None]] = {
    "session": _like(sessions),
    "run": _like(runs),
    "outcome": _like(runs),
    "fact": _check_fact,
    "answer": _check_answer,
    "pairing": _like(pairings),
}
