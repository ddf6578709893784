"""Three words by which a visit and its follow-up can be paired: what is kept of them, and what comes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from empathylab.domain.summary import Scale

WORDS_OF_A_VISIT = 3
#: Each try takes some hundredths of a second: to try all threes of the list takes days.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is kept of a visitor's words: a salted hash, from which nobody is known."""

    salt: str
    digest: str


def pairing_of(words: Sequence[str], salt: str) -> Pairing:
    """The salted hash of three words: the same in any order, however they are written."""
    told = " ".join(sorted(word.strip().lower() for word in words))
    return Pairing(salt, hashlib.scrypt(told.encode(), salt=salt.encode(), **_SCRYPT).hex())


@dataclass(frozen=True, slots=True)
class LastingCount:
    """`people` of one part of an event who had met this persona answered so at their visit's end and weeks later."""

    part: str
    persona: str
    scale: Scale
    now: int
    later: int
    people: int
