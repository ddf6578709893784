"""Which folder holds a team's own content: the one named, the one remembered, or the one beside the records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from empathylab.domain.errors import InputError
from empathylab.files.layers import Layers, layers_over
from empathylab.files.settings import Settings

#: Its name among the records, where no other was chosen.
USUAL_NAME = "lab"


def lab_folder(data_dir: Path, settings: Settings) -> Path:
    """The one that was chosen, else the one beside the records, which need not be there yet."""
    return Path(settings.lab_folder) if settings.lab_folder else data_dir / USUAL_NAME


def layers_for(data_dir: Path, settings: Settings) -> Layers:
    """What is shipped, with the lab folder over it; one that was chosen and has gone is missed."""
    return replace(layers_over(lab_folder(data_dir, settings)), is_missed=bool(settings.lab_folder))


def existing_folder(named: Path) -> Path:
    """The whole path of a folder that somebody named; raises InputError where there is none."""
    if not named.is_dir():
        raise InputError(f"There is no folder {named}.", "Make it, or let `empathylab new` begin one.")
    return named.resolve()
