"""`empathylab bundle`: one file with everything that another laptop needs."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import passphrase
from empathylab.cli.progress import progress_line
from empathylab.domain.words import how_many
from empathylab.files.paths import default_records_dir
from empathylab.files.settings import load_settings
from empathylab.files.usb_sticks import ENDING
from empathylab.storage import open_records, write_bundle


@click.command("bundle")
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--event", "events", metavar="NAME", multiple=True, help="Only this event; may be given several times.")
@passphrase.option
@click.argument("out", metavar=f"OUT{ENDING}", type=click.Path(path_type=Path, dir_okay=False))
def command(data: Path | None, events: tuple[str, ...], passphrase_file: Path | None, out: Path) -> None:
    """Write visits, comments (also those still to be reviewed), promises and deletions to one file.

    It can be run while the lab is open. Without a passphrase whoever finds the file can read it.
    """
    folder = data or default_records_dir()
    words = passphrase.passphrase_from(passphrase_file)
    reader = open_records(folder)
    try:
        name = load_settings(folder).station_name
        contents = write_bundle(reader, out, name, events or None, words, progress_line("Writing"))
    finally:
        reader.close()
    for event in contents.events:
        click.echo(f"{event.name}: {how_many(event.visits, 'visit')}")
    click.echo(out)
    if not words:
        click.echo("It is not locked: whoever finds it can read it. --passphrase-file locks it.", err=True)
