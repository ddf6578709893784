"""Memory of a lab that runs for weeks: little is taken at the start, and after each visit it is given back."""

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

    Later it is looked for by `garbage`. Comes before Qt is imported.
    """
    keep_no_sources()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()


def keep_no_sources() -> None:
    """Keep Qt for Python from reading the text of each module that is imported, which Python then keeps.

    It looks for users of its `__feature__`, of whom there are none here: 27 MB, and a tenth of what a start takes.
    """
    import PySide6  # noqa: F401 - it finds its own libraries
    from shibokensupport import feature  # type: ignore[import-not-found]

    feature._mod_uses_pyside = lambda _module: False


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
