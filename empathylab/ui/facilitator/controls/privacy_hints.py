"""Hints at what may tell who somebody is, in words that are to leave the lab: pointed out, and asked about once."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Mail addresses, telephone numbers and the like, post codes, capital words inside a sentence, two at its beginning.
_TELLING = (
    # From the beginning of the word alone: of a long one each letter would be tried with all after it.
    re.compile(r"(?<!\S)\S+@\S+"),
    re.compile(r"\+?\d[\d ()/-]{5,}\d"),
    re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b"),
    re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)*"),
    re.compile(r"(?:(?<=^)|(?<=[.!?] ))[A-Z][a-z]+(?: [A-Z][a-z]+)+"),
)
_ALL_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def telling_parts(words: str) -> list[str]:
    """Parts of a text that may tell who somebody is, in the order in which they stand; a help, not a judge."""
    found = sorted(match.span() for pattern in _TELLING for match in pattern.finditer(words))
    whole = [span for span in found if not any(_is_within(span, other) for other in found)]
    return list(dict.fromkeys(words[start:end] for start, end in whole))


def tells(words: str) -> bool:
    """Whether there is any such part."""
    return any(pattern.search(words) for pattern in _TELLING)


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def telling_owner(words: str) -> list[str]:
    """The same of whoever promised something, where a team is meant: every word with a capital may be a person."""
    return [words] if _ALL_CAPITALISED.fullmatch(words) else telling_parts(words)


def telling_words(parts: Sequence[str]) -> str:
    """A sentence on what is pointed out; empty where there is nothing."""
    return f"May tell who somebody is: {', '.join(parts)}" if parts else ""


class PrivacyQuestion:
    """Asks about words that may tell who somebody is, once about the same words."""

    def __init__(self) -> None:
        self._about: object = None

    def forget(self) -> None:
        self._about = None

    def doubt(self, words: object, parts: Sequence[str], what_to_do: str) -> str:
        """The question about these words; empty when they tell of nobody, or it was asked before."""
        was_asked, self._about = words == self._about, words
        if not parts or was_asked:
            return ""
        return f"This may still tell who somebody is: {', '.join(parts)}. {what_to_do}"
