"""Scripted participants drive the real lab."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from empathylab.cli import own_content
from empathylab.cli.display import has_display
from empathylab.files.lab_folder import existing_folder


@click.command("demo")
@click.option(
    "--data", metavar="DIR", type=click.Path(file_okay=False), help="Where to record (default: a new folder)."
)
@click.option("--persona", "personas", metavar="ID", multiple=True, help="Only this persona; may be given again.")
@click.option(
    "--participants", metavar="N", default=1, type=click.IntRange(1, 10_000), help="How many for each persona."
)
@click.option(
    "--seed",
    metavar="S",
    default=1,
    type=int,
    help="The same seed presses the same keys; when speech sounds is up to the computer.",
)
@click.option("--screenshots", metavar="DIR", type=click.Path(file_okay=False), help="Keep pictures of every screen.")
@own_content.option
@click.option("--station", metavar="ID", default="all", help="The people and the form or service of this station.")
@click.option("--timed", "is_timed", is_flag=True, help="Tell how long each stage takes who reads all of it.")
def command(
    data: str | None,
    personas: tuple[str, ...],
    participants: int,
    seed: int,
    screenshots: str | None,
    lab: Path | None,
    station: str,
    is_timed: bool,
) -> None:
    """Scripted participants drive the real lab, then the feedback is exported."""
    run_demo(
        data=data,
        personas=personas,
        participants=participants,
        seed=seed,
        screenshots=screenshots,
        lab=lab,
        station=station,
        is_timed=is_timed,
    )


def run_demo(
    *,
    data: str | None = None,
    personas: tuple[str, ...] = (),
    participants: int = 1,
    seed: int = 1,
    screenshots: str | None = None,
    lab: Path | None = None,
    station: str = "all",
    is_timed: bool = False,
) -> None:
    """Run it and say where the records are; never mixes with real records unless a folder is named."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from empathylab.demo import DemoOptions, run

    own = existing_folder(lab) if lab else None
    folder = Path(data) if data else Path(tempfile.mkdtemp(prefix="empathylab-demo-"))
    pictures = Path(screenshots) if screenshots else None
    options = DemoOptions(folder, personas, participants, seed, pictures, is_timed=is_timed, lab=own, station=station)
    out = run(options, click.echo)
    if pictures is not None:
        click.echo(f"The pictures are in {pictures}")
    click.echo(f"The records are in {folder}")
    for path in sorted(out.iterdir()):
        click.echo(f"  {path}")
