"""The option --lab, which commands that use content share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from empathylab.files.lab_folder import existing_folder, layers_for
from empathylab.files.layers import Layers, layers_over
from empathylab.files.paths import default_records_dir
from empathylab.files.settings import load_settings

if TYPE_CHECKING:
    from empathylab.files.library import Library

option = click.option(
    "--lab",
    "lab",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with personas, forms and stations of your own.  [default: the one that the lab uses]",
)


def layers(lab: Path | None, data: Path | None = None) -> Layers:
    """What is shipped, with the folder named over it, or the one that the lab with these records uses."""
    if lab is not None:
        return layers_over(existing_folder(lab))
    folder = data or default_records_dir()
    return layers_for(folder, load_settings(folder))


def library(lab: Path | None, data: Path | None = None) -> Library:
    """The content, read, and told what of it is left out; commands that need no models ask `layers` alone."""
    from empathylab.files.library import load_library

    found = load_library(layers(lab, data))
    for fault in found.faults:
        click.echo(str(fault), err=True)
    return found
