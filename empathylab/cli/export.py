"""`empathylab export`: write down what an event recorded."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import own_content, records_folders
from empathylab.cli.progress import progress_line
from empathylab.reports.content import known_event, reported_events
from empathylab.reports.exporting import ALL, FORMATS, OF_GROUPS, export
from empathylab.reports.files import make_folder
from empathylab.storage import open_server


@click.command("export")
@records_folders.option
@click.option("--from", "server", metavar="URL", envvar="EMPATHYLAB_SERVER", help="Read from PostgreSQL instead.")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--event", metavar="NAME", help="Only this event.  [default: all]")
@own_content.option
@records_folders.anew_option
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
    is_anew: bool,
    formats: tuple[str, ...],
) -> None:
    """Write ended visits and reviewed comments as tables, a report and a data dictionary.

    A report after others on the same event tells of newer visits some at a time, so that side by side they tell of
    nobody; not so those of a server beside those of a folder: make one of them, when all is over.
    It can be run while the lab is open. URL is a postgresql:// address that stations sync to.
    """
    library = own_content.library(lab, folders[0] if folders else None)
    is_of_server = bool(server and not folders)
    source = open_server(server) if server and is_of_server else records_folders.open_all(folders)
    try:
        event, reported = known_event(source, event), None
        make_folder(out)  # before it is noted what a report there will have told
        if not is_of_server and {*OF_GROUPS, ALL} & {*formats}:
            reported = records_folders.as_reported(source, folders, (event,) if event else (), is_anew=is_anew)
        written = export(source, out, formats, event, progress_line("Exporting"), library, reported)
        due = reported_events(source, event)
    finally:
        source.close()
    records_folders.tell_written(written, source, reported)
    records_folders.tell_due(due)
