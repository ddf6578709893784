"""`empathylab evidence`: the folder that a service assessment asks for."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import own_content, records_folders
from empathylab.files.standards import standards
from empathylab.reports.content import known_event
from empathylab.reports.evidence import write_evidence
from empathylab.reports.names import names_of
from empathylab.reports.releases import read_releases

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("evidence")
@records_folders.option
@click.option(
    "--event", "events", metavar="NAME", multiple=True, help="Only this event; may be several.  [default: all]"
)
@click.option("--out", required=True, metavar="DIR", type=_FOLDER)
@click.option(
    "--moments", metavar="DIR", multiple=True, type=_FOLDER, help="A folder of marked moments; may be several."
)
@click.option(
    "--cost",
    "costs",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="What `cost --json` wrote at a release, with `cost --picture` of the same name beside it; several in order.",
)
@own_content.option
@records_folders.anew_option
def command(
    folders: tuple[Path, ...],
    events: tuple[str, ...],
    out: Path,
    moments: tuple[Path, ...],
    costs: tuple[Path, ...],
    lab: Path | None,
    is_anew: bool,
) -> None:
    """Write what assessors ask for: index.html, board.html, board.csv, board.json and pictures.

    The pages open from disk and print. The board maps each point of the GOV.UK Service Standard and of the Local
    Digital Service Standard to its evidence, with what assessors wrote in the lab's window under Results, Assessment.
    """
    library = own_content.library(lab, folders[0] if folders else None)
    releases = read_releases(costs)
    source = records_folders.open_all(folders)
    try:
        known = [name for event in events if (name := known_event(source, event)) is not None]
        reported = records_folders.as_reported(source, folders, known, is_anew=is_anew)
        written = write_evidence(
            reported, out, known, standards(), names_of(library), moments=moments, releases=releases
        )
        due = [each for each in source.events() if each.name in known]
    finally:
        source.close()
    records_folders.tell_written(written, source, reported)
    records_folders.tell_due(due)
