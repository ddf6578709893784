"""The phrases that a reader says most often, for a voice that likes to have them ready."""

from __future__ import annotations

import string

from empathylab.reader.tables import phrases
from empathylab.reader.words import kind_name, spoken_character, words

_NOTICES = ("focus_mode", "browse_mode", "blank", "top", "bottom", "star")


def common_phrases() -> tuple[str, ...]:
    """Modes, the echo of letters, digits and signs, and the ends of a search; the commonest first, none twice."""
    notices = [words(key) for key in _NOTICES]
    typed = [spoken_character(character) for character in " " + string.ascii_lowercase + string.digits]
    signs = [spoken_character(character) for character in (*string.ascii_uppercase, *phrases()["characters"])]
    ends = [words(key, kind=kind_name(kind)) for kind in phrases()["kinds"] for key in ("none_next", "none_previous")]
    return tuple(dict.fromkeys([*notices, *typed, *ends, *signs]))
