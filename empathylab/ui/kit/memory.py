"""Memory of a lab that runs for weeks: no garbage is looked for at the start, and after each visit it is given back."""

from __future__ import annotations

import ctypes
import gc
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def start_up() -> Iterator[None]:
    """Look for no garbage while this lasts, nor later among what was made: it stays until the end anyhow.

    Later it is looked for by `garbage`.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()


def give_back() -> None:
    """Collect garbage after a visit, and give its memory back to the system.

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
