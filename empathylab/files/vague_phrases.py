"""The phrases that tell nobody what is asked, as `assets/vague-phrases.toml` lists them with their sources."""

from __future__ import annotations

from functools import cache

from empathylab.files.places import assets_dir
from empathylab.files.toml import read_table


@cache
def vague_phrases() -> tuple[str, ...]:
    """All of them, in lower case."""
    lists = read_table(assets_dir() / "vague-phrases.toml")["lists"]
    return tuple(phrase for each in lists for phrase in each["phrases"])
