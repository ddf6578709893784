"""Modules of this package that are run as programs, in processes of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
#: Where a new process finds the lab and this package.
PYTHONPATH = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])


def command(name: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", f"support.{name}", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": PYTHONPATH, **changes}
