"""Threads that work side by side on one picture: lanes, one for each processor, of which the caller is the first.

What they call (passes, cv2 and numpy) lets go of Python's lock, and takes it again after each step. Whoever finds it
taken sleeps, and wakes ten times later than the other needed the lock. So steps are long and few. OpenCV's own threads,
which would want the same processors, are not used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from threading import Lock, Thread

import cv2

#: More than these are not used: the page itself needs processors too, and each lane has scratch buffers of its own.
MOST_LANES = 4
LANES = max(1, min(os.cpu_count() or 1, MOST_LANES))

#: Work in a lane, which is given by its number.
LaneWork = Callable[[int], None]


class _Helper:
    """A lane beside the caller's: a thread that sleeps until it is given work."""

    def __init__(self, lane: int) -> None:
        self._lane = lane
        self._work: LaneWork | None = None
        self._failure: BaseException | None = None
        self._wanted, self._done = Lock(), Lock()
        self._wanted.acquire()
        self._done.acquire()
        Thread(target=self._serve, name=f"vision {lane}", daemon=True).start()

    def begin(self, work: LaneWork) -> None:
        self._work = work
        self._wanted.release()

    def end(self) -> BaseException | None:
        """Wait for the work to be done, and what it failed with."""
        self._done.acquire()
        failure, self._failure = self._failure, None
        return failure

    def _serve(self) -> None:
        while True:
            self._wanted.acquire()
            try:
                self._work_once()
            except BaseException as failure:  # noqa: BLE001 - it is the caller's, who waits for it
                self._failure = failure
            self._done.release()

    def _work_once(self) -> None:
        """The frame that the work holds is let go of with it."""
        work, self._work = self._work, None
        if work is not None:
            work(self._lane)


#: Held while the lanes are at work.
_at_work = Lock()


@cache
def _helpers() -> tuple[_Helper, ...]:
    cv2.setNumThreads(1)
    return tuple(_Helper(lane) for lane in range(1, LANES))


def in_lanes(work: LaneWork) -> None:
    """Call `work` in every lane at once; returns when all are done. Whoever finds others at work does it alone."""
    if not _at_work.acquire(blocking=False):
        work(0)
        return
    try:
        _all_at_once(work)
    finally:
        _at_work.release()


def _all_at_once(work: LaneWork) -> None:
    helpers = _helpers()
    for helper in helpers:
        helper.begin(work)
    try:
        work(0)
    finally:
        failures = [failure for helper in helpers if (failure := helper.end())]
    if failures:
        raise failures[0]
