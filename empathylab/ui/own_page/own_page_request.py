"""The request to open a team's own page, from the facilitator to the station."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.persona import Persona
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A team's own page: its address, what it may load from and is given; who uses it, with help or without."""

    address: str
    allowed: tuple[str, ...]
    persona: Persona
    has_helps: bool
    given: PageInputs = NO_INPUTS
