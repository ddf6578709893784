"""The words that visitors get to come back with: easy ones that are not taken for one another."""

from __future__ import annotations

import random
import re
from functools import cache

from empathylab.domain.errors import InputError
from empathylab.domain.pairing import WORDS_OF_A_VISIT
from empathylab.files.paths import assets_dir

_AGAIN = "Look at your paper again, or go on without words."


@cache
def known_words() -> tuple[str, ...]:
    """All words that are given out, sorted; no two differ in one letter alone, and none begins as another ends."""
    return tuple((assets_dir() / "follow-up" / "words.txt").read_text(encoding="utf-8").split())


def drawn_words(chance: random.Random) -> tuple[str, ...]:
    """Three different words, drawn at random."""
    return tuple(chance.sample(known_words(), k=WORDS_OF_A_VISIT))


def understood(typed: str) -> tuple[str, ...]:
    """The three words that were meant, a letter wrong here and there; InputError where that is not clear."""
    found = tuple(_meant(word) for word in re.findall(r"[a-z]+", typed.lower()))
    if len(found) != WORDS_OF_A_VISIT:
        raise InputError("Please give all three words.", _AGAIN)
    if len(set(found)) != WORDS_OF_A_VISIT:
        raise InputError("The three words are different ones.", _AGAIN)
    return found


def _meant(word: str) -> str:
    if word in known_words():
        return word
    near = [each for each in known_words() if _is_a_letter_off(word, each)]
    if len(near) == 1:
        return near[0]
    raise InputError("One of these is none of the lab's words.", _AGAIN)


def _is_a_letter_off(one: str, other: str) -> bool:
    """One letter too many, too few, or another; or two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        places = [place for place, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        is_swapped = len(places) == 2 and short[places[0]] == long[places[1]] and short[places[1]] == long[places[0]]
        return len(places) == 1 or (is_swapped and places[1] == places[0] + 1)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
