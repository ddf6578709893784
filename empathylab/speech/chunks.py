"""Cuts long text at its pauses, so that the first words sound at once and silence comes at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: About eight seconds of speech; synthesis of one chunk takes a few hundredths of a second.
LONGEST_CHUNK = 120
_PAUSES = (re.compile(r"(?<=[.!?;:\n])\s+"), re.compile(r"(?<=,)\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a text, and the character of the text with which it begins."""

    text: str
    start: int


def chunks(text: str) -> tuple[Chunk, ...]:
    """The text in order in pieces of at most LONGEST_CHUNK characters; no word is lost, none is empty."""
    pieces: list[str] = []
    rest = text.strip()
    while len(rest) > LONGEST_CHUNK:
        head, rest = _cut(rest)
        pieces.append(head)
    return _placed(text, [piece for piece in (*pieces, rest) if piece])


def _placed(text: str, pieces: list[str]) -> tuple[Chunk, ...]:
    found, end = [], 0
    for piece in pieces:
        start = text.index(piece, end)
        end = start + len(piece)
        found.append(Chunk(piece, start))
    return tuple(found)


def _cut(text: str) -> tuple[str, str]:
    """The text before and after its last pause within the longest chunk; a word without end is cut anyhow."""
    for pause in _PAUSES:
        found = [match for match in pause.finditer(text, 0, LONGEST_CHUNK + 1) if match.start()]
        if found:
            return text[: found[-1].start()], text[found[-1].end() :].lstrip()
    return text[:LONGEST_CHUNK], text[LONGEST_CHUNK:].lstrip()
