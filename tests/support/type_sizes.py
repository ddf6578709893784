"""How large the words of a PDF are set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pypdf import PdfReader


def type_sizes(document: PdfReader, first_pages: int | None = None) -> list[float]:
    """In points, of each run of words."""
    found: list[float] = []

    def look(words: str, page: Sequence[float], line: Sequence[float], _font: Any, points: float) -> None:  # noqa: ANN401
        if words.strip():
            found.append(round(points * abs(line[3] * page[3]), 1))

    for page in document.pages[:first_pages]:
        page.extract_text(visitor_text=look)
    return found
