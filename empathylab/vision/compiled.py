"""Functions over arrays, compiled when they are first called."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

from empathylab.vision.kept_code import KeptCode

Function = TypeVar("Function", bound=Callable[..., object])

#: `_nrt` would count who holds an array, row by row: a tenth to a fifth of a frame. No pass makes or returns one.
_OPTIONS: dict[str, Any] = {
    "nogil": True,
    "fastmath": True,
    "error_model": "numpy",
    "boundscheck": False,
    "_nrt": False,
    "no_cfunc_wrapper": True,
}

#: Python does not call it.
_OF_PASSES: dict[str, Any] = {**_OPTIONS, "no_cpython_wrapper": True}

# Numba reads these each time that it compiles; a user's own would print, or turn compiling off.
for _setting in [name for name in os.environ if name.startswith("NUMBA_")]:
    del os.environ[_setting]


def compiled(function: Function) -> Function:
    """The function as machine code of this processor: it lets go of Python's lock, and light is never infinite.

    Its arrays are C-contiguous, and nobody looks whether an index is inside.
    """
    import numba

    made = numba.njit(**_OPTIONS)(function)
    # Instead of Numba's own, which ends in a traceback where a file is damaged or the disk is full.
    made._cache = KeptCode(function)
    return cast(Function, made)


def part(function: Function) -> Function:
    """The same for what compiled functions alone call: it can be called from nowhere else, and is kept within them."""
    import numba

    return cast(Function, numba.njit(**_OF_PASSES)(function))


def within(function: Function) -> Function:
    """The same for what is written into each function that calls it, so that it costs no compiling of its own."""
    import numba

    return cast(Function, numba.njit(**{**_OF_PASSES, "inline": "always"})(function))
