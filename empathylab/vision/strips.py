"""Work on large pictures in strips that fit the processor's cache, on two threads (cv2 and numpy let go of the GIL)."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

#: Rows times columns of a strip: small enough for the cache, large enough that two threads seldom wait for each other
#: between two steps. Below the other size splitting costs more than it brings.
STRIP_PX = 200_000
WORTH_IT_PX = 120_000
#: Strips run in this many lanes at once; each lane keeps its own scratch buffers.
LANES = 2

#: Work on some rows, in a lane.
Work = Callable[[slice, int], None]


@cache
def _helper() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="vision")


def strip_rows(rows: int, columns: int) -> int:
    """How many rows a strip has at most: an even number that shares a lane's half out evenly, or all if few or odd."""
    if rows * columns < WORTH_IT_PX or rows % 2:
        return rows
    half = rows - _middle(rows)
    strips = math.ceil(half * columns / STRIP_PX)
    return math.ceil(half / strips / 2) * 2


def with_around(rows: slice, reach: int, height: int) -> tuple[slice, slice]:
    """Rows with as many before and after them as there are, up to `reach`; and where the rows are in those."""
    wide = slice(max(rows.start - reach, 0), min(rows.stop + reach, height))
    first = rows.start - wide.start
    return wide, slice(first, first + min(rows.stop, height) - rows.start)


def over_rows(work: Work, rows: int, columns: int, step: int = 0) -> None:
    """Call `work` with slices of rows that together are all rows; returns when all is done."""
    step = step or strip_rows(rows, columns)
    if step >= rows:
        work(slice(0, rows), 0)
        return
    middle = _middle(rows)
    other = _helper().submit(_run, work, 0, middle, step, 1)
    _run(work, middle, rows, step, 0)
    other.result()


def in_both_lanes(here: Callable[[], None], other: Callable[[], None]) -> None:
    """One thing in each lane; returns when both are done."""
    done = _helper().submit(other)
    here()
    done.result()


def _run(work: Work, start: int, stop: int, step: int, lane: int) -> None:
    for row in range(start, stop, step):
        work(slice(row, min(row + step, stop)), lane)


def _middle(rows: int) -> int:
    return rows // 4 * 2
