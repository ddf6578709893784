"""The process that a page runs in: ended from outside when the page cannot be asked, or asks too much."""

from __future__ import annotations

import os
import signal
import time

#: More than any page has to say or to ask for within a second, and few enough that none has piled up by then.
_MOST_A_SECOND = 2_000


def end_process(process_id: int) -> None:
    """A page that hangs outlives its view; nothing in it is worth waiting for."""
    if process_id <= 0:
        return
    try:
        os.kill(process_id, getattr(signal, "SIGKILL", signal.SIGTERM))
    except OSError:  # It is gone, which systems say in ways of their own.
        return


class Flood:
    """Counts what comes from a page. Sent faster than taken, it would pile up in the lab for good."""

    def __init__(self) -> None:
        self._count = 0
        self._since_s = time.monotonic()

    def is_over(self) -> bool:
        """One more has come: was it one too many?"""
        now_s = time.monotonic()
        if now_s - self._since_s >= 1:
            self._count, self._since_s = 0, now_s
        self._count += 1
        return self._count > _MOST_A_SECOND
