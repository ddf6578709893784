"""`empathylab validate [FOLDER]`: everything that is wrong with content of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from empathylab.cli import own_content
from empathylab.files.validating import faults_of


@click.command("validate")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Tell every fault of every file, with its line and its field; exit 1 where there is one.

    FOLDER is a lab folder; without it, the one that the lab uses, and what is shipped.
    """
    layers = own_content.layers(folder)
    faults = faults_of(layers)
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        found = f"{_count(len(faults), 'fault')} in {_count(len({fault.path for fault in faults}), 'file')}"
        click.echo(f"{found}. Correct them, then try again.", err=True)
        sys.exit(1)
    click.echo(f"{layers.lab if layers.lab and layers.lab.is_dir() else 'What is shipped'}: right")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
