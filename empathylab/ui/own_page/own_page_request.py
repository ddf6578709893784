"""A team's own page, from the facilitator who asks for it to the station that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.persona import Persona
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The address, what it may load from and is given; who uses it, with or without what helps them."""

    address: str
    allowed: tuple[str, ...]
    persona: Persona
    has_helps: bool
    given: PageInputs = NO_INPUTS
