"""Counts that leave the lab: groups smaller than k are not told, and cannot be worked out from the rest.

A count below k is shown as "fewer than k", zero as well: that nobody of a group said something is also told about
each of them. When totals are shown, one hidden count could be found by subtraction, and so could two hidden counts
that are small together; further counts are then hidden as well ("not shown"), the smallest first. Where that leaves
nothing to be shown of a line, its total is not to be shown either.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from empathylab.domain.records import DEFAULT_K

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown: the number, or None with the words in its place."""

    count: int | None
    words: str

    def __str__(self) -> str:
        return self.words


def show(count: int, k: int = DEFAULT_K) -> Shown:
    """One count that stands alone."""
    return Shown(count, str(count)) if count >= k else Shown(None, f"fewer than {k}")


def show_counts(counts: Mapping[Row, int], k: int = DEFAULT_K) -> dict[Row, Shown]:
    """A list of counts whose total is known to the reader. A total below k is itself to be shown by `show`."""
    keys = list(counts)
    cells = _hide([[counts[key] for key in keys]], k, has_columns=False)
    return {key: _shown(counts[key], (0, place) in cells, k) for place, key in enumerate(keys)}


def show_table(table: Mapping[Row, Mapping[Column, int]], k: int = DEFAULT_K) -> dict[Row, dict[Column, Shown]]:
    """Counts in rows and columns whose totals are known to the reader. A cell that is missing counts nothing."""
    rows = list(table)
    columns = list(dict.fromkeys(column for row in rows for column in table[row]))
    counts = [[table[row].get(column, 0) for column in columns] for row in rows]
    hidden = _hide(counts, k, has_columns=True)
    return {
        row: {column: _shown(counts[i][j], (i, j) in hidden, k) for j, column in enumerate(columns)}
        for i, row in enumerate(rows)
    }


def _shown(count: int, is_hidden: bool, k: int) -> Shown:
    if not is_hidden:
        return Shown(count, str(count))
    return Shown(None, f"fewer than {k}" if count < k else "not shown")


Cell = tuple[int, int]


def _hide(counts: Sequence[Sequence[int]], k: int, *, has_columns: bool) -> set[Cell]:
    """The cells to hide: the small ones, then others until no line's total gives a small group away."""
    width = len(counts[0]) if counts else 0
    rows = [[(i, j) for j in range(width)] for i in range(len(counts))]
    columns = [[(i, j) for i in range(len(counts))] for j in range(width)] if has_columns else []
    hidden = {(i, j) for row in rows for i, j in row if counts[i][j] < k}
    while extra := {cell for line in (*rows, *columns) for cell in _next_to_hide(line, counts, hidden, k)}:
        hidden |= extra
    return hidden


def _next_to_hide(line: Sequence[Cell], counts: Sequence[Sequence[int]], hidden: set[Cell], k: int) -> Iterable[Cell]:
    """The smallest shown cell of a line that still gives its hidden ones away; none when it does not."""
    covered = [counts[i][j] for i, j in line if (i, j) in hidden]
    shown = [(counts[i][j], (i, j)) for i, j in line if (i, j) not in hidden]
    if not covered or not shown or _is_safe(covered, k):
        return ()
    return (min(shown)[1],)


def _is_safe(covered: Sequence[int], k: int) -> bool:
    """Whether a reader who knows the sum of a line's hidden counts, and which are small, can find none of the small.

    A small one lies between what is left when the others are as large as they can be, and as small.
    """
    small = [count for count in covered if count < k]
    large = len(covered) - len(small)
    if not small:
        return len(covered) > 1  # one alone would be found, and through it a small one of its other line
    total = sum(covered)
    most = min(k - 1, total - large * k)
    least = 0 if large else max(0, total - (len(small) - 1) * (k - 1))
    return total >= k and most > least
