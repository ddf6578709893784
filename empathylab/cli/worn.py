"""What the commands `render` and `hear` share: the list of simulations, and what personas wear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from empathylab.cli import own_content
from empathylab.domain.catalogue import Catalogue
from empathylab.domain.errors import InputError
from empathylab.domain.feature import AnyFeature


def kinds(catalogue: Catalogue[AnyFeature]) -> str:
    """A line for each kind with what can be set, in a paragraph that click leaves as it is."""
    lines = (f"  {kind.id} ({kind.title}): {', '.join(map(str, kind.parameters()))}" for kind in catalogue)
    return "\b\nKINDS of --sim, with limits and units:\n" + "\n".join(lines)


def of_personas(ids: Sequence[str], lab: Path | None, catalogue: Catalogue[AnyFeature], sense: str) -> list[AnyFeature]:
    """What of the catalogue they wear in their barrier runs; InputError for one who wears none of it."""
    if not ids:
        return []
    library, found = own_content.library(lab), list[AnyFeature]()
    for persona in map(library.persona, ids):
        worn = catalogue.worn(persona.barrier.simulations)
        if not worn:
            raise InputError(f"{persona.name}'s barrier run does not change what the {sense}.")
        found += worn
    return found
