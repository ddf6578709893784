"""The run sheet: what a facilitator does and when, step by step, and what the lab looks at by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from empathylab.domain.persona import DataModel, Id, Text

#: A step is a line with a box before it, which has to fit at 200 % text.
Title = Annotated[Text, Field(max_length=44)]


class OwnCheck(StrEnum):
    """What the lab checks by itself."""

    EVENT = "event"
    QUESTIONS = "questions"
    PEOPLE = "people"
    SCREEN = "screen"
    SOUND = "sound"
    LOUDNESS = "loudness"
    KEYBOARD = "keyboard"
    CLOCK = "clock"
    DISK = "disk"
    MACHINE = "machine"
    PROMISES = "promises"


class Step(DataModel):
    """One thing to do. `check` is the lab's own look at it, None where it is ticked by hand.

    `page` is the facilitator's page where it is done, and `verb` the word on the button that leads there.
    """

    id: Id
    do: Title
    how: Text
    check: OwnCheck | None = None
    page: str = ""
    verb: Annotated[Text, Field(max_length=12)] = "Open"


class OwnStep(DataModel):
    """A step in a place's own words: one of the lab's where it has its id, else one more of the phase."""

    id: Id
    phase: Id
    do: Title
    how: Text


class Phase(DataModel):
    """What belongs to one time. `days`: from so many days after the event's day on, or before it where negative.

    Steps that are for each visitor are gone through anew each time, and no tick of them is kept.
    """

    id: Id
    title: Text
    days: int
    is_for_each_visitor: bool = False
    steps: tuple[Step, ...] = Field(min_length=1)


class RunSheet(DataModel):
    """A run sheet: all phases in their order."""

    format: int = Field(ge=1, le=1)
    phases: tuple[Phase, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _have_ids_of_their_own(self) -> Self:
        ids = [step.id for phase in self.phases for step in phase.steps]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"there are two steps with the id {', '.join(twice)}")
        return self

    def with_own(self, steps: Iterable[OwnStep]) -> RunSheet:
        """With the words and the further steps of a place; one of a phase that is not there is left out."""
        own = tuple(steps)
        return self.model_copy(update={"phases": tuple(_with_own(phase, own) for phase in self.phases)})

    def phase_on(self, day: int, done: Collection[str]) -> Phase:
        """What is to be done so many days after the event's.

        Of the phases of that time the one after the last that is done. What was left of an earlier one was passed over.
        """
        begun = [phase.days for phase in self.phases if phase.days <= day] or [self.phases[0].days]
        now = [phase for phase in self.phases if phase.days == max(begun)]
        places = (place for place, phase in enumerate(now, 1) if all(step.id in done for step in phase.steps))
        return now[min(max(places, default=0), len(now) - 1)]


def _with_own(phase: Phase, own: tuple[OwnStep, ...]) -> Phase:
    words = {step.id: step for step in own if step.phase == phase.id}
    known = [_in_words(step, words.pop(step.id, None)) for step in phase.steps]
    more = [Step(id=step.id, do=step.do, how=step.how) for step in words.values()]
    return phase.model_copy(update={"steps": (*known, *more)})


def _in_words(step: Step, own: OwnStep | None) -> Step:
    return step if own is None else step.model_copy(update={"do": own.do, "how": own.how})
