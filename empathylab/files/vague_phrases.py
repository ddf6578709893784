"""The phrases that tell nobody what is asked, as `assets/vague-phrases.toml` lists them with their sources."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from empathylab.domain.persona import DataModel, Text
from empathylab.files.paths import assets_dir
from empathylab.files.toml import read_value


class _List(DataModel):
    source: Text
    phrases: tuple[Text, ...]


class _Lists(DataModel):
    format: int = Field(ge=1, le=1)
    lists: tuple[_List, ...]


@cache
def vague_phrases() -> tuple[str, ...]:
    """All of them, in lower case."""
    lists = read_value(assets_dir() / "vague-phrases.toml", _Lists).lists
    return tuple(phrase for each in lists for phrase in each.phrases)
