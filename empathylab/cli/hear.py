"""`empathylab hear`: a recording as it is heard under simulations of hearing."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
import numpy as np

from empathylab.cli import own_content, worn
from empathylab.hearing import SIMULATIONS, parse, wav_files
from empathylab.hearing.listener import hear_channels
from empathylab.reports.files import whole_file


@click.command("hear", epilog=worn.kinds(SIMULATIONS))
@click.argument("source", metavar="IN.wav", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.wav", type=click.Path(path_type=Path))
@click.option("--persona", "personas", metavar="ID", multiple=True, help="What this persona wears in the barrier run.")
@click.option("--sim", "sims", metavar="KIND:KEY=VALUE,…", multiple=True, help="One simulation; its kinds stand below.")
@own_content.option
def command(source: Path, target: Path, personas: tuple[str, ...], sims: tuple[str, ...], lab: Path | None) -> None:
    """A recording as it is heard under simulations of hearing.

    Several --sim and --persona are worn together. Units are in the names: --sim hearing-loss:level_db=65 says that
    the whole recording, when it is played, is as loud as that (its root mean square in dB SPL).
    """
    chosen = [*worn.of_personas(personas, lab, SIMULATIONS, "ear hears"), *map(parse, sims)]
    if not chosen:
        raise click.UsageError("Say what to wear: --persona or --sim.")
    recording = wav_files.read(source)
    heard = hear_channels(recording.channels, recording.rate_hz, chosen)
    with whole_file(target) as part:
        wav_files.write(part, dataclasses.replace(recording, channels=heard))
    click.echo(f"{target}: {', '.join(map(str, chosen))}; {_softer(recording.channels, heard)}")


def _softer(before: np.ndarray, after: np.ndarray) -> str:
    """How much softer the whole has become."""
    was, now = float(np.mean(before**2)) if before.size else 0.0, float(np.mean(after**2)) if after.size else 0.0
    if was == 0.0:
        return "there was nothing to hear"
    return "nothing is left" if now == 0.0 else f"{10 * np.log10(now / was):+.1f} dB on the whole"
