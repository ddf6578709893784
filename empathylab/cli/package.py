"""`empathylab package SYSTEM OUT`: the lab as one file for computers where nothing can be installed."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.domain.errors import InputError, MachineError
from empathylab.shipping.fetching import PinnedLists
from empathylab.shipping.making import make_package
from empathylab.shipping.target import targets


@click.command("package")
@click.argument("system", type=click.Choice(sorted(targets())))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--wheels", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Keep what is fetched.")
def command(system: str, out: Path, wheels: Path | None) -> None:
    """Write the lab for SYSTEM as OUT: a .zip for windows and macos, a .tar.gz for linux."""
    pinned = PinnedLists.of(Path(__file__).resolve().parents[2])
    if pinned is None:
        raise InputError("A package is made from a copy of the project.", "This installation has no pinned lists.")
    try:
        make_package(targets()[system], pinned, out, wheels, click.echo)
    except OSError as error:
        raise MachineError(
            f"{out} could not be written: {error.strerror or error}.", "Make room, or name another."
        ) from error
    click.echo(f"Written: {out}, {out.stat().st_size / 1e6:.0f} MB")
