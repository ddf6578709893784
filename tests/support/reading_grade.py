"""The school grade at which a text is read: Flesch-Kincaid, with syllables as pyphen divides words."""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE = re.compile(r"[.!?:;•]+[”\"]?(?:\s|$)|\n")


def grade(text: str) -> float:
    """0.39 · words a sentence + 11.8 · syllables a word − 15.59 (Kincaid et al. 1975); 8 is read at thirteen."""
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part or "")]
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def _divider() -> Pyphen:
    return Pyphen(lang="en_US", left=1, right=1)


@cache
def _syllables(word: str) -> int:
    return len(_divider().positions(word.lower())) + 1


def word_count(text: str) -> int:
    """How many words of letters there are."""
    return len(_WORD.findall(text))
