"""A persona's poster: the person first, then what gets in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from empathylab.domain.errors import MachineError
from empathylab.domain.persona import Persona
from empathylab.files.drawings import read_drawing
from empathylab.reports.typeset import typeset

Size = Literal["a3", "a4"]


def write_poster(persona: Persona, out: Path, assets: Path, size: Size = "a3") -> None:
    """Write one page as a tagged PDF (PDF/UA-1), with the words and the source that the persona's file gives.

    Raises InputError or MachineError as `typeset` does, and MachineError without the portrait.
    """
    portrait = read_drawing(Path(persona.look.portrait))
    if not portrait:
        raise MachineError(
            f"The portrait {persona.look.portrait} is missing, or no drawing any more.",
            "Put it back, or install Empathy Lab again.",
        )
    typeset("poster.typ", {"poster": _printed(persona), "portrait": portrait, "size": size}, out, assets)


def _printed(persona: Persona) -> dict[str, object]:
    return {
        **persona.story.model_dump(include={"person", "skills", "technology", "gets_in_the_way"}),
        **persona.model_dump(include={"name", "age", "job", "one_line", "caveat", "source", "attribution"}),
        **persona.look.model_dump(),
        "facts": [fact.quoted for fact in persona.facts],
        "lived_words": [words.model_dump() for words in persona.lived_words],
    }
