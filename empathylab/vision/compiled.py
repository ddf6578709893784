"""Functions over arrays, compiled when they are first called and kept on the disk for the next start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import numba
import platformdirs

Function = TypeVar("Function", bound=Callable[..., object])
_HERE = Path(__file__).resolve().parent


def compiled(function: Function) -> Function:
    """The function as machine code of this processor: it lets go of Python's lock, and light is never infinite.

    Its arrays are C-contiguous, and nobody looks whether an index is inside.
    """
    make = numba.njit(nogil=True, cache=True, fastmath=True, error_model="numpy", boundscheck=False)
    return cast(Function, make(function))


def _places() -> Iterator[Path]:
    """Where machine code may be kept: beside what Python itself has compiled, or else where this user keeps such things.

    Its name is of all that it is made from: Numba looks at a function's own file alone, not at those that it calls.
    """
    sources = b"".join(path.read_bytes() for path in sorted([*_HERE.glob("passes/*.py"), _HERE / "light.py"]))
    name = f"passes-{hashlib.sha256(sources).hexdigest()[:12]}"
    yield _HERE / "__pycache__" / name
    yield Path(platformdirs.user_cache_dir("empathylab", appauthor=False)) / name


def _keep_on_disk() -> None:
    """Where no folder can be written to, each start compiles anew."""
    for place in _places():
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            numba.config.CACHE_DIR = str(place)
            return


_keep_on_disk()
