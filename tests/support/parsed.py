"""Modules as Python reads them, for tests of how the code is laid out."""

from __future__ import annotations

import ast
import gc
from pathlib import Path


def parsed(path: Path) -> ast.Module:
    """What a module's text says.

    No garbage is looked for meanwhile, which takes a third as long, nor later among it: all modules are 900,000
    pieces, through which every visit that ends in this process would have to look.
    """
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    finally:
        gc.freeze()
        gc.enable()
