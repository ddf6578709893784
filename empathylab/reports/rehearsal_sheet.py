"""The sheet that ends a rehearsal: how it went, and lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from empathylab.domain.days import day_words
from empathylab.reports.typeset import typeset


def write_rehearsal_sheet(event: str, day: date, rows: Sequence[Sequence[str]], out: Path, assets: Path) -> None:
    """Write it as a tagged PDF (PDF/UA-1) on A4; the first row are headings. Raises as `typeset` does."""
    sheet = {"event": event, "day": day_words(day), "headings": rows[0], "rows": rows[1:]}
    typeset("rehearsal.typ", {"sheet": sheet}, out, assets)
