"""The label of a pack, pack.toml: what it is called, who made it, which version it is."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, Text
from empathylab.files.toml import read_value

LABEL = "pack.toml"


class PackLabel(DataModel):
    """The label; `made_by` and `version` are told as they stand, and nothing rests on them."""

    format: int = Field(ge=1, le=1)
    id: Id
    name: Text = Field(max_length=80)
    made_by: str = Field(default="", max_length=120)
    version: str = Field(default="", max_length=20)
    about: str = Field(default="", max_length=500)


def read_label(path: Path) -> PackLabel:
    """The label in this file; raises FileFaults or InputError."""
    return read_value(path, PackLabel)


def label_text(pack_id: str, name: str) -> str:
    """The label of a folder that has none."""
    return f'format = 1\nid = "{pack_id}"\nname = "{name}"\n'
