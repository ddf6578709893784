"""A station: which personas it offers, with which task."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, Text


class Station(DataModel):
    """One TOML file in assets/stations/.

    `together` lists personas that may be worn at the same time; `has_caption` shows what the screen reader says
    below the page also where there is sound. `warm_up` offers half a minute of copy-typing where hands are simulated;
    `paper` has the form filled in on paper too.
    """

    format: int = Field(ge=1, le=1)
    id: Id
    name: Text
    personas: tuple[Id, ...] = Field(min_length=1)
    together: tuple[tuple[Id, ...], ...] = ()
    task: Id = "missed-bin"
    idle_seconds: int = Field(default=90, ge=30, le=900)
    idle_warning_seconds: int = Field(default=20, ge=20, le=120)
    has_caption: bool = False
    warm_up: bool = True
    paper: bool = False
    questions: Literal["short", "full"] = "full"
