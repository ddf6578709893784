"""Notes in which the number of a marked moment is a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MOMENT = re.compile(r"(\bmoment (\d{1,3})\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotePart:
    """Some of a note's words, and where they lead; nowhere when empty."""

    words: str
    link: str = ""


def linked(note: str, moments: int) -> Iterator[NotePart]:
    """The note in parts: "moment 3" leads to the third of so many moments, and stays words where there is none."""
    at = 0
    for found in _MOMENT.finditer(note):
        if 1 <= int(found[2]) <= moments:
            yield NotePart(note[at : found.start()])
            yield NotePart(found[1], f"index.html#moment-{int(found[2])}")
            at = found.end()
    yield NotePart(note[at:])
