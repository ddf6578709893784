"""What leads a facilitator, in the lab's words or in those of its place."""

from __future__ import annotations

from empathylab.domain.run_sheet import RunSheet
from empathylab.domain.what_to_say import WhatToSay
from empathylab.files.library import Library
from empathylab.files.toml import read_value

#: Where in the assets it lies.
FOLDER = "leading"


def load_run_sheet(library: Library) -> RunSheet:
    """The run sheet with the steps and words of the place."""
    shipped = read_value(library.layers.assets / FOLDER / "run-sheet.toml", RunSheet)
    return shipped.with_own(step for words in library.local_words for step in words.steps)


def load_what_to_say(library: Library) -> WhatToSay:
    """The scripts and the hard moments in the words of the place."""
    shipped = read_value(library.layers.assets / FOLDER / "what-to-say.toml", WhatToSay)
    return shipped.in_words({spoken: words for each in library.local_words for spoken, words in each.spoken.items()})
