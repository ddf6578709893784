"""Work on large pictures in strips that fit the processor's cache, on two threads (cv2 and numpy let go of the GIL)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

#: Rows times columns of a strip, and the size below which splitting costs more than it brings.
STRIP_PX = 64_000
WORTH_IT_PX = 250_000


@cache
def _helper() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="vision")


def over_rows(work: Callable[[slice], None], rows: int, columns: int) -> None:
    """Call `work` with slices of rows that together are all rows; returns when all is done."""
    if rows * columns < WORTH_IT_PX:
        work(slice(0, rows))
        return
    step, middle = max(8, STRIP_PX // columns), rows // 2
    other = _helper().submit(_run, work, 0, middle, step)
    _run(work, middle, rows, step)
    other.result()


def _run(work: Callable[[slice], None], start: int, stop: int, step: int) -> None:
    for row in range(start, stop, step):
        work(slice(row, min(row + step, stop)))
