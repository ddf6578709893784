"""Functions over arrays, compiled when they are first called and kept on the disk for the next start."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import platformdirs

Function = TypeVar("Function", bound=Callable[..., object])
_HERE = Path(__file__).resolve().parent
_WHOLE = "whole"


def compiled(function: Function) -> Function:
    """The function as machine code of this processor: it lets go of Python's lock, and light is never infinite.

    Its arrays are C-contiguous, and nobody looks whether an index is inside.
    """
    import numba

    make = numba.njit(nogil=True, cache=True, fastmath=True, error_model="numpy", boundscheck=False)
    return cast(Function, make(function))


def is_whole() -> bool:
    """Whether all was compiled before and is kept, on this computer or one whose processor is like it."""
    return PLACE is not None and (PLACE / _WHOLE).exists()


def call_it_whole() -> None:
    """All is compiled now."""
    if PLACE is not None:
        (PLACE / _WHOLE).touch()


def _place_to_keep() -> Path | None:
    """Beside what Python itself has compiled, or else where this user keeps such things; without one, nowhere.

    Its name is of all that is compiled: Numba looks at a function's own file alone, not at those that it calls.
    """
    sources = b"".join(path.read_bytes() for path in sorted([*_HERE.glob("passes/*.py"), _HERE / "light.py"]))
    name = f"passes-{hashlib.sha256(sources).hexdigest()[:12]}"
    for folder in (_HERE / "__pycache__", Path(platformdirs.user_cache_dir("empathylab", appauthor=False))):
        place = folder / name
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            if os.access(place, os.W_OK):
                return place
    return None


PLACE = _place_to_keep()
if PLACE is not None:
    os.environ["NUMBA_CACHE_DIR"] = str(PLACE)  # read when Numba is imported
