"""Cuts long text where a speaker would breathe, so that the first words sound at once and silence comes at once."""

from __future__ import annotations

import re

#: About eight seconds of speech; synthesis of one chunk takes a few hundredths of a second.
LONGEST_CHUNK = 120
_PAUSES = (re.compile(r"(?<=[.!?;:\n])\s+"), re.compile(r"(?<=,)\s+"), re.compile(r"\s+"))


def chunks(text: str) -> tuple[str, ...]:
    """The text in order in pieces of at most LONGEST_CHUNK characters; no word is lost, none is empty."""
    pieces: list[str] = []
    rest = text.strip()
    while len(rest) > LONGEST_CHUNK:
        head, rest = _cut(rest)
        pieces.append(head)
    return tuple(piece for piece in (*pieces, rest) if piece)


def _cut(text: str) -> tuple[str, str]:
    """The text before and after its last pause within the longest chunk; a word without end is cut anyhow."""
    for pause in _PAUSES:
        found = [match for match in pause.finditer(text, 0, LONGEST_CHUNK + 1) if match.start()]
        if found:
            return text[: found[-1].start()], text[found[-1].end() :].lstrip()
    return text[:LONGEST_CHUNK], text[LONGEST_CHUNK:].lstrip()
