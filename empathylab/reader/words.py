"""The reader's own words, out of phrases.toml."""

from __future__ import annotations

from empathylab.reader.tables import phrases

#: The language of phrases.toml and roles.toml.
LANGUAGE = "en"

_STARS_COUNTED_FROM = 9


def words(key: str, **values: object) -> str:
    """A phrase of phrases.toml with its blanks filled."""
    return phrases()["say"][key].format(**values)


def kind_name(kind: str) -> str:
    """What a quick key looks for, in words: "heading", "heading level 2", "combo box"."""
    if kind.startswith("heading") and kind != "heading":
        return f"heading {words('level', level=kind.removeprefix('heading'))}"
    return phrases()["kinds"][kind]


def spoken_character(character: str) -> str:
    """A character by name where it has no sound of its own; capitals are told apart."""
    spelt = f"cap {character}" if character.isupper() else character
    return phrases()["characters"].get(character, spelt)


def spoken_stars(count: int) -> str:
    """Characters of a password."""
    if count >= _STARS_COUNTED_FROM:
        return words("stars", count=count)
    return " ".join([words("star")] * count)
