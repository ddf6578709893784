"""The models' constants, out of figures.toml; each stands there with its unit, meaning and source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import cast


@dataclass(frozen=True, slots=True)
class Figures:
    """Every constant by its name; figures.toml says what it means."""

    key_s: float
    think_s: float
    reader_wpm: float
    scan_reaction_s: float
    scan_rule: float
    speaking_wpm: float
    recognition_s: float
    magnifier_wpm: float
    spot_wpm: float
    ample_reserve: float
    spot_reserve: float
    least_contrast: float
    magnification: float
    pan_share: float
    pointer_start_s: float
    pointer_bit_s: float
    pointer_tremble_px: float
    ample_target_px: float
    silent_wpm: float
    reading_age: float
    harder_by_year: float
    uncover_presses: float
    zoom_presses: float
    answer_characters: float
    scan_character_s: float
    passing_sound_s: float
    again_under_sound: float
    slight_presses: float
    slight_s: float


@cache
def figures_file() -> Mapping[str, object]:
    """The text of figures.toml."""
    return tomllib.loads(resources.files(__package__).joinpath("figures.toml").read_text("utf-8"))


@cache
def figures() -> Figures:
    """The constants in force."""
    constants = cast("Mapping[str, Mapping[str, float]]", figures_file())
    return Figures(**{field.name: float(constants[field.name]["value"]) for field in fields(Figures)})


@cache
def help_names() -> frozenset[str]:
    """What a link is called that leads to somebody to ask, in small letters."""
    return frozenset(cast("Mapping[str, list[str]]", figures_file()["help_names"])["value"])


def edition() -> int:
    """A hash of the constants: prices of another edition cannot be compared with these."""
    return cast("int", figures_file()["edition"])
