"""The kit: what a facilitator sends, hangs up and hands out, in the name and the colour of the house."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field

from empathylab.domain.look import INK
from empathylab.domain.persona import Colour, DataModel, Id, Text


class House(DataModel):
    """Whose lab it is, its colour, whom to ask, the way in. What is empty becomes a line to write on."""

    organisation: str = Field(default="", max_length=80)
    contact: str = Field(default="", max_length=120)
    #: For who cannot take stairs: "Step-free by the side door".
    way_in: str = Field(default="", max_length=120)
    colour: Colour = INK


class Invitation(DataModel):
    """By mail, one text a paragraph, and as a short post."""

    subject: Text
    mail: tuple[Text, ...] = Field(min_length=1)
    post: Annotated[Text, Field(max_length=280)]


class DoorPoster(DataModel):
    """The words of the poster for the door."""

    title: Text
    lines: tuple[Text, ...] = Field(min_length=1)


class SignUpSheet(DataModel):
    """A list of times, each so many minutes after the one before."""

    title: Text
    intro: Text
    begins: time
    ends: time
    minutes: int = Field(ge=5, le=120)

    @property
    def times(self) -> tuple[str, ...]:
        """When a visit begins, as "9:30", from the first on; none begins at the end or later."""
        first, last = (at.hour * 60 + at.minute for at in (self.begins, self.ends))
        return tuple(f"{at // 60}:{at % 60:02d}" for at in range(first, last, self.minutes))


class RoomPlan(DataModel):
    """A plan of the room: what each number on it is, and what a table can hold; a station has what its personas use."""

    title: Text
    points: tuple[Text, ...] = Field(min_length=6, max_length=6)
    tables: Text
    laptop: Text
    mouse: Text
    no_mouse: Text
    headphones: Text


class RoleCard(DataModel):
    """A card for somebody in the room: their role, and what that means."""

    title: Text
    does: Text
    points: tuple[Text, ...] = Field(min_length=1)


class DoAndDont(DataModel):
    """The words of a sheet for the wall: what to do beside a visitor, and what not."""

    id: Id
    title: Text
    do: tuple[Text, ...] = Field(min_length=1)
    dont: tuple[Text, ...] = Field(min_length=1)


class Certificate(DataModel):
    """For an apprentice; the name is written by hand."""

    title: Text
    text: Text
    promise: Text


class Kit(DataModel):
    """The words of all pieces of the kit."""

    format: int = Field(ge=1, le=1)
    invitation: Invitation
    door: DoorPoster
    sign_up: SignUpSheet
    room: RoomPlan
    roles: tuple[RoleCard, ...] = Field(min_length=1)
    sheets: tuple[DoAndDont, ...] = Field(min_length=1)
    certificate: Certificate
