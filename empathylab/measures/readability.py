"""How hard words are to read, by their letters and sentences alone, so that no dictionary is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w[\w'’-]*")
_END = re.compile(r"[.!?]+(?:\s|$)")
_CHARACTERS_A_WORD = 6
#: Of fewer words no average can be told.
_LEAST_WORDS = 20


def standard_words(text: str) -> float:
    """Words of six characters, the space included (Carver 1990): long words are more of them."""
    return len(text) / _CHARACTERS_A_WORD


def reading_age(texts: Iterable[str]) -> float:
    """Years, of what stands in whole sentences: the Automated Readability Index (Smith & Senter 1967) and five years.

    0 where there is too little to tell.
    """
    sentences = [part for text in texts for part in _END.split(text) if len(_WORD.findall(part)) > 2]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if len(words) < _LEAST_WORDS:
        return 0.0
    letters = sum(len(word) for word in words)
    grade = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return max(5.0, round(grade + 5, 1))
