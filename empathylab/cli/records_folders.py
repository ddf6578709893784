"""The option --data given several times, which commands that only read records share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from empathylab.files.places import default_records_dir
from empathylab.storage import RecordsReader, combine_records, open_records

option = click.option(
    "--data",
    "folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The records' folder; given several times, their records together.",
)


def open_all(folders: Sequence[Path]) -> RecordsReader:
    """The records of these folders together, or those of the lab where none is named."""
    return combine_records(folders) if len(folders) > 1 else open_records(*folders or [default_records_dir()])


def tell_written(written: Sequence[Path], source: RecordsReader) -> None:
    """A line a file, and what was damaged and so left out."""
    for path in written:
        click.echo(path)
    for words in source.left_out():
        click.echo(f"empathylab: {words} `empathylab check` sets it aside.", err=True)
