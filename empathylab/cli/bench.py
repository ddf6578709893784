"""Speed, beside peers on the same work."""

from __future__ import annotations

import importlib
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

import click

from empathylab.bench import busy
from empathylab.bench.figure import Figure
from empathylab.cli.display import has_display
from empathylab.reports.files import whole_file

#: What can be measured; each is a module of empathylab.bench with `figures(quick) -> list[Figure]`.
PARTS = (
    "vision",
    "hearing",
    "voice_control",
    "station",
    "reading",
    "speech",
    "read_aloud",
    "typing",
    "records",
    "own_content",
    "services",
    "lab",
)
#: Three hours and one, so they run only when they are named, and end when their time is over.
LONG_PARTS = ("soak", "visitors")


@click.command("bench")
@click.option(
    "--json", "json_path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also as JSON."
)
@click.option("--part", "parts", multiple=True, type=click.Choice(PARTS + LONG_PARTS), help="Only this part.")
@click.option("--quick", is_flag=True, help="Fewer repetitions and smaller data.")
@click.option(
    "--minutes", type=click.FloatRange(min=0), default=600, show_default=True, help="So long at most for a long part."
)
def command(json_path: Path | None, parts: tuple[str, ...], quick: bool, minutes: float) -> None:
    """Measure the lab by turns with peers that do the same work: ratios first, and how busy the computer was."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    click.echo(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    click.echo(busy.before())
    measured: dict[str, list[Figure]] = {}
    for part in parts or PARTS:
        click.echo(f"\n{part}")
        stretch = busy.LoadMeter()
        limits = (minutes, _tell) if part in LONG_PARTS else ()
        measured[part] = importlib.import_module(f"empathylab.bench.{part}").figures(quick, *limits)
        for figure in measured[part]:
            click.echo(describe(figure))
        click.echo(f"  meanwhile {stretch.shares()}")
    if json_path is not None:
        found = {part: [asdict(each) for each in figures] for part, figures in measured.items()}
        with whole_file(json_path) as draft:
            draft.write_text(json.dumps(found), encoding="utf-8")


def _tell(words: str) -> None:
    """Beside the figures, which others may read."""
    click.echo(f"  {words}", err=True)


def describe(figure: Figure) -> str:
    """One line: how many times its peer's work, value, each with its goal and whether it is met; peers."""
    parts = []
    if figure.times is not None:
        parts.append(f"{figure.times:.2f} × {figure.peers[0][0]}{_beside(figure.times, figure.goal_times)}")
    parts.append(f"{figure.value:.4g} {figure.unit}{_beside(figure.value, figure.goal)}")
    parts += [f"{name} {value:.4g} {figure.unit}" for name, value in figure.peers]
    return f"  {figure.name}: " + "; ".join([*parts, *filter(None, [figure.note])])


def _beside(value: float, goal: float | None) -> str:
    return "" if goal is None else f" (goal {goal:g}: {'met' if value <= goal else 'NOT met'})"
