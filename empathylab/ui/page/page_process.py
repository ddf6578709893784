"""The process that a page runs in: ended from outside when the page cannot be asked, or takes too much."""

from __future__ import annotations

import os
import signal
import time

from empathylab.domain.errors import InputError

#: More than any page has to say or to ask for within a second, and few enough that none has piled up by then.
MOST_A_SECOND = 2_000
_MB = 1024 * 1024


class PageEnded(InputError):
    """A page whose process the lab has ended."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The page {why}, so the lab ended it.", "Look in its scripts for what never comes to an end.")


def end_process(process_id: int) -> None:
    """A page that hangs outlives its view; nothing in it is worth waiting for."""
    if process_id <= 0:
        return
    try:
        os.kill(process_id, getattr(signal, "SIGKILL", signal.SIGTERM))
    except OSError:
        return  # it has gone, or is nobody's to end; Windows has a number of its own for that


def memory_mb(process_id: int | None = None) -> float:
    """What a process, by default the lab's own, has in memory; 0 for one that is gone."""
    # Imported when it is used: the lab opens its first screen sooner.
    import psutil

    try:
        return float(psutil.Process(process_id).memory_info().rss) / _MB
    except (psutil.Error, ValueError):
        return 0.0


def processor_s(process_id: int) -> float:
    """For how long a process has had a processor; 0 for one that is gone."""
    import psutil

    try:
        spent = psutil.Process(process_id).cpu_times()
    except (psutil.Error, ValueError):
        return 0.0
    return float(spent.user + spent.system)


class MessageLimit:
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
        return self._count > MOST_A_SECOND
