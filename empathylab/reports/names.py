"""Ids as people say them, how they are drawn, and what the data files say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from empathylab.domain.look import LineLook, line_look
from empathylab.domain.persona import Look, Persona
from empathylab.domain.task import Barrier
from empathylab.files.library import Library, load_library


@dataclass(frozen=True, slots=True)
class Names:
    """Personas, barriers and forms by id; an id that nobody knows is shown as it is, made readable.

    `portraits` are drawings (SVG) by persona.
    """

    personas: Mapping[str, Persona] = field(default_factory=dict)
    barriers: Mapping[str, Barrier] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    portraits: Mapping[str, str] = field(default_factory=dict)

    def persona(self, persona_ids: str) -> str:
        return " and ".join(self._persona(part) for part in persona_ids.split("+"))

    def line(self, persona_ids: str) -> LineLook:
        """How the people of a persona are drawn."""
        return line_look(persona_ids, self.looks)

    @property
    def looks(self) -> dict[str, Look]:
        return {persona_id: persona.look for persona_id, persona in self.personas.items()}

    def barrier(self, barrier_id: str) -> str:
        known = self.barriers.get(barrier_id)
        return known.met[:1].upper() + known.met[1:] if known else _readable(barrier_id)

    def is_wall(self, barrier_id: str) -> bool:
        known = self.barriers.get(barrier_id)
        return known is not None and known.is_wall

    def task(self, task_id: str) -> str:
        return self.tasks.get(task_id) or _readable(task_id)

    def _persona(self, persona_id: str) -> str:
        known = self.personas.get(persona_id)
        return known.name if known else _readable(persona_id)


@cache
def library_names() -> Names:
    """The names in the data files that the lab ships."""
    return names_of(load_library())


def names_of(library: Library) -> Names:
    """The names in the data files that a lab works with."""
    return Names(
        library.personas,
        library.barriers,
        {task.id: task.title for task in library.tasks.values()},
        {persona.id: _portrait(persona) for persona in library.personas.values()},
    )


def _portrait(persona: Persona) -> str:
    path = Path(persona.look.portrait)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _readable(item_id: str) -> str:
    return item_id.replace("-", " ").capitalize()
