"""The success criteria of WCAG that a moment can be put under."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from empathylab.domain.moments import Criterion
from empathylab.domain.persona import DataModel
from empathylab.files.paths import assets_dir
from empathylab.files.toml import read_value


class _Criteria(DataModel):
    format: int = Field(ge=1, le=1)
    criteria: tuple[Criterion, ...]


@cache
def criteria(assets: Path | None = None) -> tuple[Criterion, ...]:
    """Levels A and AA of WCAG 2.2, in their order; `assets` is another folder than the lab's own."""
    return read_value((assets or assets_dir()) / "wcag.toml", _Criteria).criteria
