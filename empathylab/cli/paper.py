"""`empathylab paper TASK OUT.pdf`: the paper twin of a form."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import own_content
from empathylab.files import paths
from empathylab.reports.paper import write_paper_form


@click.command("paper")
@click.argument("task")
@click.argument("out", type=click.Path(path_type=Path))
@own_content.option
def command(task: str, out: Path, lab: Path | None) -> None:
    """Write the form TASK (for example missed-bin) as a printable A4 page to OUT, a PDF file."""
    write_paper_form(own_content.library(lab).form(task), out, paths.assets_dir())
    click.echo(f"Written: {out}")
