"""What leads a facilitator, in the lab's words or in those of its place."""

from __future__ import annotations

from empathylab.domain.run_sheet import RunSheet
from empathylab.files.library import Library
from empathylab.files.toml import read_value

#: Where in the assets it lies.
FOLDER = "leading"


def load_run_sheet(library: Library) -> RunSheet:
    """The run sheet with the steps and words of the place."""
    shipped = read_value(library.layers.assets / FOLDER / "run-sheet.toml", RunSheet)
    return shipped.with_own(step for words in library.local_words for step in words.steps)
