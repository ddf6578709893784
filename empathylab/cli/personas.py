"""The personas, and whether their files are right."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from empathylab.cli import own_content
from empathylab.domain.errors import LabError
from empathylab.files.library import read_persona


@click.group("personas", invoke_without_command=True)
@own_content.option
@click.pass_context
def command(ctx: click.Context, lab: Path | None) -> None:
    """The personas, one a line; `validate FILE…` checks files of your own."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = lab
        return
    library = own_content.library(lab)
    for persona in library.personas.values():
        age = f", {persona.age}" if persona.age else ""
        click.echo(f"{persona.id:<12} {persona.name}{age}. {persona.one_line}")
    sys.exit(1 if library.faults else 0)


@command.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def validate(lab: Path | None, files: tuple[Path, ...]) -> None:
    """Check persona files, without any all that are offered: every fault, with the field and the nearest valid word."""
    has_fault, layers = False, own_content.layers(lab)
    for path in files or [path for layer in layers for path in sorted(layer.personas.glob("*.toml"))]:
        try:
            read_persona(path, files, layers)
            click.echo(f"{path}: right")
        except LabError as error:
            has_fault = True
            click.echo(str(error), err=True)
    sys.exit(1 if has_fault else 0)
