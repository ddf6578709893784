"""Local words: what only a place can give, such as its agreement and the words of disabled people there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from empathylab.domain.kit import House
from empathylab.domain.persona import DataModel, Id, LivedWords, Text
from empathylab.domain.run_sheet import OwnStep
from empathylab.domain.task import Signed

Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class WordsOfSomebody(LivedWords):
    """Words of a local disabled person, and the persona whose story they stand beside."""

    persona: Id


class SignedForm(Signed):
    """A clip in British Sign Language, and the form that it belongs to."""

    form: Id


class LocalWords(DataModel):
    """One TOML file in words/.

    Agreements by language, lived words, clips that are signed, steps, what is said, whose lab it is.
    """

    format: int = Field(ge=1, le=1)
    id: Id
    agreements: dict[Language, Text] = {}
    lived: tuple[WordsOfSomebody, ...] = ()
    signed: tuple[SignedForm, ...] = ()
    steps: tuple[OwnStep, ...] = ()
    spoken: dict[Id, Text] = {}
    house: House | None = None
