"""Speed, beside peers on the same work."""

from __future__ import annotations

import importlib
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

import click

from empathylab.bench.figure import Figure
from empathylab.cli.lab import has_display

#: What can be measured; each is a module of empathylab.bench with `figures(quick) -> list[Figure]`.
PARTS = ("vision", "hearing", "station", "reading", "speech", "typing", "records", "own_content", "services", "lab")
#: Takes two hours, so it runs only when it is named.
LONG_PARTS = ("soak",)


@click.command("bench")
@click.option(
    "--json", "json_path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also as JSON."
)
@click.option("--part", "parts", multiple=True, type=click.Choice(PARTS + LONG_PARTS), help="Only this part.")
@click.option("--quick", is_flag=True, help="Fewer repetitions and smaller data.")
def command(json_path: Path | None, parts: tuple[str, ...], quick: bool) -> None:
    """Measure the lab beside peers that do the same work, in the same run."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    click.echo(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    measured: dict[str, list[Figure]] = {}
    for part in parts or PARTS:
        click.echo(f"\n{part}")
        measured[part] = importlib.import_module(f"empathylab.bench.{part}").figures(quick)
        for figure in measured[part]:
            click.echo(describe(figure))
    if json_path is not None:
        json_path.write_text(json.dumps({part: [asdict(each) for each in found] for part, found in measured.items()}))


def describe(figure: Figure) -> str:
    """One line: value, goal and whether it is met, peers."""
    words = f"  {figure.name}: {figure.value:.4g} {figure.unit}"
    if figure.goal is not None:
        words += f" (goal {figure.goal:g}: {'met' if figure.is_met else 'NOT met'})"
    for name, value in figure.peers:
        words += f"; {name} {value:.4g} {figure.unit}"
    return f"{words}; {figure.note}" if figure.note else words
