"""Memory: at the start not looked through, after each visit given back to the system, since a lab runs for weeks."""

from __future__ import annotations

import ctypes
import gc
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def start_up() -> Iterator[None]:
    """While this lasts nobody looks for garbage, nor later among what was made: it stays until the end anyhow."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def give_back() -> None:
    """After a visit: what holds only itself is looked for, which Python would do once in some 400 visits.

    Then glibc, which keeps what each thread has freed for that thread, in pieces (pictures of a screen add up over a
    day), gives it back; other C libraries do that by themselves, or cannot be asked.
    """
    gc.collect()
    _trim()()


@cache
def _trim() -> Callable[[], object]:
    try:
        trim = ctypes.CDLL(None).malloc_trim if platform.libc_ver()[0] == "glibc" else None
    except (OSError, AttributeError):
        trim = None
    return (lambda: trim(0)) if trim is not None else (lambda: None)
