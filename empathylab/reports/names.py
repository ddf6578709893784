"""Ids as people say them, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from empathylab.domain.look import LineLook, line_look
from empathylab.domain.persona import Look
from empathylab.files.library import load_library


@dataclass(frozen=True, slots=True)
class Names:
    """Names of personas and barriers; an id that nobody knows is shown as it is, made readable."""

    personas: Mapping[str, str] = field(default_factory=dict)
    barriers: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)

    def persona(self, persona_ids: str) -> str:
        return " and ".join(self.personas.get(part, _readable(part)) for part in persona_ids.split("+"))

    def line(self, persona_ids: str) -> LineLook:
        """How the people of a persona are drawn."""
        return line_look(persona_ids, self.looks)

    def barrier(self, barrier_id: str) -> str:
        words = self.barriers.get(barrier_id)
        return words[:1].upper() + words[1:] if words else _readable(barrier_id)


@cache
def library_names() -> Names:
    """The names in the lab's own data files."""
    library = load_library()
    return Names(
        {persona.id: persona.name for persona in library.personas.values()},
        {barrier.id: barrier.met for barrier in library.barriers.values()},
        {persona.id: persona.look for persona in library.personas.values()},
    )


def _readable(item_id: str) -> str:
    return item_id.replace("-", " ").capitalize()
