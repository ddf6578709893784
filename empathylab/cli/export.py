"""`empathylab export`: write down what an event recorded."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import own_content, records_folders
from empathylab.cli.progress import progress_line
from empathylab.reports.exporting import FORMATS, export
from empathylab.storage import open_server


@click.command("export")
@records_folders.option
@click.option("--from", "server", metavar="URL", envvar="EMPATHYLAB_SERVER", help="Read from PostgreSQL instead.")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--event", metavar="NAME", help="Only this event.  [default: all]")
@own_content.option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, "all"]),
    default=("all",),
    show_default=True,
    help="May be given several times.",
)
def command(
    folders: tuple[Path, ...],
    server: str | None,
    out: Path,
    event: str | None,
    lab: Path | None,
    formats: tuple[str, ...],
) -> None:
    """Write ended visits and reviewed comments as tables, a report and a data dictionary.

    It can be run while the lab is open. URL is a postgresql:// address that stations sync to.
    """
    library = own_content.library(lab, folders[0] if folders else None)
    source = open_server(server) if server and not folders else records_folders.open_all(folders)
    try:
        written = export(source, out, formats, event, progress_line("Exporting"), library)
    finally:
        source.close()
    records_folders.tell_written(written, source)
