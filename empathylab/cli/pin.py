"""`empathylab pin`: for the administrator of a machine whose facilitator can no longer get in."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.files.access_locks import forget_locks, load_locks
from empathylab.files.paths import default_records_dir
from empathylab.files.settings import load_settings


@click.command("pin")
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--forget", is_flag=True, help="Take PIN and recovery code away; the lab must be closed.")
def command(data: Path | None, forget: bool) -> None:
    """Is a PIN set? With --forget, whoever opens the facilitator's side next chooses a new one."""
    folder = data or default_records_dir()
    load_settings(folder)  # earlier labs kept the PIN there
    if forget and forget_locks(folder):
        click.echo("PIN and recovery code are taken away. Start the lab, press Ctrl+Alt+F and choose a new PIN now.")
    elif load_locks(folder).is_damaged:
        click.echo("A PIN was set, and it cannot be read. `empathylab pin --forget` takes it away.")
    else:
        click.echo("A PIN is set." if load_locks(folder).has_lock else "No PIN is set.")
