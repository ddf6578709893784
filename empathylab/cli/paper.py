"""`empathylab paper TASK OUT.pdf`: the paper twin of a form."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.files import places
from empathylab.files.library import load_library
from empathylab.reports.paper import write_paper_form


@click.command("paper")
@click.argument("task")
@click.argument("out", type=click.Path(path_type=Path))
def command(task: str, out: Path) -> None:
    """Write the form TASK (for example missed-bin) as a printable A4 page to OUT, a PDF file."""
    write_paper_form(load_library().form(task), out, places.assets_dir())
    click.echo(f"Written: {out}")
