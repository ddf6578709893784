"""The texts that lead a facilitator, in the lab's words or in those of its place."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.kit import House, Kit
from empathylab.domain.run_sheet import RunSheet
from empathylab.domain.what_to_say import WhatToSay
from empathylab.files.library import Library
from empathylab.files.settings import Settings
from empathylab.files.toml import read_value

#: Where in the assets it lies.
FOLDER = "leading"


def load_run_sheet(library: Library) -> RunSheet:
    """The run sheet with the steps and words of the place."""
    shipped = read_value(library.layers.assets / FOLDER / "run-sheet.toml", RunSheet)
    return shipped.with_own(step for words in library.local_words.values() for step in words.steps)


def load_what_to_say(library: Library) -> WhatToSay:
    """The scripts and the hard moments in the words of the place."""
    shipped = read_value(library.layers.assets / FOLDER / "what-to-say.toml", WhatToSay)
    return shipped.in_words(
        {spoken: words for each in library.local_words.values() for spoken, words in each.spoken.items()}
    )


@dataclass(frozen=True, slots=True)
class Leading:
    """All texts that lead a facilitator: run sheet, scripts, hard moments and kit."""

    kit: Kit
    sheet: RunSheet
    words: WhatToSay


def load_leading(library: Library) -> Leading:
    """All of it, the kit's words too."""
    kit = read_value(library.layers.assets / FOLDER / "kit.toml", Kit)
    return Leading(kit, load_run_sheet(library), load_what_to_say(library))


def house_of(library: Library, settings: Settings) -> House:
    """The house whose lab it is: as the facilitator typed it, else as the first of the files with local words says."""
    written = (words.house for words in library.local_words.values() if words.house is not None)
    return settings.house or next(written, House())
