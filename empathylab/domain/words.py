"""Words that somebody wrote: fit to be handed on to terminals, screen readers, XML and databases, or mistyped."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_OVERRIDES = "\u202d\u202e"


def is_command(character: str) -> bool:
    """Would a terminal obey this, a text run backwards behind it, or a database refuse it?"""
    is_control = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"
    return is_control or character in _OVERRIDES


def without_commands(words: str) -> str:
    """The words without such characters."""
    return "".join(character for character in words if not is_command(character))


def composed(name: str) -> str:
    """The name in the one form of Unicode that the lab keeps: an é may also be typed as an e and an accent."""
    return unicodedata.normalize("NFC", name)


def as_known(name: str, known: Iterable[str]) -> str:
    """The one of `known` that looks like this name, however its letters are composed; else the name, composed."""
    names = list(known)
    alike = (each for each in names if composed(each) == composed(name))
    return name if name in names else next(alike, composed(name))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as ` (did you mean 'zoom'?)`, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" (did you mean '{near[0]}'?)" if near else ""
