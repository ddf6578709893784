"""`empathylab render`: a still picture through the vision models."""

from __future__ import annotations

import math
from pathlib import Path

import click

from empathylab.cli import own_content, worn
from empathylab.domain.calibration import DEFAULT_DISTANCE_CM
from empathylab.domain.errors import InputError
from empathylab.reports.files import whole_file
from empathylab.vision import PRESETS, SIMULATIONS, Chain, SightSimulation, Viewing, images, parse


@click.command("render", epilog=worn.kinds(SIMULATIONS))
@click.argument("source", metavar="IN.png", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.png", type=click.Path(path_type=Path))
@click.option("--persona", "personas", metavar="ID", multiple=True, help="What this persona wears in the barrier run.")
@click.option("--preset", "presets", metavar="NAME", multiple=True, help=f"A named set: {', '.join(PRESETS)}.")
@click.option("--sim", "sims", metavar="KIND:KEY=VALUE,…", multiple=True, help="One simulation; its kinds stand below.")
@click.option("--ppd", type=float, metavar="N", help="Pixels per degree of sight.")
@click.option("--px-per-mm", type=float, metavar="N", help="Pixels per millimetre of the screen, instead of --ppd.")
@click.option(
    "--distance-cm", type=float, metavar="N", help=f"Viewing distance; {DEFAULT_DISTANCE_CM:g} when left out."
)
@click.option("--at-s", type=float, metavar="N", default=0.0, help="Seconds after the beginning, for what moves.")
@own_content.option
@click.option("--gaze", metavar="X,Y", help="Where the eye looks, in pixels; the middle when left out.")
def command(
    source: Path,
    target: Path,
    personas: tuple[str, ...],
    presets: tuple[str, ...],
    sims: tuple[str, ...],
    ppd: float | None,
    px_per_mm: float | None,
    distance_cm: float | None,
    lab: Path | None,
    gaze: str | None,
    at_s: float,
) -> None:
    """A still picture through the vision models.

    Several --sim, --preset and --persona are worn together. Units are in the names: --sim acuity:logmar=0.7.
    """
    chosen = [
        *worn.of_personas(personas, lab, SIMULATIONS, "eye sees"),
        *_of_presets(presets),
        *(parse(text) for text in sims),
    ]
    if not chosen:
        raise click.UsageError("Say what to wear: --persona, --preset or --sim.")
    chain = Chain(chosen, _viewing(ppd, px_per_mm, distance_cm))
    seen = chain.apply(images.read(source), _gaze(gaze), at_s=at_s)
    with whole_file(target) as part:
        images.write(part, seen)
    click.echo(f"{target}: {chain.description} at {chain.viewing.ppd:.1f} pixels per degree")


def _of_presets(names: tuple[str, ...]) -> list[SightSimulation]:
    for name in names:
        if name not in PRESETS:
            raise InputError(f"There is no preset '{name}'.", f"There are: {', '.join(PRESETS)}.")
    return [SIMULATIONS.make(spec) for name in names for spec in PRESETS[name].simulations]


def _viewing(ppd: float | None, px_per_mm: float | None, distance_cm: float | None) -> Viewing:
    if ppd is not None and (px_per_mm is not None or distance_cm is not None):
        raise click.UsageError("Give --ppd, or --px-per-mm with --distance-cm; not both.")
    if ppd is not None:
        return Viewing(ppd, is_calibrated=True)
    if px_per_mm is not None:
        return Viewing.from_screen(px_per_mm, DEFAULT_DISTANCE_CM if distance_cm is None else distance_cm)
    if distance_cm is not None:
        raise click.UsageError("--distance-cm needs --px-per-mm.")
    return Viewing()


def _gaze(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        x, y = (float(part) for part in text.split(","))
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError(text)
    except ValueError as error:
        raise InputError(f"'{text}' is not a place.", "Write --gaze X,Y in pixels, such as 640,400.") from error
    return x, y
