"""Words that somebody wrote, fit to be handed on to terminals, screen readers, XML and databases."""

from __future__ import annotations

import unicodedata

_OVERRIDES = "\u202d\u202e"


def is_command(character: str) -> bool:
    """Would a terminal obey this, a text run backwards behind it, or a database refuse it?"""
    is_control = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"
    return is_control or character in _OVERRIDES


def without_commands(words: str) -> str:
    """The words without such characters."""
    return "".join(character for character in words if not is_command(character))
