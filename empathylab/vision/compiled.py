"""Functions over arrays, compiled when they are first called."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar, cast

from empathylab.vision.kept_code import KeptCode

Function = TypeVar("Function", bound=Callable[..., object])

# Numba reads these each time that it compiles; a user's own would print, or turn compiling off.
for _setting in [name for name in os.environ if name.startswith("NUMBA_")]:
    del os.environ[_setting]


def compiled(function: Function) -> Function:
    """The function as machine code of this processor: it lets go of Python's lock, and light is never infinite.

    Its arrays are C-contiguous, and nobody looks whether an index is inside.
    """
    import numba

    made = numba.njit(nogil=True, fastmath=True, error_model="numpy", boundscheck=False)(function)
    # Instead of Numba's own, which ends in a traceback where a file is damaged or the disk is full.
    made._cache = KeptCode(function)  # type: ignore[attr-defined]
    return cast(Function, made)
