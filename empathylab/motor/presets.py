"""Presets of the hand: mild, moderate, severe, and a bad day. Data in presets.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from empathylab.domain.spec import Spec
from empathylab.domain.words import nearest


@dataclass(frozen=True, slots=True)
class HandPreset:
    """Models that act together. `source` says what the figures rest on; `is_illustrative`, that no study fits them."""

    name: str
    title: str
    explain: str
    source: str
    is_illustrative: bool
    simulations: tuple[Spec, ...]


def _preset(name: str, table: dict[str, Any]) -> HandPreset:
    specs = tuple(
        Spec(item["kind"], {key: value for key, value in item.items() if key != "kind"}) for item in table["models"]
    )
    return HandPreset(name, table["title"], table["explain"], table["source"], table["is_illustrative"], specs)


def _load() -> dict[str, HandPreset]:
    text = resources.files("empathylab.motor").joinpath("presets.toml").read_text(encoding="utf-8")
    return {name: _preset(name, table) for name, table in tomllib.loads(text).items()}


PRESETS: Mapping[str, HandPreset] = _load()


def known_preset(name: str) -> str:
    """The name, for a validator; ValueError with the nearest one where no preset has it."""
    if name not in PRESETS:
        raise ValueError(f"'{name}' is not one of {', '.join(PRESETS)}{nearest(name, PRESETS)}")
    return name
