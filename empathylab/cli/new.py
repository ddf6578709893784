"""`empathylab new KIND ID`: a commented starting point for content of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.files.lab_folder import lab_folder
from empathylab.files.paths import default_records_dir
from empathylab.files.scaffolds import SCAFFOLDS, write_scaffold
from empathylab.files.settings import load_settings


@click.command("new")
@click.argument("kind", type=click.Choice(list(SCAFFOLDS)))
@click.argument("item_id", metavar="ID")
@click.option(
    "--lab", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Your folder; made where it is not."
)
def command(kind: str, item_id: str, lab: Path | None) -> None:
    """Begin a persona, task, service, station, barrier or words of your own: files that are right as they stand.

    Without --lab they go into the folder that the lab uses.
    """
    data = default_records_dir()
    folder = lab or lab_folder(data, load_settings(data))
    for path in write_scaffold(kind, item_id, folder):
        click.echo(path)
    click.echo(f"Change them, then: empathylab validate {folder}")
