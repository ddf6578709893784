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


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as ` (did you mean 'zoom'?)`, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" (did you mean '{near[0]}'?)" if near else ""
