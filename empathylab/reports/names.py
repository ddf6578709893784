"""Display names: ids as people say them, how they are drawn, and what the data files say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from empathylab.domain.look import LineLook, line_look
from empathylab.domain.persona import Look, Persona
from empathylab.domain.service import Service
from empathylab.domain.task import Barrier, Form, Task
from empathylab.domain.words import isolated, visible
from empathylab.files.drawings import read_drawing
from empathylab.files.library import Library, load_library


@dataclass(frozen=True, slots=True)
class Names:
    """Personas, barriers and forms by id; an id that nobody knows is shown as it is, made readable.

    `portraits` are drawings (SVG) by persona; `fields` are what the fields of each form are called, in their order.
    """

    personas: Mapping[str, Persona] = field(default_factory=dict)
    barriers: Mapping[str, Barrier] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    portraits: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def persona(self, persona_ids: str) -> str:
        """Names of personas worn together, from ids joined by "+"."""
        return " and ".join(self._persona(part) for part in persona_ids.split("+"))

    def line(self, persona_ids: str) -> LineLook:
        """How the people of a persona are drawn."""
        return line_look(persona_ids, self.looks)

    @property
    def looks(self) -> dict[str, Look]:
        """Each persona's colours and line, by id."""
        return {persona_id: persona.look for persona_id, persona in self.personas.items()}

    def barrier(self, barrier_id: str) -> str:
        """What was met, as a sentence begins; an unknown id made readable."""
        known = self.barriers.get(barrier_id)
        return known.met[:1].upper() + known.met[1:] if known else _readable(barrier_id)

    def is_wall(self, barrier_id: str) -> bool:
        """Whether nobody gets past it; False of an unknown one."""
        known = self.barriers.get(barrier_id)
        return known is not None and known.is_wall

    def task(self, task_id: str) -> str:
        """A form's or service's title; an unknown id made readable."""
        return _in_a_sentence(self.tasks.get(task_id, "")) or _readable(task_id)

    def field(self, task_id: str, field_id: str) -> str:
        """As the form asks; a field with parts, such as a day, has its question's words before the part."""
        question = self._question(task_id, field_id)
        known = _in_a_sentence(self.fields.get(task_id, {}).get(question, ""))
        part = field_id.removeprefix(question).strip("-").replace("-", " ")
        return " ".join(filter(None, (known, f"({part})" if part else ""))) if known else _readable(field_id)

    def place_of_field(self, task_id: str, field_id: str) -> tuple[int, str]:
        """To sort by, as the form has them; unknown ones last."""
        order = list(self.fields.get(task_id, {}))
        question = self._question(task_id, field_id)
        return (order.index(question) if question in order else len(order), field_id)

    def _question(self, task_id: str, field_id: str) -> str:
        known = self.fields.get(task_id, {})
        parts = [each for each in known if field_id == each or field_id.startswith(f"{each}-")]
        return max(parts, key=len, default=field_id)

    def _persona(self, persona_id: str) -> str:
        known = self.personas.get(persona_id)
        return _in_a_sentence(known.name) if known else _readable(persona_id)


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
        {task.id: _fields_of(task) for task in library.tasks.values()},
    )


def _fields_of(task: Task) -> dict[str, str]:
    """A service names some of its fields by their label."""
    if isinstance(task, Form):
        return {each.id: each.label for each in task.questions}
    return {each.id: each.label or _readable(each.id) for each in task.fields} if isinstance(task, Service) else {}


def _portrait(persona: Persona) -> str:
    return read_drawing(Path(persona.look.portrait))


def _in_a_sentence(name: str) -> str:
    """As it may stand among other words, whoever made it: a lab folder's names are of any script."""
    return isolated(visible(name))


def _readable(item_id: str) -> str:
    return item_id.replace("-", " ").capitalize()
