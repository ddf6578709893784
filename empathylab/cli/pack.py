"""`empathylab pack FOLDER OUT.labpack`: a lab folder in one file, for others."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.files.pack_archive import ENDING
from empathylab.files.pack_writing import write_pack


@click.command("pack")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("out", metavar=f"OUT{ENDING}", type=click.Path(path_type=Path, dir_okay=False))
def command(folder: Path, out: Path) -> None:
    """Write FOLDER, a lab folder that is right, as a pack; the same bytes from the same content.

    What the pack is called and who made it stands in pack.toml in FOLDER. It is installed under Set up, Content.
    """
    look = write_pack(folder, out)
    for kind, names in look.inside:
        click.echo(f"{kind}: {', '.join(names)}")
    click.echo(out)
