"""The success criteria of WCAG that a moment can be put under."""

from __future__ import annotations

from functools import cache

from empathylab.domain.moments import Criterion
from empathylab.files.places import assets_dir
from empathylab.files.toml import read_table


@cache
def criteria() -> tuple[Criterion, ...]:
    """Levels A and AA of WCAG 2.2, in their order."""
    return tuple(Criterion(**each) for each in read_table(assets_dir() / "wcag.toml")["criteria"])
