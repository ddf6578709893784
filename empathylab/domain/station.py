"""A station: which personas it offers, with which task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, Text
from empathylab.domain.questions import Topic

#: The few questions of a walk-up visitor, or all of them.
Questions = Literal["short", "full"]
#: What a visit is: a simulation; that or the same with nothing worn, as visitors like; the latter alone; or by lot a
#: simulation, a look with nothing worn, or a talk alone.
Visits = Literal["simulation", "choice", "audit", "lot"]
_PAPER_MINUTES, _FULL_SET_MINUTES, _CONTACT_MINUTES, _SPOTTING_MINUTES = 3, 2, 1, 3


class Station(DataModel):
    """One TOML file in assets/stations/.

    `forms` names, for a persona whose story needs another one, the form in the place of `task`.
    `everybody` adds all other personas that there are, also those of one's own.
    `together` lists personas that may be worn at the same time; `has_caption` shows what the screen reader says on the
    curtain, or below the page, also where there is sound. `warm_up` offers half a minute of copy-typing where hands
    are simulated; `paper` has the form filled in on paper too. `questions` is what is asked where the facilitator
    chose nothing; `contact` adds how often people meet disabled people, and how nervous they would be.
    With `follow_up` visitors may have three words to come back with, and who comes back is asked once more; with
    `spotting` they are asked to spot barriers before and after.
    With `walls` a form also wears what nobody gets past, which never stands on its first page: what is compared between
    the runs comes before. Without them it wears hurdles alone.
    """

    format: int = Field(ge=1, le=1)
    id: Id
    name: Text
    personas: tuple[Id, ...] = Field(min_length=1)
    everybody: bool = False
    together: tuple[tuple[Id, ...], ...] = ()
    task: Id = "missed-bin"
    forms: dict[Id, Id] = Field(default_factory=dict)
    idle_seconds: int = Field(default=90, ge=30, le=900)
    idle_warning_seconds: int = Field(default=20, ge=20, le=120)
    has_caption: bool = True
    warm_up: bool = False
    paper: bool = False
    walls: bool = True
    questions: Questions = "short"
    contact: bool = False
    visits: Visits = "simulation"
    follow_up: bool = False
    spotting: bool = False

    def task_of(self, persona: str) -> str:
        """The task of a visitor who is this persona."""
        return self.forms.get(persona, self.task)

    @property
    def extra_minutes(self) -> int:
        """What a visit here takes beyond the persona's own minutes (docs/visit.md)."""
        full = _FULL_SET_MINUTES if self.questions == "full" else 0
        more = (_CONTACT_MINUTES if self.contact else 0) + (_SPOTTING_MINUTES if self.spotting else 0)
        return (_PAPER_MINUTES if self.paper else 0) + full + more

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that more is asked about."""
        return (Topic.CONTACT,) if self.contact else ()


#: What stations at one desk have if one of them has it.
_ON_IF_ANY_IS = ("has_caption", "warm_up", "paper", "walls", "contact", "spotting", "follow_up")


def at_one_desk(stations: Sequence[Station]) -> Station:
    """Several stations as one: all their personas, each with their own station's form; its id names them all."""
    first, *others = stations
    if not others:
        return first
    return first.model_copy(
        update={
            "id": "+".join(each.id for each in stations),
            "name": " and ".join(each.name for each in stations),
            "personas": tuple(dict.fromkeys(persona for each in stations for persona in each.personas)),
            "forms": {
                persona: each.task_of(persona)
                for each in reversed(stations)
                for persona in each.personas
                if each.task_of(persona) != first.task
            },
            "together": tuple(dict.fromkeys(group for each in stations for group in each.together)),
            **{switch: any(getattr(each, switch) for each in stations) for switch in _ON_IF_ANY_IS},
            "visits": next((each.visits for each in stations if each.visits != "simulation"), "simulation"),
            "questions": "full" if any(each.questions == "full" for each in stations) else "short",
        }
    )
