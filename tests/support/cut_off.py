"""Starts of a lab that are cut off at a chosen step, in processes of their own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from empathylab.storage import open_store

#: What may have changed something in a folder once it returns.
_STEPS = frozenset(
    ("open", "mkdir", "rename", "replace", "link", "unlink", "remove", "rmdir", "write", "truncate", "ftruncate")
    + ("chmod", "fsync", "utime", "connect", "execute", "commit", "close")
)
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # which Windows does at once as well


@contextmanager
def after_each_step(act: Callable[[], None]) -> Iterator[None]:
    def look(_frame: object, event: str, what: Any) -> None:
        if event == "c_return" and what.__name__ in _STEPS:
            sys.setprofile(None)
            act()
            sys.setprofile(look)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def start_killed_at(folder: Path, last_step: int) -> None:
    """Start a lab, in a process that dies after so many steps."""
    steps = count(1)

    def step() -> None:
        if next(steps) == last_step:
            os.kill(os.getpid(), _KILL)

    with after_each_step(step):
        open_store(folder).close()
