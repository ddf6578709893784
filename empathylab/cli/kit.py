"""`empathylab kit OUT`: what a facilitator sends, hangs up and hands out."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import own_content
from empathylab.domain.errors import InputError
from empathylab.domain.words import nearest
from empathylab.domain.workshop import EventSettings
from empathylab.files import paths
from empathylab.files.leading import house_of, load_leading
from empathylab.files.settings import load_settings
from empathylab.reports.files import make_folder
from empathylab.reports.kit import pieces
from empathylab.reports.room import on_tables
from empathylab.storage import open_records
from empathylab.storage.sqlite import DATABASE_NAME


@click.command("kit")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--event", "name", metavar="NAME", help="Whose day and place it names.  [default: the lab's present one]")
@own_content.option
def command(out: Path, data: Path | None, name: str | None, lab: Path | None) -> None:
    """Write the kit to the folder OUT: tagged PDFs, and the invitation as text.

    Invitation, poster for the door, sign-up sheet, room plan, check list, what to say, role cards, Do and Don't sheets,
    certificate. What nobody has set, such as a host, is left as a line to write on.
    """
    folder = data or paths.default_records_dir()
    library, settings = own_content.library(lab, folder), load_settings(folder)
    event = _event(folder, name or settings.event, is_asked=name is not None)
    make_folder(out)
    leading, stations = load_leading(library), library.stations_of(settings.stations)
    tables = on_tables(stations, library, leading.kit.room)
    for piece in pieces(leading, house_of(library, settings), event, paths.assets_dir(), tables):
        piece.write(out / piece.file)
        click.echo(out / piece.file)


def _event(folder: Path, name: str, *, is_asked: bool) -> EventSettings | None:
    """The event of this name; none is fine unless somebody asked for it."""
    events: dict[str, EventSettings] = {}
    if (folder / DATABASE_NAME).exists():
        reader = open_records(folder)
        try:
            events = {event.name: event for event in reader.events()}
        finally:
            reader.close()
    if is_asked and name not in events:
        known = f"In {folder} are: {', '.join(events)}." if events else f"In {folder} there is none yet."
        raise InputError(f"There is no event “{name}”{nearest(name, events)}.", known)
    return events.get(name)
